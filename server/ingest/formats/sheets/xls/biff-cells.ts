import { formattedNumber, type NumberFormat } from '../../../../../rules/reading/number-format.ts';
import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { BINARY_ERRORS, unpackRk } from '../binary-values.ts';
import type { RowBuilder } from '../row-builder.ts';
import type { Range } from '../sheet-source.ts';
import { recordAt, recordsFrom, type Biff, type RecordKind } from './biff-records.ts';
import type { BiffWorkbook } from './biff-workbook.ts';

/** Where the cells of a sheet lie, and what is beside them. */
export interface BiffIndex {
  /** Offsets of the records of cells, by row. */
  cells: number[];
  rows: number;
  hiddenRows: Set<number>;
  hiddenColumns: number[];
  merges: Range[];
}

const CELLS = new Set<RecordKind | undefined>([
  'integer',
  'number',
  'label',
  'boolOrError',
  'formula',
  'rk',
  'manyRk',
  'sharedLabel',
]);
const MAX_MERGES = 100_000;
const MAX_HIDDEN = 100;

/** Runs over the records of a sheet once; charts inside it are skipped. */
export function indexSheet({ stream, version }: BiffWorkbook, offset: number): BiffIndex {
  const index: BiffIndex = { cells: [], rows: 0, hiddenRows: new Set(), hiddenColumns: [], merges: [] };
  let depth = 0;
  let last = -1;
  let sorted = true;
  for (const record of recordsFrom(stream, offset)) {
    if (record.kind === 'bof') depth++;
    else if (record.kind === 'eof' && --depth <= 0) break;
    if (depth !== 1) continue;
    if (CELLS.has(record.kind) && record.end - record.start >= 7) {
      const row = stream.readUInt16LE(record.start);
      if (row !== last) index.rows++;
      if (row < last) sorted = false;
      last = row;
      index.cells.push(record.start - 4);
    } else takeBeside(index, stream, version, record);
  }
  if (!sorted) index.cells.sort((a, b) => stream.readUInt16LE(a + 4) - stream.readUInt16LE(b + 4) || a - b);
  return index;
}

function takeBeside(index: BiffIndex, stream: Buffer, version: number, { kind, start, end }: Biff): void {
  if (kind === 'row' && version > 2 && end - start >= 14) {
    if (stream.readUInt8(start + 12) & 0x20) index.hiddenRows.add(stream.readUInt16LE(start));
  } else if (kind === 'merged') {
    for (let at = start + 2; at + 8 <= end && index.merges.length < MAX_MERGES; at += 8)
      index.merges.push({
        top: stream.readUInt16LE(at) + 1,
        bottom: stream.readUInt16LE(at + 2) + 1,
        left: stream.readUInt16LE(at + 4),
        right: stream.readUInt16LE(at + 6),
      });
  } else if (kind === 'columnInfo' && end - start >= 10 && stream.readUInt8(start + 8) & 1) {
    const last = Math.min(stream.readUInt16LE(start + 2), READING_LIMITS.columns - 1);
    for (let column = stream.readUInt16LE(start); column <= last; column++)
      if (index.hiddenColumns.length < MAX_HIDDEN) index.hiddenColumns.push(column + 1);
  }
}

const GENERAL: NumberFormat = { kind: 'general', code: 'General' };
/** Records that may stand between a formula and its text: shared formulas, arrays, tables. */
const BETWEEN = new Set([0x04bc, 0x0221, 0x0021, 0x0236, 0x0037]);

/** Puts the cells of records into rows. */
export class BiffCells {
  private readonly workbook: BiffWorkbook;
  private readonly rows: RowBuilder;
  /** Bytes before a cell's value: row, column, style; in BIFF 2 the last takes three. */
  private readonly head: number;

  constructor(workbook: BiffWorkbook, rows: RowBuilder) {
    this.workbook = workbook;
    this.rows = rows;
    this.head = workbook.version === 2 ? 7 : 6;
  }

  take(record: Biff): void {
    const { stream, textAt, version, sharedTexts } = this.workbook;
    const { start, end, kind } = record;
    const column = stream.readUInt16LE(start + 2);
    const at = start + this.head;
    switch (kind) {
      case 'integer':
        return this.number(column, stream.readUInt16LE(at), this.style(start));
      case 'number':
        if (end - at >= 8) this.number(column, stream.readDoubleLE(at), this.style(start));
        return;
      case 'rk':
        if (end - at >= 4) this.number(column, unpackRk(stream.readInt32LE(at)), this.style(start));
        return;
      case 'manyRk':
        return this.manyRk(record, column);
      case 'label':
        return this.rows.text(column, textAt(record, at, version === 2 ? 1 : 2));
      case 'sharedLabel':
        if (end - at >= 4) this.rows.text(column, sharedTexts[stream.readUInt32LE(at)] ?? '');
        return;
      case 'boolOrError':
        if (end - at >= 2) this.boolOrError(column, stream.readUInt8(at), stream.readUInt8(at + 1) === 1);
        return;
      case 'formula':
        if (end - at >= 8) this.formula(record, column, at);
        return;
      default:
    }
  }

  private style(start: number): number {
    const { stream, version } = this.workbook;
    return version === 2 ? stream.readUInt8(start + 5) & 0x3f : stream.readUInt16LE(start + 4);
  }

  private number(column: number, value: number, style: number): void {
    const { formats, from1904 } = this.workbook;
    this.rows.cell(column, formattedNumber(String(value), formats[style] ?? GENERAL, from1904));
  }

  private manyRk({ start, end }: Biff, first: number): void {
    const { stream } = this.workbook;
    for (let at = start + 4, column = first; at + 6 <= end - 2; at += 6, column++)
      this.number(column, unpackRk(stream.readInt32LE(at + 2)), stream.readUInt16LE(at));
  }

  private boolOrError(column: number, value: number, isError: boolean): void {
    if (isError) this.rows.error(column, BINARY_ERRORS[value] ?? '#N/A');
    else this.rows.text(column, value === 0 ? 'FALSE' : 'TRUE');
  }

  /** The saved result: a number, or a mark that says what else it is. */
  private formula(record: Biff, column: number, at: number): void {
    const { stream, version } = this.workbook;
    if (stream.readUInt16LE(at + 6) !== 0xffff) {
      this.number(column, stream.readDoubleLE(at), this.style(record.start));
      return;
    }
    const [kind, value] = [stream.readUInt8(at), stream.readUInt8(at + 2)];
    if (kind === 1 || kind === 2) this.boolOrError(column, value, kind === 2);
    else if (kind === 0) {
      const text = this.textAfter(record);
      if (text) this.rows.text(column, this.workbook.textAt(text, text.start, version === 2 ? 1 : 2));
      else this.rows.formulaWithoutValue();
    }
  }

  private textAfter({ end }: Biff): Biff | undefined {
    let next = recordAt(this.workbook.stream, end);
    while (next && BETWEEN.has(next.type)) next = recordAt(this.workbook.stream, next.end);
    return next?.kind === 'formulaText' ? next : undefined;
  }
}
