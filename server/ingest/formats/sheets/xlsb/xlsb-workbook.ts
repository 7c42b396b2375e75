import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { numberFormat, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { Archive } from '../../archive.ts';
import { relations, type SheetEntry, type Workbook } from '../xlsx/workbook-parts.ts';
import { scanRecords, wideText } from './xlsb-records.ts';

const PART = 'xl/workbook.bin';
const SHARED_TEXT = 19;
const FORMAT = 44;
const STYLE = 47;
const WORKBOOK_PROPERTIES = 153;
const SHEET = 156;
const BEGIN_STYLES = 617;
const END_STYLES = 618;

async function sharedTextsOf(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  if (part === undefined) return texts;
  await scanRecords(archive.bytes(part), part, (type, bytes, start, end) => {
    if (type !== SHARED_TEXT) return;
    const { text } = wideText(bytes, start + 1, end);
    size += text.length;
    if (size > READING_LIMITS.sharedCharacters)
      refuse('too-large', 'shared-texts', { limit: READING_LIMITS.sharedCharacters });
    texts.push(text);
  });
  return texts;
}

async function formatsOf(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  const custom = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inStyles = false;
  if (part === undefined) return formats;
  await scanRecords(archive.bytes(part), part, (type, bytes, start, end) => {
    if (type === BEGIN_STYLES || type === END_STYLES) inStyles = type === BEGIN_STYLES;
    else if (type === FORMAT && end - start >= 2)
      custom.set(bytes.readUInt16LE(start), wideText(bytes, start + 2, end).text);
    else if (type === STYLE && inStyles && end - start >= 4) {
      const id = bytes.readUInt16LE(start + 2);
      formats.push(numberFormat(id, custom.get(id)));
    }
  });
  return formats;
}

/** Reads everything of a binary workbook but its sheets. */
export async function readBinaryWorkbook(archive: Archive): Promise<Workbook> {
  const { byId, byType } = await relations(archive, PART);
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await scanRecords(archive.bytes(PART), PART, (type, bytes, start, end) => {
    if (type === WORKBOOK_PROPERTIES && end > start) from1904 = (bytes.readUInt8(start) & 1) === 1;
    if (type !== SHEET || end - start < 12) return;
    const id = wideText(bytes, start + 8, end);
    const part = byId.get(id.text);
    if (part === undefined || !archive.has(part) || /chartsheets|dialogsheets|macrosheets/.test(part)) return;
    const { text: name } = wideText(bytes, id.next, end);
    sheets.push({ number: sheets.length + 1, name, part, hidden: bytes.readUInt32LE(start) !== 0 });
  });
  if (sheets.length === 0) refuse('unreadable-file', 'no-tables');
  if (sheets.length > READING_LIMITS.tables)
    refuse('too-large', 'too-many-tables', { count: sheets.length, limit: READING_LIMITS.tables });
  return {
    sheets,
    from1904,
    formats: await formatsOf(archive, byType.get('styles')),
    sharedTexts: await sharedTextsOf(archive, byType.get('sharedStrings')),
  };
}
