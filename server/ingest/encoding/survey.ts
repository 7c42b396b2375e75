import { isAscii, isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { chunksOf, unfinishedUtf8 } from './bytes.ts';

/** A stretch of a file around bytes that are not ASCII, cut where every encoding has a character end. */
export interface Piece {
  at: number;
  bytes: Buffer;
}

/** What one look at every byte of a file tells of its encoding. */
export interface Survey {
  /** Every byte belongs to UTF-8. */
  utf8: boolean;
  /** Offset of the first byte that does not; -1 when all do. */
  broken: number;
  pieces: Piece[];
  /** The first escape sequence of ISO 2022, such as `$B`; '' when there is none. */
  escape: string;
}

const BLOCK = 4096;
const PIECE_BYTES = 512;
/** Bytes of pieces taken from the file's beginning, and from each further chunk. */
const FIRST_BYTES = 16 * 1024;
const LATER_BYTES = 512;
const MOST_BYTES = 48 * 1024;

/** Below this no multi-byte encoding has a second byte, so that characters end before it. */
const ALWAYS_ALONE = 0x30;

function firstHigh(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    if (isAscii(block)) continue;
    return at + block.findIndex((byte) => byte >= 0x80);
  }
  return -1;
}

/** The piece around the first byte above ASCII from `from` on; null when there is none. */
function pieceFrom(bytes: Buffer, from: number): [start: number, end: number] | null {
  const high = firstHigh(bytes, from);
  if (high < 0) return null;
  let start = high;
  while (start > from && (bytes[start - 1] ?? 0) >= ALWAYS_ALONE) start--;
  let end = high;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13 && end - start < PIECE_BYTES) end++;
  while (end < bytes.length && (bytes[end] ?? 0) >= ALWAYS_ALONE && end - start < PIECE_BYTES * 8) end++;
  return [start, end];
}

/** Takes pieces of a chunk, up to `most` bytes of them. */
function takePieces(chunk: Buffer, offset: number, most: number, pieces: Piece[]): number {
  let taken = 0;
  let from = 0;
  if (offset > 0) while (from < chunk.length && (chunk[from] ?? 0) >= ALWAYS_ALONE) from++;
  while (taken < most) {
    const found = pieceFrom(chunk, from);
    if (!found) break;
    const [start, end] = found;
    // One that the chunk cuts off could end inside a character.
    if (end === chunk.length && pieces.length > 0 && offset > 0) break;
    pieces.push({ at: offset + start, bytes: Buffer.from(chunk.subarray(start, end)) });
    taken += end - start;
    from = end;
  }
  return taken;
}

/** Offset of the first byte that is not UTF-8 in bytes that are not all UTF-8. */
function firstBroken(bytes: Buffer): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - unfinishedUtf8(part)))) good = middle;
    else bad = middle;
  }
  return good - unfinishedUtf8(bytes.subarray(0, good));
}

/** After the escape character itself. */
const ESCAPE = /^(\$[@AB]|\$\([DQ]|\$\)[ACGE]|\([BJI])/;

function firstEscape(chunk: Buffer): string {
  for (let at = chunk.indexOf(0x1b); at >= 0; at = chunk.indexOf(0x1b, at + 1)) {
    const [found] = ESCAPE.exec(chunk.toString('latin1', at + 1, at + 4)) ?? [];
    if (found !== undefined) return found;
  }
  return '';
}

/** Looks at the whole file once: at the speed of the disk while it is ASCII or UTF-8. */
export async function surveyFile(file: FileHandle): Promise<Survey> {
  const survey: Survey = { utf8: true, broken: -1, pieces: [], escape: '' };
  let rest: Buffer = Buffer.alloc(0);
  let [offset, taken] = [0, 0];
  for await (const chunk of chunksOf(file, 0)) {
    if (survey.utf8) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const cut = bytes.length - unfinishedUtf8(bytes);
      if (!isUtf8(bytes.subarray(0, cut))) {
        survey.utf8 = false;
        survey.broken = offset - rest.length + firstBroken(bytes);
      }
      rest = Buffer.from(bytes.subarray(cut));
    }
    survey.escape ||= firstEscape(chunk);
    const most = taken < FIRST_BYTES ? FIRST_BYTES - taken : LATER_BYTES;
    if (taken < MOST_BYTES) taken += takePieces(chunk, offset, most, survey.pieces);
    offset += chunk.length;
  }
  if (survey.utf8 && rest.length > 0) {
    survey.utf8 = false;
    survey.broken = offset - rest.length;
  }
  return survey;
}
