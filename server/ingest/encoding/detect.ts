import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { refuse } from '../../../rules/reading/refusal.ts';
import { rowOfByte, unfinishedUtf8 } from './bytes.ts';
import { canonicalLabel, isUndecodable } from './codecs.ts';
import { byEscapes, headOf, judged } from './judge.ts';
import { firstUndecodable } from './locate.ts';
import { byMark, byZeros, type Marked } from './marks.ts';
import { findMixture } from './mixed.ts';
import { findMojibake } from './mojibake.ts';
import { sureness } from './rank.ts';
import { surveyFile, type Survey } from './survey.ts';
import { exact, type TextEncoding } from './texts.ts';

/**
 * Control characters that no text of one byte a letter holds. Bytes 0 alone only pad a text, so they tell something
 * where the rest is no UTF-8 either.
 */
function looksBinary(head: Buffer): boolean {
  let odd = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27 && byte !== 1) odd++;
  }
  const rest = head.length - zeros;
  if (odd > Math.max(2, rest * 0.02)) return true;
  return zeros > Math.max(2, head.length * 0.02) && (rest === 0 || !isPaddedText(head));
}

function isPaddedText(head: Buffer): boolean {
  const rest = head.filter((byte) => byte !== 0);
  return isUtf8(rest.subarray(0, rest.length - unfinishedUtf8(rest)));
}

async function decodable(file: FileHandle, { label, skip, marks }: Marked): Promise<Marked> {
  const place = await firstUndecodable(file, label, skip);
  return place === null
    ? { label, skip, marks }
    : refuse('unreadable-file', 'undecodable-bytes', { encoding: label, ...place });
}

const undecodableEncoding = (label: string): never =>
  refuse('unsupported-format', 'undecodable-encoding', { encoding: label });

async function utf8Encoding(
  file: FileHandle,
  survey: Survey,
  { skip, marks }: Marked,
): Promise<TextEncoding> {
  const found = findMojibake(survey.pieces);
  if (!found) return exact('utf-8', skip, marks);
  const { at, ...rest } = found;
  return { ...exact('utf-8', skip, marks), mojibake: { ...rest, row: await rowOfByte(file, at) } };
}

async function unmarked(file: FileHandle, head: Buffer, marked: Marked | null): Promise<TextEncoding> {
  if (looksBinary(head)) refuse('unsupported-format', 'binary');
  const survey = await surveyFile(file);
  const utf8 = marked ?? { label: 'utf-8', skip: 0, marks: 0 };
  if (survey.utf8) {
    const escaped = survey.pieces.length > 0 ? null : await byEscapes(file, survey);
    if (escaped === null) return await utf8Encoding(file, survey, utf8);
    return isUndecodable(escaped) ? undecodableEncoding(escaped) : exact(escaped);
  }
  const mixed = findMixture(survey.pieces);
  if (mixed !== null) refuse('unreadable-file', 'mixed-encodings', { row: await rowOfByte(file, mixed) });
  const ranked = judged(survey, head);
  const [best] = ranked;
  const label = marked?.label ?? best?.label ?? 'gb18030';
  if (isUndecodable(label)) undecodableEncoding(label);
  if (label === 'utf-8') {
    const row = await rowOfByte(file, survey.broken);
    refuse('unreadable-file', 'undecodable-bytes', { encoding: label, row, byte: survey.broken + 1 });
  }
  await decodable(file, { label, skip: 0, marks: 0 });
  return { ...exact(label), sure: sureness(ranked)[0] ?? 0 };
}

function chosen(choice: string, marked: Marked | null): TextEncoding {
  const label = canonicalLabel(choice);
  if (label === null) return refuse('invalid-input', 'unknown-encoding', { encoding: choice });
  if (isUndecodable(label)) return undecodableEncoding(label);
  const { skip, marks } = marked?.label === label ? marked : { skip: 0, marks: 0 };
  return { ...exact(label, skip, marks), lenient: true };
}

/**
 * Finds the encoding of a text file from all of its bytes: marks, then UTF-8, then bytes 0, then how usual the
 * characters are that each encoding would make of the bytes. Throws `unreadable-file` with row and byte where the bytes
 * stop making sense, `unsupported-format` naming an encoding that nothing here decodes.
 */
export async function detectEncoding(path: string, choice?: string): Promise<TextEncoding> {
  const file = await open(path, 'r');
  try {
    const head = await headOf(file);
    const marked = byMark(head);
    if (choice !== undefined) return chosen(choice, marked);
    const wide = marked ?? byZeros(head);
    if (!wide || wide.label === 'utf-8') return await unmarked(file, head, marked);
    const { label, skip, marks } = await decodable(file, wide);
    return exact(label, skip, marks);
  } finally {
    await file.close();
  }
}
