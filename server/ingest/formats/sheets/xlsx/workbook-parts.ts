import { posix } from 'node:path';
import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { numberFormat, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { Archive } from '../../archive.ts';
import type { OnChunk } from '../../format.ts';
import type { Sheet } from '../sheet-source.ts';
import { attribute, plainText, type XmlHandlers } from '../../xml-scanner.ts';
import { lineEnds, scanXml } from '../scan-xml.ts';

export interface SheetEntry extends Sheet {
  /** Part of the archive. */
  part: string;
}

export interface Workbook {
  sheets: SheetEntry[];
  from1904: boolean;
  /** By style number of a cell. */
  formats: NumberFormat[];
  sharedTexts: string[];
}

export const scanPart = (
  archive: Archive,
  part: string,
  handlers: Partial<XmlHandlers>,
  onChunk?: OnChunk,
): Promise<void> => scanXml(archive.texts(part), part, handlers, { onChunk });

/** Targets by relation id, and by the last word of the relation's type, as paths in the archive. */
export async function relations(
  archive: Archive,
  part: string,
): Promise<{ byId: Map<string, string>; byType: Map<string, string> }> {
  const folder = posix.dirname(part);
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  await scanPart(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = attribute(attributes, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      byId.set(attribute(attributes, 'Id') ?? '', path);
      byType.set((attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '', path);
    },
  });
  return { byId, byType };
}

async function workbookPart(archive: Archive): Promise<string> {
  const part = archive.has('_rels/.rels')
    ? (await relations(archive, '.')).byType.get('officeDocument')
    : undefined;
  const found = [part, 'xl/workbook.xml'].find(
    (name) => name !== undefined && name.endsWith('.xml') && archive.has(name),
  );
  return found ?? refuse('unsupported-format', 'format', { format: 'zip' });
}

async function formatsOf(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  const custom = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  if (part === undefined) return formats;
  await scanPart(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt')
        custom.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        formats.push(numberFormat(id, custom.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** `_x000D_` and its like stand for characters that XML cannot hold. */
export const workbookText = (raw: string): string => {
  const text = plainText(lineEnds(raw));
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
};

const PLAIN = '<si><t>';
const PLAIN_END = '</t></si>';

/** Texts without fonts or phonetics, which nearly all are, taken without an event for each tag. */
function plainTexts(xml: string, at: number, take: (text: string) => void): number {
  let from = at;
  for (;;) {
    if (!xml.startsWith(PLAIN, from)) return from;
    const end = xml.indexOf('<', from + PLAIN.length);
    if (end < 0 || !xml.startsWith(PLAIN_END, end)) return from;
    take(workbookText(xml.slice(from + PLAIN.length, end)));
    from = end + PLAIN_END.length;
  }
}

async function sharedTextsOf(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let text = '';
  let size = 0;
  let inText = false;
  let inPhonetic = false;
  const take = (whole: string): void => {
    size += whole.length;
    if (size > READING_LIMITS.sharedCharacters)
      refuse('too-large', 'shared-texts', { limit: READING_LIMITS.sharedCharacters });
    texts.push(whole);
  };
  await scanPart(archive, part, {
    elements: (xml, at) => plainTexts(xml, at, take),
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(raw) {
      if (inText) text += workbookText(raw);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') take(text);
    },
  });
  return texts;
}

/** Reads everything of a workbook but its sheets. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const part = await workbookPart(archive);
  const { byId, byType } = await relations(archive, part);
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await scanPart(archive, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const target = byId.get(attribute(attributes, 'id') ?? '');
      if (target === undefined || !archive.has(target) || /chartsheets|dialogsheets|macrosheets/.test(target))
        return;
      const hidden = /hidden/i.test(attribute(attributes, 'state') ?? '');
      sheets.push({
        number: sheets.length + 1,
        name: attribute(attributes, 'name') ?? '',
        part: target,
        hidden,
      });
    },
  });
  if (sheets.length === 0) refuse('unreadable-file', 'no-tables');
  if (sheets.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: sheets.length, limit: READING_LIMITS.tables });
  const formats = await formatsOf(archive, byType.get('styles'));
  return {
    sheets,
    from1904,
    formats,
    sharedTexts: await sharedTextsOf(archive, byType.get('sharedStrings')),
  };
}
