import { open, type FileHandle } from 'node:fs/promises';
import { maySettleWithin } from '../../../../rules/reading/merge-facts.ts';
import type { SteadyTable, TableSequence } from '../../../../rules/reading/table-sequence.ts';
import type { Marks, TokenFacts } from '../../../../rules/reading/tokenizer.ts';
import { BytesReader, type TextFacts } from './bytes-reader.ts';
import { helpersHere, SegmentCrew } from './segment-crew.ts';
import { segmentsOf, type SegmentFacts, type SegmentPlan } from './segment.ts';

const MIB = 1024 * 1024;

/** In bytes; tests take little ones. */
const SIZES = {
  /** Read at once. */
  chunk: MIB,
  /** Made text at first. */
  text: 2048,
  /** Read in order before the rest is cut, so that most columns of text are known. */
  head: 4 * MIB,
  segment: 4 * MIB,
  helpers: helpersHere(),
};
export type ReadSizes = typeof SIZES;

/** Segments that may not fit, one after the other, before no more are read ahead. */
const MOST_MISSES = 8;

/** Takes a file into a reader, always from the first byte that was not taken. */
class FileReader {
  readonly reader: BytesReader;
  position: number;
  private readonly file: FileHandle;
  private buffer: Buffer;

  constructor(file: FileHandle, reader: BytesReader, position: number, chunk: number) {
    this.file = file;
    this.reader = reader;
    this.position = position;
    this.buffer = Buffer.allocUnsafe(chunk);
  }

  /** Reads the rows that end before `end`. */
  async readUntil(end: number): Promise<void> {
    while (this.position < end) {
      const bytes = await this.bytesUntil(end);
      const taken = this.reader.read(bytes);
      this.position += taken;
      if (taken > 0) continue;
      if (this.position + bytes.length >= end) return;
      this.buffer = Buffer.allocUnsafe(this.buffer.length * 2);
    }
  }

  async end(): Promise<TokenFacts & TextFacts> {
    const parts: Buffer[] = [];
    for (;;) {
      const bytes = await this.bytesUntil(Infinity);
      if (bytes.length === 0) return this.reader.end(Buffer.concat(parts));
      this.position += bytes.length;
      parts.push(Buffer.from(bytes));
    }
  }

  private async bytesUntil(end: number): Promise<Buffer> {
    const most = Math.min(this.buffer.length, end - this.position);
    const { bytesRead } = await this.file.read(this.buffer, 0, most, this.position);
    return this.buffer.subarray(0, bytesRead);
  }
}

/** Whether rows read apart go on exactly where this table stands. */
const fits = (
  facts: SegmentFacts,
  { position }: FileReader,
  table: SteadyTable,
  plan: SegmentPlan,
): boolean =>
  facts.start === position &&
  table.header === plan.table.header &&
  table.width === plan.table.width &&
  facts.columns.every((apart, i) => {
    const column = table.columns[i];
    return column !== undefined && (column.settled || (!apart.settled && !maySettleWithin(column, apart)));
  });

/** Reads segments in several threads and adds them in order; those that do not fit are left to be read in order. */
async function readSegments(from: FileReader, plan: SegmentPlan, helpers: number): Promise<void> {
  const crew = await SegmentCrew.open(plan, helpers);
  try {
    let misses = 0;
    for (let number = 0; number < segmentsOf(plan) && misses < MOST_MISSES; number++) {
      const facts = await crew.take(number);
      if (facts) await from.readUntil(facts.start);
      const table = facts && from.reader.steady();
      if (table && fits(facts, from, table, plan)) {
        from.reader.add(facts, table);
        from.position = facts.end;
        misses = 0;
      } else misses++;
    }
  } finally {
    await crew.close();
  }
}

/**
 * Takes every row of a text file into the sequence, as `canReadBytes` allows, without making text of most of it, and
 * large files in several threads. The facts are those of reading it row by row.
 */
export async function readBytes(
  path: string,
  skip: number,
  marks: Marks,
  sequence: TableSequence,
  { chunk, text, head, segment, helpers }: ReadSizes = SIZES,
): Promise<TokenFacts & TextFacts> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = new FileReader(file, new BytesReader(marks, sequence, text), skip, chunk);
    await from.readUntil(Math.min(size, skip + head));
    const table = from.reader.steady();
    if (table && size - from.position > 2 * segment) {
      const { width, header, firstLabel } = table;
      const settled = table.columns.slice(0, width).map((column) => column.settled);
      const cut = { path, marks, from: from.position, size, segment, settled };
      await readSegments(from, { ...cut, table: { width, header, firstLabel } }, helpers);
    }
    await from.readUntil(size);
    return await from.end();
  } finally {
    await file.close();
  }
}
