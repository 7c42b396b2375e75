import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { FileBytes } from './file-bytes.ts';
import { isShapeKind, MalformedShape, wktOfShape } from './shape-geometry.ts';

const HEADER = 100;
const RECORD_HEADER = 8;

/** A double takes eight bytes and up to twenty-four characters. */
const LONGEST_RECORD = READING_LIMITS.rowCharacters / 2;

const damaged = (record: number): never => refuse('unreadable-file', 'damaged-shapefile', { row: record });

function wktOfRecord(content: Buffer, record: number): string {
  let wkt: string;
  try {
    wkt = wktOfShape(content);
  } catch (error) {
    if (error instanceof MalformedShape) return damaged(record);
    throw error;
  }
  if (wkt.length > READING_LIMITS.rowCharacters) tooLong(record);
  return wkt;
}

const tooLong = (row: number): never =>
  refuse('too-large', 'geometry-too-long', { row, limit: READING_LIMITS.rowCharacters });

/** The shapes of a `.shp` file in order, as WKT. Lengths are held against the bytes that are there. */
export function* shapesOf(file: FileBytes): Generator<string> {
  const head = file.at(0, HEADER);
  if (head.length < HEADER) damaged(0);
  const kind = head.readInt32LE(32);
  if (!isShapeKind(kind)) refuse('unsupported-format', 'shape-kind', { kind });
  let record = 0;
  for (let at = HEADER; at + RECORD_HEADER <= file.size;) {
    record++;
    const words = file.at(at, RECORD_HEADER).readInt32BE(4);
    const length = words * 2;
    at += RECORD_HEADER;
    if (length < 4 || at + length > file.size) damaged(record);
    if (length > LONGEST_RECORD) tooLong(record);
    yield wktOfRecord(file.at(at, length), record);
    at += length;
  }
}
