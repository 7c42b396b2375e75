import type { FileHandle } from 'node:fs/promises';
import { chunksOf } from './bytes.ts';
import { decodingOf, type Decoding } from './codecs.ts';

const SLICE = 64 * 1024;

/** Where a file stops being of an encoding: row in the decoded file, and byte, both counted from 1. */
export interface Place {
  row: number;
  byte: number;
}

class Rows {
  private lf = 0;
  private cr = 0;

  see(text: string): void {
    this.lf += text.split('\n').length - 1;
    this.cr += text.split('\r').length - 1;
  }

  get row(): number {
    return 1 + (this.lf || this.cr);
  }
}

/** Feeds a slice byte by byte up to the first that cannot be decoded; answers where its character begins. */
function placeWithin(slice: Buffer, decoding: Decoding, rows: Rows): number {
  let from = 0;
  for (const [at, byte] of slice.entries()) {
    const text = decoding.write(Buffer.of(byte));
    rows.see(text.split('\ufffd')[0] ?? '');
    if (text.includes('\ufffd')) return from;
    if (text !== '') from = at + 1;
  }
  return from;
}

/** Finds the first undecodable byte; null when every byte can be decoded. */
export async function firstUndecodable(file: FileHandle, label: string, skip: number): Promise<Place | null> {
  const ahead = decodingOf(label, true);
  const behind = decodingOf(label);
  const rows = new Rows();
  let at = skip;
  for await (const slice of chunksOf(file, skip, SLICE)) {
    if (!decodes(() => ahead.write(slice)))
      return { byte: at + placeWithin(slice, behind, rows) + 1, row: rows.row };
    rows.see(behind.write(slice));
    at += slice.length;
  }
  return decodes(() => ahead.end()) ? null : { row: rows.row, byte: at };
}

function decodes(work: () => string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** How many characters of a file's first `most` bytes cannot be decoded. */
export async function countUndecodable(
  file: FileHandle,
  label: string,
  skip: number,
  most: number,
): Promise<number> {
  const decoding = decodingOf(label);
  const count = (text: string): number => text.split('\ufffd').length - 1;
  let found = 0;
  let at = skip;
  for await (const chunk of chunksOf(file, skip)) {
    found += count(decoding.write(chunk));
    at += chunk.length;
    if (at >= most) return found;
  }
  return found + count(decoding.end());
}
