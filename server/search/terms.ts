import { COMMON } from '../../rules/search/ranking.ts';
import { grown } from './growing.ts';
import type { Segmenter } from './segmenter.ts';
import { jointOf, pairsOf, partsOf, plainText, runsOf } from './text.ts';

/** The terms of an index as numbers, given as they come. */
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
/** Pieces of texts whose terms are remembered. */
const REMEMBERED = 50_000;

export function createTerms(segmenter: Segmenter, words: Listener): Terms {
  const numbers = new Map<string, number>();
  const free: number[] = [];
  const pieces = new Map<string, readonly number[]>();
  const found: number[] = [];
  let next = 0;

  const isWord = (term: string): boolean =>
    term.length > 1 && HAN_ONLY.test(term) && segmenter.words(term).length === 1;

  function number(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const given = free.pop() ?? next++;
    numbers.set(term, given);
    if (isWord(term)) words.learn(term);
    return given;
  }

  function ofPiece(piece: string): readonly number[] {
    const known = pieces.get(piece);
    if (known) return known;
    const parted = termsOf(plainText(piece), segmenter).map(number);
    if (pieces.size >= REMEMBERED) pieces.clear();
    pieces.set(piece, parted);
    return parted;
  }

  return {
    numberOf: (term) => numbers.get(term),
    of(text) {
      found.length = 0;
      for (const piece of text.split(BETWEEN_PIECES)) for (const term of ofPiece(piece)) found.push(term);
      return found;
    },
    forget(isGone) {
      pieces.clear();
      for (const [term, given] of numbers) {
        if (!isGone(given)) continue;
        numbers.delete(term);
        free.push(given);
        if (isWord(term)) words.forget(term);
      }
    },
  };
}

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** A name is parted otherwise than a question: neighbouring characters meet where words do not. */
export function termsOf(text: string, segmenter: Segmenter): string[] {
  const terms: string[] = [];
  const runs = runsOf(text);
  for (const [at, run] of runs.entries()) {
    if (!run.han) {
      terms.push(...partsOf(run.text));
      continue;
    }
    const words = segmenter.allWords(run.text);
    terms.push(...words);
    const led = jointOf(runs[at - 1], run, words[0]);
    if (led !== null) terms.push(led);
    for (const pair of pairsOf(run.text)) if (!words.includes(pair)) terms.push(pair);
  }
  return terms;
}

/** What a title is about, without words that say what kind of table it is, and where. */
export interface Subject {
  /** The last word of it, as Chinese names things; empty when there is none. */
  head: string;
  /** Characters of Chinese, and words of other scripts. */
  length: number;
}

export function subjectOf(title: string, segmenter: Segmenter, isPlace: (word: string) => boolean): Subject {
  let head = '';
  let length = 0;
  for (const { han, text } of runsOf(title))
    for (const word of han ? segmenter.words(text) : [text]) {
      if (COMMON.has(word) || isPlace(word)) continue;
      length += han ? word.length : 1;
      if (han && word.length > 1) head = word;
    }
  return { head, length };
}

/** Sums of weights by term, to be taken once. */
export interface Weighing {
  add(term: number, weight: number): void;
  take(visit: (term: number, weight: number) => void): void;
}

export function createWeighing(): Weighing {
  let weights = new Float32Array(1024);
  let terms: number[] = [];
  return {
    add(term, weight) {
      weights = grown(weights, term);
      const before = weights[term] ?? 0;
      if (before === 0) terms.push(term);
      weights[term] = before + weight;
    },
    take(visit) {
      for (const term of terms) {
        visit(term, weights[term] ?? 0);
        weights[term] = 0;
      }
      terms = [];
    },
  };
}
