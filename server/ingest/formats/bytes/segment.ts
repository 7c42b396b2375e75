import type { FileHandle } from 'node:fs/promises';
import { emptyFacts, type ColumnFacts } from '../../../../rules/reading/column-facts.ts';
import { PlainRows, type PassedRows } from '../../../../rules/reading/plain-rows.ts';
import type { SteadyTable } from '../../../../rules/reading/table-sequence.ts';
import type { Marks } from '../../../../rules/reading/tokenizer.ts';

/** How a file is cut into segments that are read apart, and the table that they go on with. */
export interface SegmentPlan {
  path: string;
  marks: Marks;
  /** Offset of the first row. */
  from: number;
  /** Bytes of the file. */
  size: number;
  /** Bytes of a segment. */
  segment: number;
  table: Pick<SteadyTable, 'width' | 'header' | 'firstLabel'>;
  /** Of each column, whether nothing but text can come out of it any more. */
  settled: readonly boolean[];
}

/** What was seen in rows of a file that were read apart. */
export interface SegmentFacts {
  /** Offset of the first row that was read, and of the first after them. */
  start: number;
  end: number;
  passed: PassedRows;
  /** Characters U+FFFD. */
  replaced: number;
  /** Rows in them are counted from 1. */
  columns: ColumnFacts[];
}

const CHUNK = 1024 * 1024;
const LF = 10;
/** Line feeds that are tried as the end of a row: one may stand inside quotes. */
const TRIED_STARTS = 16;

export const REPLACED = Buffer.from('\ufffd');

export function countOf(bytes: Buffer, pattern: Buffer | number): number {
  let found = 0;
  for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) found++;
  return found;
}

export const decode = (bytes: Uint8Array, start: number, end: number): string =>
  bytes instanceof Buffer ? bytes.toString('utf8', start, end) : '';

export const segmentsOf = ({ from, size, segment }: SegmentPlan): number =>
  Math.ceil((size - from) / segment);

const columnsFor = ({ settled }: SegmentPlan): ColumnFacts[] =>
  settled.map((isSettled) => ({ ...emptyFacts(true), settled: isSettled }));

/** Where a row probably begins from `nominal` on: after a line feed, with a plain row behind it. */
async function probableStart(file: FileHandle, plan: SegmentPlan, nominal: number): Promise<number | null> {
  if (nominal === plan.from) return nominal;
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, nominal - 1);
  const bytes = buffer.subarray(0, bytesRead);
  const plain = new PlainRows(plan.marks, decode);
  let start = 0;
  for (let tried = 0; tried < TRIED_STARTS; tried++) {
    start = bytes.indexOf(LF, start) + 1;
    if (start === 0) return null;
    plain.scan(bytes, start, { ...plan.table, columns: columnsFor(plan) }, 0, start + 1);
    if (plain.passed.lf + plain.passed.crlf === 1) return nominal - 1 + start;
  }
  return null;
}

/** Takes plain rows one chunk after the other, until one is not plain or begins at `to` or later. */
class SegmentReader {
  private readonly plain: PlainRows;
  private readonly table: SteadyTable;
  private readonly seen: SegmentFacts;

  constructor(plan: SegmentPlan, start: number) {
    const columns = columnsFor(plan);
    this.plain = new PlainRows(plan.marks, decode);
    this.table = { ...plan.table, columns };
    this.seen = { start, end: start, passed: { lf: 0, crlf: 0, longestRow: 0 }, replaced: 0, columns };
  }

  async read(file: FileHandle, to: number): Promise<SegmentFacts> {
    const { seen } = this;
    const buffer = Buffer.allocUnsafe(CHUNK);
    while (seen.end < to) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, seen.end);
      const bytes = buffer.subarray(0, bytesRead);
      const taken = bytes.includes(0) ? 0 : this.take(bytes, to - seen.end);
      seen.end += taken;
      if (taken === 0 || this.plain.isOdd) break;
    }
    return seen;
  }

  private take(bytes: Buffer, to: number): number {
    const { plain, seen } = this;
    const { passed } = seen;
    const end = plain.scan(bytes, 0, this.table, passed.lf + passed.crlf, Math.min(to, bytes.length));
    passed.lf += plain.passed.lf;
    passed.crlf += plain.passed.crlf;
    passed.longestRow = Math.max(passed.longestRow, plain.passed.longestRow);
    seen.replaced += countOf(bytes.subarray(0, end), REPLACED);
    return end;
  }
}

/** Reads the plain rows at the beginning of one segment; null when none is found there. */
export async function readSegment(
  file: FileHandle,
  plan: SegmentPlan,
  number: number,
): Promise<SegmentFacts | null> {
  const nominal = plan.from + number * plan.segment;
  const start = await probableStart(file, plan, nominal);
  return start === null ? null : new SegmentReader(plan, start).read(file, nominal + plan.segment);
}
