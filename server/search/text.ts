import { Converter } from 'opencc-js/t2cn';

const simplified = Converter({ from: 'tw', to: 'cn' });

/** By code unit whether the character has another simplified form: 0 where that is not known yet. */
const CHANGES = new Uint8Array(0x10000);
const [SAME, OTHER] = [1, 2];

/** Most texts are simplified already, and converting takes ten times as long as looking. */
function mayChange(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (CHANGES[code] === 0) CHANGES[code] = simplified(text.charAt(at)) === text.charAt(at) ? SAME : OTHER;
    if (CHANGES[code] === OTHER) return true;
  }
  return false;
}

/** One writing for what reads the same: full and half width, upper and lower case, traditional and simplified characters. */
export function plainText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  return mayChange(plain) ? simplified(plain) : plain;
}

/** A stretch of one script. */
export interface Run {
  han: boolean;
  text: string;
  /** Where it begins. */
  at: number;
}

const RUNS = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+(?:\.[[\p{L}\p{N}]--\p{Script=Han}]+)*/gv;
const HAN = /^\p{Script=Han}/u;

/** The stretches of Chinese characters and of letters and digits; what stands between them says nothing. */
export const runsOf = (text: string): Run[] =>
  [...text.matchAll(RUNS)].map(({ 0: run, index }) => ({ han: HAN.test(run), text: run, at: index }));

/** Letters that lead to a word of one character, with it, as one term: `3a级`, `4s店`; null where they do not. */
export function jointOf(
  latin: Run | undefined,
  han: Run | undefined,
  word: string | undefined,
): string | null {
  if (!latin || latin.han || !han || word?.length !== 1) return null;
  return han.at === latin.at + latin.text.length && /\p{L}/u.test(latin.text) ? latin.text + word : null;
}

/** Letters and digits as a whole and in parts: `pm2.5` is `pm2.5`, `pm25`, `pm` and `2.5`. */
export function partsOf(latin: string): string[] {
  const parts = latin.match(/\p{L}+|\p{N}+(?:\.\p{N}+)*/gu) ?? [];
  const together = latin.includes('.') ? [latin.replaceAll('.', '')] : [];
  return parts.length > 1 ? [latin, ...together, ...parts] : [latin];
}

/** Neighbouring pairs of characters. */
export function pairsOf(han: string): string[] {
  const characters = [...han];
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}
