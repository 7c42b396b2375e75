import type { FileHandle } from 'node:fs/promises';
import { canonicalLabel } from './codecs.ts';
import { firstUndecodable } from './locate.ts';
import { declaredIn } from './marks.ts';
import { rankEncodings, type Ranked } from './rank.ts';
import type { Piece, Survey } from './survey.ts';

const SAMPLE = 256 * 1024;

/** The beginning of a file. */
export async function headOf(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
  return buffer.subarray(0, bytesRead);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '$)C': 'iso-2022-kr',
  '$)A': 'iso-2022-cn',
  '$)G': 'iso-2022-cn',
};

/** Text of seven bits that changes its characters by escape sequences; null when it has none, or they lead nowhere. */
export async function byEscapes(file: FileHandle, { escape }: Survey): Promise<string | null> {
  if (escape === '') return null;
  const named = ESCAPES[escape];
  if (named !== undefined) return named;
  return (await firstUndecodable(file, 'iso-2022-jp', 0)) === null ? 'iso-2022-jp' : null;
}

/** All pieces on lines of their own, so that one cut short does not swallow the next. */
const joined = (pieces: readonly Piece[]): Buffer =>
  Buffer.concat(pieces.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]));

const declared = (head: Buffer): string | null => {
  const label = declaredIn(head);
  return label === null ? null : canonicalLabel(label);
};

/** The encodings by what they make of a file's pieces; what it declares counts where the bytes agree. */
export const judged = (survey: Survey, head: Buffer): Ranked[] =>
  rankEncodings(joined(survey.pieces), declared(head));
