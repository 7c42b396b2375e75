import { isUtf8 } from 'node:buffer';
import { anySurprise, rankEncodings } from './rank.ts';
import type { Piece } from './survey.ts';

const MULTIBYTE = /[\u0080-\u{10ffff}]/gu;
/** Bits a character at most for a piece to be sensible in an encoding. */
const SENSIBLE = 13;

const differentBeyondAscii = (text: string): number => new Set(text.match(MULTIBYTE)).size;

/**
 * UTF-8 beyond chance: two different characters of it, which no other encoding's text is likely to hold. One alone may be
 * chance: 路 in GB18030 is · in UTF-8.
 */
function isSensibleUtf8(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false;
  const text = bytes.toString('utf8');
  if (differentBeyondAscii(text) < 2) return false;
  const [other] = rankEncodings(bytes, null).filter(({ label }) => label !== 'utf-8');
  return other === undefined || anySurprise(text) + 10 < other.bits;
}

function isSensibleOtherwise(bytes: Buffer): boolean {
  const [best] = rankEncodings(bytes, null);
  if (!best || best.label === 'utf-8' || best.undecodable > 0) return false;
  return best.bits / Math.max(1, best.text.length) < SENSIBLE;
}

/** Pieces judged in one go. */
const MOST_PIECES = 60;

/**
 * The offset from which a file is written in another encoding than before: some lines are UTF-8 beyond chance, others
 * are not UTF-8 and make sense otherwise. Null when it is one encoding.
 */
export function findMixture(pieces: readonly Piece[]): number | null {
  const step = Math.max(1, Math.ceil(pieces.length / MOST_PIECES));
  const judged = pieces.filter((_, place) => place % step === 0);
  const utf8 = judged.find(({ bytes }) => isSensibleUtf8(bytes));
  if (!utf8) return null;
  const other = pieces.find(({ bytes }) => !isUtf8(bytes));
  if (!other || !isSensibleOtherwise(other.bytes)) return null;
  return Math.max(utf8.at, other.at);
}
