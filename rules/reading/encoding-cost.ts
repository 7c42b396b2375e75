/**
 * How surprising each UTF-16 unit of a text is in one kind of writing, in eighths of a bit. The reading of some bytes
 * that surprises least is the likely one.
 */
export type UnitCosts = Uint8Array;

const EIGHTHS = 8;
const [UNREAD, UNUSUAL, CONTROL] = [31, 27, 22];

/** Which characters a double-byte encoding keeps where, and which of them its texts use most. */
export interface WideWriting {
  /** Everyday characters as the standard sets them apart. */
  level1: string;
  level2: string;
  /** Most frequent first. */
  usual: string;
  /** Bits of the first of the usual characters. */
  first: number;
  kana: boolean;
}

function fill(costs: UnitCosts, from: number, to: number, bits: number): void {
  costs.fill(bits * EIGHTHS, from, to + 1);
}

function give(costs: UnitCosts, characters: string, bits: (rank: number) => number): void {
  let rank = 0;
  const seen = new Set<string>();
  for (const character of characters) {
    if (seen.has(character)) continue;
    seen.add(character);
    costs[character.charCodeAt(0)] = Math.round(bits(rank++) * EIGHTHS);
  }
}

function plain(): UnitCosts {
  const costs = new Uint8Array(0x10000).fill(UNUSUAL * EIGHTHS);
  fill(costs, 0, 0x1f, CONTROL);
  for (const code of [9, 10, 13]) costs[code] = 5 * EIGHTHS;
  fill(costs, 0x20, 0x7e, 5);
  fill(costs, 0x7f, 0x9f, CONTROL);
  costs[0xfffd] = UNREAD * EIGHTHS;
  return costs;
}

/** Costs of a writing with thousands of characters. */
export function wideCosts({ level1, level2, usual, first, kana }: WideWriting): UnitCosts {
  const costs = plain();
  fill(costs, 0xa0, 0xff, 15);
  fill(costs, 0x370, 0x451, 17);
  fill(costs, 0x2010, 0x33ff, 16);
  fill(costs, 0x2460, 0x24ff, 13);
  fill(costs, 0x3400, 0x9fff, 20);
  fill(costs, 0xac00, 0xd7a3, 16);
  fill(costs, 0xd800, 0xdfff, 12);
  fill(costs, 0xf900, 0xfaff, 20);
  fill(costs, 0xff01, 0xff5e, 11);
  fill(costs, 0xff61, 0xff9f, kana ? 7 : 16);
  fill(costs, 0x3041, 0x3093, kana ? 6.3 : 15);
  fill(costs, 0x30a1, 0x30fc, kana ? 7.3 : 15);
  give(costs, level2, () => 16.5);
  give(costs, level1, () => 13);
  give(costs, usual, (rank) => Math.min(12.5, first + rank / 130));
  give(costs, '\u3000、。，：；（）“”‘’《》—…·「」『』【】！？－～％', () => 9);
  return costs;
}

/** Costs of a writing with a byte a letter: its language's own letters are usual, other signs of the encoding are not. */
export function letterCosts(letters: string): UnitCosts {
  const costs = plain();
  fill(costs, 0xa0, 0x5ff, 13);
  fill(costs, 0x600, 0xeff, 13);
  fill(costs, 0x2000, 0x2122, 11);
  fill(costs, 0x2200, 0x25ff, 17);
  give(costs, '\u00a0“”–—‘’…„€°«»§²³', () => 9);
  give(costs, letters, (rank) => 5.2 + rank / 12);
  return costs;
}

/** The lesser of all costs, for an encoding that writes everything. */
export function anyCosts(all: readonly UnitCosts[]): UnitCosts {
  const costs = plain();
  for (const each of all) each.forEach((cost, unit) => (costs[unit] = Math.min(costs[unit] ?? cost, cost)));
  return costs;
}

/** Bits of each further unit in a row that could not be decoded: one mistake often spoils several. */
const UNREAD_AGAIN = 10;
const REPLACED = 0xfffd;

/** Bits of surprise in a text, over all of its characters. */
export function surprise(text: string, costs: UnitCosts): number {
  let sum = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    sum += unit === REPLACED && before === REPLACED ? UNREAD_AGAIN * EIGHTHS : (costs[unit] ?? 0);
    before = unit;
  }
  return sum / EIGHTHS;
}

/** What words do not do: a capital after a small letter, letters of two scripts, a sign or one ideograph within, one or two small kana alone. */
const ODD =
  /\p{Ll}(?=\p{Lu})|[A-Za-zÀ-ɏ](?=[\u0370-\u0eff])|[\u0370-\u0eff](?=[A-Za-zÀ-ɏ])|(?<=\p{L})[\u00a1-\u00bf](?=\p{L})|(?<=[a-z])[\u3400-\ud7ff\uff61-\uff9f](?=[a-z])|(?<![\uff61-\uff9f])[\uff61-\uff9f]{1,2}(?![\uff61-\uff9f])/gu;

/** Bits for what words do not do. */
export const wordSurprise = (text: string): number => 5 * (text.match(ODD)?.length ?? 0);
