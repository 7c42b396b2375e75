import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { refusedBy, type Refused } from '../../../rules/reading/refusal.ts';
import { inspectHere } from '../inspect.ts';
import { sampleHere, type SampleRow } from '../sample.ts';

/** A folder for the files of one test, and its removal. */
export async function scratchFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kaishu-geo-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function writeFiles(folder: string, files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

export interface ReadTable {
  reading: Reading;
  rows: SampleRow[];
  codes: string[];
}

/** Reads a file with its first rows. */
export async function readTable(
  folder: string,
  name: string,
  choices: ReadingChoices = {},
): Promise<ReadTable> {
  const path = join(folder, name);
  const reading = await inspectHere(path, name, choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 50 });
  return { reading, rows, codes: reading.warnings.map(({ code }) => code) };
}

/** The refusal of a file; null when it is read. Any other failure is thrown on. */
export async function refusalOf(folder: string, name: string): Promise<Refused | null> {
  try {
    await readTable(folder, name);
    return null;
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    return refused;
  }
}

interface DbfColumn {
  name: string | Buffer;
  kind: string;
  length: number;
  decimals?: number;
}

interface DbfContent {
  columns: readonly DbfColumn[];
  /** Cells as they lie in the file, filled up with blanks. */
  rows: readonly (readonly (string | Buffer)[])[];
  deleted?: readonly number[];
  driver?: number;
  /** What the header says of the number of records. */
  stated?: number;
}

const filled = (cell: string | Buffer, length: number): Buffer => {
  const bytes = Buffer.alloc(length, ' ');
  Buffer.from(cell).copy(bytes);
  return bytes;
};

export function dbfBytes({
  columns,
  rows,
  deleted = [],
  driver = 0,
  stated = rows.length,
}: DbfContent): Buffer {
  const head = Buffer.alloc(32);
  head[0] = 3;
  head.set([124, 2, 9], 1);
  head.writeUInt32LE(stated, 4);
  head.writeUInt16LE(33 + columns.length * 32, 8);
  head.writeUInt16LE(1 + columns.reduce((sum, { length }) => sum + length, 0), 10);
  head[29] = driver;
  const fields = columns.map(({ name, kind, length, decimals = 0 }) => {
    const field = Buffer.alloc(32);
    Buffer.from(name).copy(field, 0, 0, 11);
    field.write(kind, 11, 'latin1');
    field[16] = length;
    field[17] = decimals;
    return field;
  });
  const records = rows.map((row, i) =>
    Buffer.concat([
      Buffer.from(deleted.includes(i) ? '*' : ' '),
      ...columns.map(({ length }, at) => filled(row[at] ?? '', length)),
    ]),
  );
  return Buffer.concat([head, ...fields, Buffer.from([13]), ...records, Buffer.from([26])]);
}

type Point = readonly [number, number];

/** The content of a record of a polygon or a line (kind 5 or 3). */
export function partsContent(kind: number, parts: readonly (readonly Point[])[]): Buffer {
  const points = parts.flat();
  const bytes = Buffer.alloc(44 + parts.length * 4 + points.length * 16);
  bytes.writeInt32LE(kind);
  bytes.writeInt32LE(parts.length, 36);
  bytes.writeInt32LE(points.length, 40);
  let first = 0;
  parts.forEach((part, i) => {
    bytes.writeInt32LE(first, 44 + i * 4);
    first += part.length;
  });
  points.forEach(([x, y], i) => {
    bytes.writeDoubleLE(x, 44 + parts.length * 4 + i * 16);
    bytes.writeDoubleLE(y, 52 + parts.length * 4 + i * 16);
  });
  return bytes;
}

/** The content of a record of a point with height and measure. */
export function pointContent(x: number, y: number, z: number, m: number): Buffer {
  const bytes = Buffer.alloc(36);
  bytes.writeInt32LE(11);
  [x, y, z, m].forEach((value, i) => bytes.writeDoubleLE(value, 4 + i * 8));
  return bytes;
}

export const NO_SHAPE = Buffer.alloc(4);

export function shpBytes(kind: number, contents: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994);
  head.writeInt32BE(50 + contents.reduce((sum, { length }) => sum + 4 + length / 2, 0), 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(kind, 32);
  const records = contents.flatMap((content, i) => {
    const record = Buffer.alloc(8);
    record.writeInt32BE(i + 1);
    record.writeInt32BE(content.length / 2, 4);
    return [record, content];
  });
  return Buffer.concat([head, ...records]);
}
