import { Recent } from '../recent.ts';
import type { Segmenter } from './segmenter.ts';
import { createTermNumbers } from './term-numbers.ts';
import { jointOf, pairsOf, partsOf, plainText, runsOf } from './text.ts';

/** The terms of an index as numbers. */
export interface Terms {
  numberOf(term: string): number | undefined;
  /** What a text is found by: words, the words in them, and neighbouring characters that are none; until it is asked again. */
  of(text: string): readonly number[];
  /** Forgets the terms of which `isGone` is true; their numbers are given again. */
  forget(isGone: (number: number) => boolean): void;
}

/** Told of words when they are first seen, and when they are forgotten. */
interface Listener {
  learn(word: string): void;
  forget(word: string): void;
}

/** What parts terms in any text, so that pieces can be read one by one. */
const BETWEEN_PIECES = /[\s，。；、：;,()（）“”]+/u;
/** Pieces of texts whose terms are remembered, at most. */
const REMEMBERED = 100_000;

export function createTerms(segmenter: Segmenter, words: Listener): Terms {
  const pieces = new Recent<readonly number[]>(REMEMBERED);
  const found: number[] = [];
  const isWord = (term: string): boolean =>
    term.length > 1 && HAN_ONLY.test(term) && segmenter.words(term).length === 1;
  const numbers = createTermNumbers({
    learn(term) {
      if (isWord(term)) words.learn(term);
    },
    forget(term) {
      if (isWord(term)) words.forget(term);
    },
  });

  function ofPiece(piece: string): readonly number[] {
    const known = pieces.get(piece);
    if (known) return known;
    const parted: number[] = [];
    eachTerm(plainText(piece), segmenter, {
      term: (term) => parted.push(numbers.of(term)),
      pair: (text, at) => parted.push(numbers.ofPair(text, at)),
    });
    pieces.set(piece, parted);
    return parted;
  }

  return {
    numberOf: numbers.get,
    of(text) {
      found.length = 0;
      for (const piece of text.split(BETWEEN_PIECES)) for (const term of ofPiece(piece)) found.push(term);
      return found;
    },
    forget(isGone) {
      pieces.clear();
      numbers.forget(isGone);
    },
  };
}

const HAN_ONLY = /^\p{Script=Han}+$/u;

export function termsOf(text: string, segmenter: Segmenter): string[] {
  const terms: string[] = [];
  eachTerm(text, segmenter, {
    term: (term) => terms.push(term),
    pair: (run, at) => terms.push(run.slice(at, at + 2)),
  });
  return terms;
}

interface Visitor {
  term(term: string): unknown;
  /** Two neighbouring characters of a text. */
  pair(text: string, at: number): unknown;
}

const BEYOND_UNIT = /[\u{10000}-\u{10FFFF}]/u;

/** A name is parted otherwise than a question: neighbouring characters meet where words do not. */
function eachTerm(text: string, segmenter: Segmenter, visitor: Visitor): void {
  const runs = runsOf(text);
  for (const [at, run] of runs.entries()) {
    if (!run.han) {
      for (const part of partsOf(run.text)) visitor.term(part);
      continue;
    }
    const words = segmenter.allWords(run.text);
    for (const word of words) visitor.term(word);
    const joint = jointOf(runs[at - 1], run, words[0]);
    if (joint !== null) visitor.term(joint);
    eachPair(run.text, words, visitor);
  }
}

function eachPair(han: string, words: readonly string[], visitor: Visitor): void {
  if (BEYOND_UNIT.test(han)) {
    for (const pair of pairsOf(han)) if (!words.includes(pair)) visitor.term(pair);
    return;
  }
  const short = words.filter((word) => word.length === 2);
  for (let at = 0; at + 1 < han.length; at += 1)
    if (!short.some((word) => han.startsWith(word, at))) visitor.pair(han, at);
}
