/**
 * Words by which a part of a text is known: one that stands in it, or several that stand in it one after the other.
 * `^` at the front is the beginning of the part, `$` at the back its end. Plain words instead of regular expressions:
 * any text is searched in linear time, and the tables can be read aloud.
 */
export type Sign = string | readonly string[];

/** Whether a part, framed as `^part$`, bears the sign. */
function bears(framed: string, sign: Sign): boolean {
  if (typeof sign === 'string') return framed.includes(sign);
  let from = 0;
  for (const word of sign) {
    const at = framed.indexOf(word, from);
    if (at < 0) return false;
    from = at + word.length;
  }
  return true;
}

export const bearsAny = (framed: string, signs: readonly Sign[]): boolean =>
  signs.some((sign) => bears(framed, sign));

/** Every word followed by every other. */
export const pairs = (first: readonly string[], second: readonly string[]): Sign[] =>
  first.flatMap((one) => second.map((other) => [one, other]));
