import { append, noPostings, placeOf, renumbered, type Postings } from './postings.ts';
import { planOf } from './query-plan.ts';
import type { Segmenter } from './segmenter.ts';
import { pairsOf, partsOf, plainText, runsOf } from './text.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Alternative, Concept, Lexicon } from './ways-to-say.ts';

/** What a document can be found by; an absent text says nothing. */
export const SEARCHED = ['title', 'keywords', 'fields', 'publisher', 'summary', 'domain'] as const;
export type Searched = (typeof SEARCHED)[number];

export interface SearchDocument {
  id: string;
  texts: Readonly<Record<Searched, string>>;
}

/** How much a text says about its document, how many terms it usually has, and how much its length counts (0 to 1). */
const TEXTS: Readonly<Record<Searched, { weight: number; usual: number; bend: number }>> = {
  title: { weight: 4, usual: 14, bend: 0.5 },
  keywords: { weight: 2, usual: 8, bend: 0.5 },
  fields: { weight: 0.9, usual: 50, bend: 0.6 },
  publisher: { weight: 1.6, usual: 10, bend: 0.2 },
  summary: { weight: 0.7, usual: 60, bend: 0.6 },
  domain: { weight: 0.8, usual: 4, bend: 0 },
};
/** BM25's k1: where saying it again says little more. */
const SATURATION = 1.4;
/** How much of what is asked for a document must have, of all and of what the best has. */
const LEAST_SHARE = { ofAll: 0.25, ofBest: 0.5 };

export interface Hit {
  id: string;
  /** Higher is better; comparable within one answer. */
  score: number;
}

/** An index in memory. Documents are put and removed at any time; what is found is of that moment. */
export interface SearchIndex {
  /** Puts a document, in the place of one with its id. */
  put(document: SearchDocument): void;
  remove(id: string): void;
  /** All that fits, the best first. */
  search(query: string): Hit[];
  size(): number;
  /** What is known of its words at this moment. */
  lexicon: Lexicon;
}

interface Kept {
  id: string;
  number: number;
  words: readonly string[];
  name: string;
}

/** `mostGone` is how many places of what has gone are kept at least before the rest moves together. */
export function createSearchIndex(segmenter: Segmenter, mostGone = 1000): SearchIndex {
  const terms = new Map<string, Postings>();
  const vocabulary = createVocabulary();
  const byId = new Map<string, Kept>();
  const byNumber: (Kept | null)[] = [];
  const lexicon = { segmenter, vocabulary, frequency: (term: string) => terms.get(term)?.length ?? 0 };

  function remove(id: string): void {
    const kept = byId.get(id);
    if (!kept) return;
    byId.delete(id);
    byNumber[kept.number] = null;
    vocabulary.forget(kept.words, kept.name);
    if (byNumber.length > 2 * byId.size + mostGone) moveTogether();
  }

  /** Gives up the places of what has gone. */
  function moveTogether(): void {
    const numbers = new Map([...byId.values()].map(({ number }, place) => [number, place]));
    byNumber.splice(0, byNumber.length, ...byId.values());
    for (const [place, kept] of byNumber.entries()) if (kept) kept.number = place;
    for (const [term, postings] of terms) {
      const moved = renumbered(postings, numbers);
      if (moved.length === 0) terms.delete(term);
      else terms.set(term, moved);
    }
  }

  return {
    put({ id, texts }) {
      remove(id);
      const number = byNumber.length;
      for (const [term, weight] of weightsOf(texts, segmenter)) {
        const postings = terms.get(term) ?? noPostings();
        terms.set(term, postings);
        append(postings, number, weight);
      }
      const name = plainText(texts.title);
      const words = wordsOf(`${name} ${plainText(`${texts.keywords} ${texts.fields}`)}`, segmenter);
      const kept = { id, number, words, name };
      byId.set(id, kept);
      byNumber.push(kept);
      vocabulary.learn(words, name);
    },
    remove,
    search(query) {
      const tally = createTally(byNumber.length);
      for (const concept of planOf(query, lexicon)) tally.add(concept, terms, byId.size);
      return tally.ranked(byNumber);
    },
    size: () => byId.size,
    lexicon,
  };
}

function weightsOf(texts: SearchDocument['texts'], segmenter: Segmenter): Map<string, number> {
  const weights = new Map<string, number>();
  for (const text of SEARCHED) {
    const { weight, usual, bend } = TEXTS[text];
    const terms = termsOf(texts[text], segmenter);
    const each = weight / (1 - bend + bend * (terms.length / usual));
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + each);
  }
  return weights;
}

/** Words, the words in them, and neighbouring characters that are none: a name is parted otherwise than a question. */
function termsOf(text: string, segmenter: Segmenter): string[] {
  return runsOf(plainText(text)).flatMap((run) => {
    if (!run.han) return partsOf(run.text);
    const words = segmenter.allWords(run.text);
    const known = new Set(words);
    return [...words, ...pairsOf(run.text).filter((pair) => !known.has(pair))];
  });
}

/** What a misspelt word may have been meant as. */
const wordsOf = (text: string, segmenter: Segmenter): string[] => [
  ...new Set(
    runsOf(text).flatMap(({ han, text: run }) =>
      han ? segmenter.allWords(run).filter((word) => word.length > 1) : [],
    ),
  ),
];

interface Tally {
  /** Adds what each document says of a concept. */
  add(concept: Concept, terms: ReadonlyMap<string, Postings>, documents: number): void;
  ranked(byNumber: readonly (Kept | null)[]): Hit[];
}

function createTally(size: number): Tally {
  const scores = new Float32Array(size);
  const covered = new Float32Array(size);
  const best = new Float32Array(size);
  let asked = 0;

  return {
    add({ alternatives, counts }, terms, documents) {
      const [whole, parts] = [
        alternatives.filter(({ part }) => !part),
        alternatives.filter(({ part }) => part),
      ];
      const said = new Set<number>();
      for (const each of whole) say(each, terms, best, said);
      const rarity = rarityOf(said.size, documents);
      for (const each of parts) say(each, terms, best, said);
      if (counts && said.size > 0) asked += rarity;
      for (const number of said) {
        const saying = best[number] ?? 0;
        best[number] = 0;
        scores[number] = (scores[number] ?? 0) + rarity * saying;
        if (counts) covered[number] = (covered[number] ?? 0) + rarity * Math.min(1, saying);
      }
    },
    ranked(byNumber) {
      const fitting: { id: string; number: number; score: number; share: number }[] = [];
      let most = 0;
      for (const [number, kept] of byNumber.entries()) {
        const share = asked === 0 ? 0 : (covered[number] ?? 0) / asked;
        if (!kept || share < LEAST_SHARE.ofAll) continue;
        most = Math.max(most, share);
        // What has all that is asked for comes before what has one part of it ever so often.
        const score = (scores[number] ?? 0) * (0.3 + 0.7 * share * share);
        fitting.push({ id: kept.id, number, score, share });
      }
      return fitting
        .filter(({ share }) => share >= most * LEAST_SHARE.ofBest)
        .sort((one, other) => other.score - one.score || one.number - other.number)
        .map(({ id, score }) => ({ id, score }));
    },
  };
}

const rarityOf = (found: number, documents: number): number =>
  Math.log(1 + (documents - found + 0.5) / (found + 0.5));
const saying = (weight: number): number => (weight * (SATURATION + 1)) / (weight + SATURATION);

/** Notes for each document that has all the terms how much it says by the least of them, if that is more than is noted. */
function say(
  { terms: wanted, weight }: Alternative,
  terms: ReadonlyMap<string, Postings>,
  best: Float32Array,
  said: Set<number>,
): void {
  const lists = wanted.flatMap((term) => terms.get(term) ?? []);
  if (lists.length < wanted.length) return;
  const [rarest, ...others] = lists.toSorted((one, other) => one.length - other.length);
  if (!rarest) return;
  for (let at = 0; at < rarest.length; at += 1) {
    const number = rarest.documents[at] ?? 0;
    const least = others.reduce(
      (less, list) => Math.min(less, weightIn(list, number)),
      rarest.weights[at] ?? 0,
    );
    const says = weight * saying(least);
    if (says <= (best[number] ?? 0)) continue;
    best[number] = says;
    said.add(number);
  }
}

function weightIn(list: Postings, number: number): number {
  const place = placeOf(list, number);
  return place < 0 ? 0 : (list.weights[place] ?? 0);
}
