/** A name that is on the list or being written. */
export interface Named {
  id: string;
  name: string;
}
/** With what tells it apart. */
export interface CloseName extends Named {
  code: string;
  publisher: string;
  /** Share of common pairs of characters, 0 to 1. */
  likeness: number;
}

/** Width, case, blanks and punctuation make no difference between names. */
function folded(name: string): number[] {
  const text = name.normalize('NFKC').toLowerCase();
  const units: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (!isMark(unit)) units.push(unit);
  }
  return units;
}

/** By code, as a look through ten thousand names has no time for patterns. */
const isMark = (unit: number): boolean =>
  unit < 0x30 ||
  (unit > 0x39 && unit < 0x61) ||
  (unit > 0x7a && unit < 0xc0) ||
  (unit >= 0x2000 && unit < 0x2070) ||
  (unit >= 0x3000 && unit < 0x3040);

const UNITS = 0x10000;

/** Each two neighbouring characters as one number, in order. */
function pairsOf(name: string): Float64Array {
  const units = folded(name);
  const pairs = new Float64Array(Math.max(0, units.length - 1));
  for (let at = 0; at < pairs.length; at += 1) pairs[at] = (units[at] ?? 0) * UNITS + (units[at + 1] ?? 0);
  return pairs.sort();
}

/** A name ready to be compared again and again. */
export interface PairedName extends Named {
  pairs: Float64Array;
}
export const paired = (named: Named): PairedName => ({ ...named, pairs: pairsOf(named.name) });

/** Dice coefficient of the pairs of characters: 1 for the same name, 0 for nothing in common. */
export function likeness(one: string, other: string): number {
  return String(folded(one)) === String(folded(other)) ? 1 : likenessOf(pairsOf(one), pairsOf(other));
}

function likenessOf(one: Float64Array, other: Float64Array): number {
  const all = one.length + other.length;
  let common = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    const difference = (one[a] ?? 0) - (other[b] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
  return all === 0 ? 0 : (2 * common) / all;
}

const LEAST = 0.5;

/** The names most like `name`, closest first; those with less than half in common are left out (`xz-9-1`). */
export function closestNames(
  name: string,
  among: Iterable<PairedName>,
  most: number,
): (Named & { likeness: number })[] {
  const wanted = pairsOf(name);
  const close: (Named & { likeness: number })[] = [];
  for (const { id, name: known, pairs } of among) {
    const share = likenessOf(wanted, pairs);
    if (share >= LEAST) close.push({ id, name: known, likeness: share });
  }
  return close.sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name)).slice(0, most);
}
