import { COMMON, RANKING } from '../../rules/search/ranking.ts';
import { EVERYDAY } from '../../rules/search/everyday-words.ts';
import { RELATED, SYNONYMS } from '../../rules/search/synonyms.ts';
import type { Segmenter } from './segmenter.ts';
import { pairsOf, runsOf } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One way to say something: all of the terms. */
export interface Alternative {
  terms: readonly string[];
  /** How good a way it is, 0 to 1. */
  weight: number;
  /** It says a part of what is asked for: how rare that is is counted without it. */
  part?: boolean;
}

/** One thing that is asked for, in any of several ways. */
export interface Concept {
  alternatives: readonly Alternative[];
  /** How much it is asked for; 1 when it is not said. */
  weight?: number;
}

/** What is known of the words of the index. */
export interface Lexicon {
  segmenter: Segmenter;
  vocabulary: Vocabulary;
  /** In how many documents a term stands. */
  frequency(term: string): number;
}

/** By word what else it may be called, and how good a way that is. */
const OTHER_NAMES: ReadonlyMap<string, ReadonlyMap<string, number>> = otherNamesByWord();

function otherNamesByWord(): Map<string, Map<string, number>> {
  const { everyday } = RANKING.ways;
  const found = new Map<string, Map<string, number>>();
  const note = (rows: readonly (readonly string[])[], weight: number): void => {
    for (const row of rows)
      for (const word of row) {
        const others = found.get(word) ?? new Map<string, number>();
        found.set(word, others);
        for (const other of row) if (other !== word && !others.has(other)) others.set(other, weight);
      }
  };
  note(SYNONYMS, RANKING.ways.synonym);
  note(RELATED, RANKING.ways.related);
  for (const [said, ...meant] of EVERYDAY) {
    const others = found.get(said) ?? new Map<string, number>();
    found.set(said, others);
    for (const [rank, other] of meant.entries())
      if (!others.has(other)) others.set(other, rank === 0 ? everyday.first : everyday.further);
  }
  return found;
}

export const weaker = (ways: readonly Alternative[], by: number): Alternative[] =>
  ways.map((way) => ({ ...way, weight: way.weight * by }));

/** A word, what else it is called, and what it is made of. */
export function waysToSay(word: string, lexicon: Lexicon): Alternative[] {
  const inside = lexicon.segmenter.allWords(word).filter((each) => each !== word && each.length > 1);
  const pairs = pairsOf(word);
  const ways: Alternative[] = [{ terms: [word], weight: 1 }, ...otherNames(word, lexicon)];
  if (inside.length > 1) ways.push({ terms: inside, weight: RANKING.ways.inside });
  if (pairs.length > 1) {
    ways.push({ terms: pairs, weight: RANKING.ways.pairs });
    for (const part of new Set([...inside, ...pairs].filter((each) => !COMMON.has(each))))
      ways.push({ terms: [part], weight: RANKING.ways.part, part: true });
  }
  return ways;
}

export const otherNames = (word: string, lexicon: Lexicon): Alternative[] =>
  [...(OTHER_NAMES.get(word) ?? [])].map(([other, weight]) => ({
    terms: termsTogether(other, lexicon),
    weight,
  }));

/** The terms that stand for a phrase where it stands. */
const termsTogether = (phrase: string, { segmenter, frequency }: Lexicon): string[] =>
  frequency(phrase) > 0
    ? [phrase]
    : runsOf(phrase).flatMap(({ han, text }) => (han ? segmenter.words(text) : [text]));
