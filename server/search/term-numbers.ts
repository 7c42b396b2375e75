/** Terms as numbers, given as they come. Two code units of a text are looked up without making a text of them. */
export interface TermNumbers {
  get(term: string): number | undefined;
  /** The number of a term, given to it when it is new. */
  of(term: string): number;
  /** The same of the two code units of a text from a place on. */
  ofPair(text: string, at: number): number;
  /** Takes back the numbers of which `isGone` is true; they are given again. */
  forget(isGone: (number: number) => boolean): void;
}

/** Told of terms when they are first seen, and when they are forgotten. */
export interface TermListener {
  learn(term: string): void;
  forget(term: string): void;
}

const UNIT = 16;
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) << UNIT) | text.charCodeAt(at + 1);
const textOf = (pair: number): string => String.fromCharCode(pair >>> UNIT, pair & (2 ** UNIT - 1));

export function createTermNumbers(terms: TermListener): TermNumbers {
  const pairs = new Map<number, number>();
  const others = new Map<string, number>();
  const free: number[] = [];
  let next = 0;

  const give = (term: string): number => {
    terms.learn(term);
    return free.pop() ?? next++;
  };
  function ofPair(text: string, at: number): number {
    const pair = pairAt(text, at);
    const known = pairs.get(pair);
    if (known !== undefined) return known;
    const given = give(textOf(pair));
    pairs.set(pair, given);
    return given;
  }
  function of(term: string): number {
    if (term.length === 2) return ofPair(term, 0);
    const known = others.get(term);
    if (known !== undefined) return known;
    const given = give(term);
    others.set(term, given);
    return given;
  }

  return {
    get: (term) => (term.length === 2 ? pairs.get(pairAt(term, 0)) : others.get(term)),
    of,
    ofPair,
    forget(isGone) {
      const takeBack = <K>(numbers: Map<K, number>, termOf: (key: K) => string): void => {
        for (const [key, given] of numbers) {
          if (!isGone(given)) continue;
          numbers.delete(key);
          free.push(given);
          terms.forget(termOf(key));
        }
      };
      takeBack(pairs, textOf);
      takeBack(others, (term) => term);
    },
  };
}
