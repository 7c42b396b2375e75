import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { formattedNumber, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { Archive } from '../../archive.ts';
import { BINARY_ERRORS, unpackRk } from '../binary-values.ts';
import type { RowBuilder } from '../row-builder.ts';
import type { SheetOutline } from '../sheet-source.ts';
import type { Workbook } from '../xlsx/workbook-parts.ts';
import { scanRecords, wideText } from './xlsb-records.ts';

const ROW = 0;
const COLUMN = 60;
const RICH_TEXT = 62;
const MERGED = 176;
/** Cells that name their column, and those that follow the one before. */
const LAST_CELL = 11;
const LAST_SHORT = 18;
const LAST_ROW = 1_048_576;
const MAX_MERGES = 100_000;
const MAX_HIDDEN = 100;
const GENERAL: NumberFormat = { kind: 'general', code: 'General' };

/** What a cell holds, by the type of its record. */
const VALUES: Record<number, 'rk' | 'error' | 'boolean' | 'real' | 'text' | 'shared' | 'rich'> = {
  2: 'rk',
  3: 'error',
  4: 'boolean',
  5: 'real',
  6: 'text',
  7: 'shared',
  8: 'text',
  9: 'real',
  10: 'boolean',
  11: 'error',
  13: 'rk',
  14: 'error',
  15: 'boolean',
  16: 'real',
  17: 'text',
  18: 'shared',
  62: 'rich',
};

/** Merged ranges, hidden columns and the count of rows. */
export async function outlineBinary(archive: Archive, part: string): Promise<SheetOutline> {
  const outline: SheetOutline = { rows: 0, merges: [], hiddenColumns: [] };
  const { merges, hiddenColumns } = outline;
  await scanRecords(archive.bytes(part), part, (type, bytes, start, end) => {
    if (type === ROW) outline.rows++;
    else if (type === MERGED && end - start >= 16 && merges.length < MAX_MERGES) {
      const at = (i: number): number => bytes.readUInt32LE(start + i * 4);
      merges.push({ top: at(0) + 1, bottom: at(1) + 1, left: at(2), right: at(3) });
    } else if (type === COLUMN && end - start >= 18 && bytes.readUInt8(start + 16) & 1) {
      const last = Math.min(bytes.readUInt32LE(start + 4), READING_LIMITS.columns - 1);
      for (
        let column = bytes.readUInt32LE(start);
        column <= last && hiddenColumns.length < MAX_HIDDEN;
        column++
      )
        hiddenColumns.push(column + 1);
    }
  });
  return outline;
}

/** Turns the records of one sheet into rows. */
export class BinaryRows {
  private readonly workbook: Workbook;
  private readonly part: string;
  private readonly rows: RowBuilder;
  private column = -1;

  constructor(workbook: Workbook, part: string, rows: RowBuilder) {
    this.workbook = workbook;
    this.part = part;
    this.rows = rows;
  }

  take(type: number, bytes: Buffer, start: number, end: number): void {
    if (type === ROW) this.openRow(bytes, start, end);
    else if (type <= LAST_SHORT || type === RICH_TEXT) this.cell(type, bytes, start, end);
  }

  end(): void {
    this.rows.end();
  }

  private openRow(bytes: Buffer, start: number, end: number): void {
    this.rows.end();
    const number = end - start < 12 ? 0 : bytes.readUInt32LE(start) + 1;
    if (number <= this.rows.number || number > LAST_ROW)
      refuse('unreadable-file', 'damaged-workbook', { part: this.part });
    this.rows.start(number, (bytes.readUInt8(start + 11) & 0x10) !== 0);
    this.column = -1;
  }

  private cell(type: number, bytes: Buffer, start: number, end: number): void {
    const isShort = type > LAST_CELL && type <= LAST_SHORT;
    const head = isShort ? start : start + 4;
    if (head + 4 > end) return;
    this.column = isShort ? this.column + 1 : bytes.readUInt32LE(start);
    const kind = VALUES[type];
    if (kind) this.put(kind, bytes, head, end);
  }

  private put(kind: (typeof VALUES)[number], bytes: Buffer, head: number, end: number): void {
    const { rows, column } = this;
    const at = head + 4;
    const size = end - at;
    if (kind === 'text') rows.text(column, wideText(bytes, at, end).text);
    else if (kind === 'rich') rows.text(column, wideText(bytes, at + 1, end).text);
    else if (kind === 'shared' && size >= 4)
      rows.text(column, this.workbook.sharedTexts[bytes.readUInt32LE(at)] ?? '');
    else if (kind === 'boolean' && size >= 1) rows.text(column, bytes.readUInt8(at) === 0 ? 'FALSE' : 'TRUE');
    else if (kind === 'error' && size >= 1) rows.error(column, BINARY_ERRORS[bytes.readUInt8(at)] ?? '#N/A');
    else if (kind === 'rk' && size >= 4) this.number(unpackRk(bytes.readInt32LE(at)), bytes, head);
    else if (kind === 'real' && size >= 8) this.number(bytes.readDoubleLE(at), bytes, head);
  }

  private number(value: number, bytes: Buffer, head: number): void {
    const { formats, from1904 } = this.workbook;
    const format = formats[bytes.readUIntLE(head, 3)] ?? GENERAL;
    this.rows.cell(this.column, formattedNumber(String(value), format, from1904));
  }
}
