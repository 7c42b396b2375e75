import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { numberFormat, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { Sheet } from '../sheet-source.ts';
import { recordAt, recordsFrom, type Biff } from './biff-records.ts';
import { codePageLabel, sharedTexts, textReader, type ReadText } from './biff-texts.ts';

export interface BiffSheet extends Sheet {
  /** Where its records begin. */
  offset: number;
}

export interface BiffWorkbook {
  stream: Buffer;
  /** 2, 3, 4, 5 (also called 7) or 8. */
  version: number;
  /** WHATWG label of what the texts are written in. */
  encoding: string;
  sheets: BiffSheet[];
  from1904: boolean;
  /** By style number of a cell; in BIFF 2 by format number. */
  formats: NumberFormat[];
  sharedTexts: string[];
  textAt: ReadText;
}

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-workbook', { part });

/** What the first record says of the version. */
function versionOf(stream: Buffer): number {
  const bof = recordAt(stream, 0);
  if (bof?.kind !== 'bof') return damaged('BOF');
  if (bof.type !== 0x0809) return [2, 3, 4][[0x0009, 0x0209, 0x0409].indexOf(bof.type)] ?? damaged('BOF');
  return stream.readUInt16LE(bof.start) === 0x0600 ? 8 : 5;
}

/** The records of the workbook as such: those before the first sheet, in old files before the first cell. */
interface Globals {
  codePage: number | undefined;
  from1904: boolean;
  styles: Biff[];
  formats: Biff[];
  boundSheets: Biff[];
  sharedTexts: Biff | undefined;
}

function globalsOf(stream: Buffer, version: number): Globals {
  const found: Globals = {
    codePage: undefined,
    from1904: false,
    styles: [],
    formats: [],
    boundSheets: [],
    sharedTexts: undefined,
  };
  for (const record of recordsFrom(stream, 0)) {
    if (record.kind === 'eof' && version >= 5) break;
    takeGlobal(found, stream, record);
  }
  return found;
}

function takeGlobal(found: Globals, stream: Buffer, record: Biff): void {
  switch (record.kind) {
    case 'filePass':
      return refuse('unreadable-file', 'encrypted-workbook');
    case 'codePage':
      if (record.end - record.start >= 2) found.codePage = stream.readUInt16LE(record.start);
      return;
    case 'dateMode':
      found.from1904 = stream[record.start] === 1;
      return;
    case 'style':
      found.styles.push(record);
      return;
    case 'format':
      found.formats.push(record);
      return;
    case 'boundSheet':
      found.boundSheets.push(record);
      return;
    case 'sharedTexts':
      found.sharedTexts ??= record;
      return;
    default:
  }
}

const MAX_STYLES = 65_536;

function formatsOf(workbook: Pick<BiffWorkbook, 'stream' | 'version' | 'textAt'>, globals: Globals) {
  const { stream, version, textAt } = workbook;
  const codes = new Map<number, string>();
  globals.formats.slice(0, MAX_STYLES).forEach((record, i) => {
    if (version >= 5)
      codes.set(stream.readUInt16LE(record.start), textAt(record, record.start + 2, version === 8 ? 2 : 1));
    else codes.set(i, textAt(record, record.start + (version === 4 ? 2 : 0), 1));
  });
  const formatAt = (id: number): NumberFormat => numberFormat(version >= 5 ? id : 0, codes.get(id));
  if (version === 2) return [...codes.keys()].map(formatAt);
  return globals.styles
    .slice(0, MAX_STYLES)
    .map(({ start }) =>
      formatAt(version >= 5 ? stream.readUInt16LE(start + 2) : stream.readUInt8(start + 1)),
    );
}

const WORKSHEET = 0;

function sheetsOf(
  { stream, version, textAt }: Pick<BiffWorkbook, 'stream' | 'version' | 'textAt'>,
  bound: Biff[],
) {
  if (version < 5) return [{ number: 1, name: '', hidden: false, offset: 0 }];
  const sheets: BiffSheet[] = [];
  for (const record of bound) {
    const { start, end } = record;
    if (end - start < 7 || stream.readUInt8(start + 5) !== WORKSHEET) continue;
    const offset = stream.readUInt32LE(start);
    if (recordAt(stream, offset)?.kind !== 'bof') damaged('BOUNDSHEET');
    const hidden = (stream.readUInt8(start + 4) & 3) !== 0;
    sheets.push({ number: sheets.length + 1, name: textAt(record, start + 6, 1), hidden, offset });
  }
  if (sheets.length === 0) refuse('unreadable-file', 'no-tables');
  if (sheets.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: sheets.length, limit: READING_LIMITS.tables });
  return sheets;
}

/** Reads everything of an old workbook but its cells. `encoding` overrides the code page that the file names. */
export function readBiff(stream: Buffer, encoding: string | undefined): BiffWorkbook {
  const version = versionOf(stream);
  const globals = globalsOf(stream, version);
  const label = version === 8 ? 'utf-16le' : (encoding ?? codePageLabel(globals.codePage ?? 1252));
  const textAt = textReader(stream, version, label);
  const base = { stream, version, textAt };
  return {
    ...base,
    encoding: label,
    from1904: globals.from1904,
    formats: formatsOf(base, globals),
    sheets: sheetsOf(base, globals.boundSheets),
    sharedTexts: version === 8 && globals.sharedTexts ? sharedTexts(stream, globals.sharedTexts) : [],
  };
}
