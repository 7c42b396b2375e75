import { RANKING } from '../../rules/search/ranking.ts';
import { createFacetColumns, type FacetColumns, type FacetCounts } from './facet-columns.ts';
import { grown } from './growing.ts';
import { createInitials, createNameBook, type NameBook } from './name-book.ts';
import { createPlaces, type Places } from './places.ts';
import { createPostings, stepOf, type Found, type Postings } from './postings.ts';
import { planOf } from './query-plan.ts';
import type { Segmenter } from './segmenter.ts';
import { createTally, type Answer, type Filter, type Hit, type Wanted } from './tally.ts';
import { subjectOf } from './subject.ts';
import { createTerms, type Terms } from './terms.ts';
import { plainText } from './text.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Lexicon } from './ways-to-say.ts';
import { createWeighing } from './weighing.ts';

export type { Answer, Hit, Wanted } from './tally.ts';

/** What a document can be found by; an absent text says nothing. */
export const SEARCHED = ['title', 'keywords', 'fields', 'publisher', 'summary', 'domain'] as const;
export type Searched = (typeof SEARCHED)[number];

export interface SearchDocument {
  id: string;
  texts: Readonly<Record<Searched, string>>;
  /** A value of each facet that the index counts; absent is none. */
  facets?: Readonly<Record<string, string>>;
  /** How well it stands among its like, from 0 to 1: where two fit alike, the better comes first. */
  standing?: number;
  /** The part of the city that it is about; absent or empty is the whole. */
  place?: string;
}

/** An index in memory. Documents are put and removed at any time; what is found is of that moment. */
export interface SearchIndex {
  /** Puts a document, in the place of one with its id. */
  put(document: SearchDocument): void;
  remove(id: string): void;
  /** All that fits, the best first. */
  search(query: string): Hit[];
  /** Of documents those that fit a filter, in the same order, and how often each value of each facet is among them. */
  narrow(ids: readonly string[], filter: Filter): { ids: string[]; facets: FacetCounts };
  /** What fits under a filter: counted, and the best of it. */
  answer(query: string, wanted: Wanted): Answer;
  size(): number;
  /** What is known of its words at this moment. */
  lexicon: Lexicon;
}

/** Up to so many documents of a term are counted without those that have gone. */
const COUNTED = 4096;

export interface IndexOptions {
  /** The facets that are counted. */
  facets?: readonly string[];
  /** The parts of the city: who asks for one wants none of another. */
  places?: readonly string[];
  /** How many places of what has gone are kept at least before the rest moves together. */
  mostGone?: number;
}

export function createSearchIndex(
  segmenter: Segmenter,
  { facets = [], places: parts = [], mostGone = 1000 }: IndexOptions = {},
): SearchIndex {
  const shelf = newShelf(facets);
  const places = createPlaces(parts);
  const weighing = createWeighing();
  const tally = createTally();
  const initialsOf = createInitials(segmenter);
  const frequency = (term: string): number => frequencyIn(shelf, terms.numberOf(term));
  const byInitials = (letters: string): string[] => shelf.book.byInitials(letters);
  const vocabulary = createVocabulary({ frequency, byInitials });
  const terms = createTerms(segmenter, vocabulary);
  const lexicon = { segmenter, vocabulary, frequency };

  function remove(id: string): void {
    const number = shelf.byId.get(id);
    if (number === undefined) return;
    shelf.byId.delete(id);
    shelf.ids[number] = null;
    shelf.book.set(number, '', '');
    if (shelf.ids.length > 2 * shelf.byId.size + mostGone) moveTogether(shelf, terms);
  }
  function weigh(texts: SearchDocument['texts']): void {
    const subject = subjectOf(plainText(texts.title), segmenter, (word) => places.numberOf(word) > 0);
    for (const text of SEARCHED) {
      const { weight, usual, bend } = RANKING.texts[text];
      const found = terms.of(texts[text]);
      const length = text === 'title' ? subject.length : found.length;
      const each = weight / (1 - bend + bend * (length / usual));
      for (const term of found) weighing.add(term, each);
    }
    for (const term of terms.of(subject.head)) weighing.add(term, RANKING.head);
  }
  const answer = (query: string, wanted: Wanted): Answer => {
    const searched = { ...shelf, termOf: terms.numberOf, size: shelf.byId.size };
    const concepts = planOf(query, lexicon);
    return tally.answer(concepts, searched, { ...wanted, place: places.namedBy(concepts) });
  };

  return {
    put(document) {
      const { id, texts } = document;
      remove(id);
      const number = shelf.ids.push(id) - 1;
      shelf.byId.set(id, number);
      weigh(texts);
      weighing.take((term, weight) => shelf.postings.append(term, number, stepOf(weight)));
      note(shelf, number, document, places);
      const name = plainText(texts.title);
      shelf.book.set(number, name, initialsOf(name));
    },
    remove,
    search: (query) => answer(query, {}).hits,
    narrow: (wanted, filter) => narrowed(shelf, wanted, filter),
    answer,
    size: () => shelf.byId.size,
    lexicon,
  };
}

/** What is kept of documents, by their number. */
interface Shelf {
  byId: Map<string, number>;
  /** Null of those that have gone. */
  ids: (string | null)[];
  facets: FacetColumns;
  standing: Float32Array;
  /** The part of the city that a document is about. */
  places: Uint8Array;
  book: NameBook;
  postings: Postings;
}

const newShelf = (facets: readonly string[]): Shelf => ({
  byId: new Map(),
  ids: [],
  facets: createFacetColumns(facets),
  standing: new Float32Array(1024),
  places: new Uint8Array(1024),
  book: createNameBook(),
  postings: createPostings(),
});

function note(shelf: Shelf, number: number, document: SearchDocument, places: Places): void {
  const { facets = {}, standing = 0, place = '' } = document;
  shelf.facets.set(number, facets);
  shelf.standing = grown(shelf.standing, number);
  shelf.standing[number] = standing;
  shelf.places = grown(shelf.places, number);
  shelf.places[number] = places.numberOf(place);
}

function narrowed({ byId, facets }: Shelf, wanted: readonly string[], filter: Filter) {
  const matches = facets.matcher(filter);
  const ids = wanted.filter((id) => {
    const number = byId.get(id);
    return number !== undefined && (!matches || matches(number));
  });
  const numbers = Uint32Array.from(ids, (id) => byId.get(id) ?? 0);
  return { ids, facets: facets.countsOf(numbers, numbers.length) };
}

/** In how many documents a term stands; of common ones those that have gone may be among them. */
function frequencyIn({ ids, byId, postings }: Shelf, term: number | undefined): number {
  const length = term === undefined ? 0 : postings.lengthOf(term);
  const gone = ids.length - byId.size;
  if (term === undefined || gone === 0 || (length > COUNTED && length > gone)) return length;
  const found = roomFor(length);
  postings.read(term, found);
  return found.documents.reduce((sum, document) => sum + (ids[document] === null ? 0 : 1), 0);
}

/** Gives up the places of what has gone. */
function moveTogether(shelf: Shelf, terms: Terms): void {
  const { ids, postings, book } = shelf;
  const moved = { postings: createPostings(), book: createNameBook() };
  const numbers = new Int32Array(ids.length).fill(-1);
  let next = 0;
  for (const [number, id] of ids.entries()) {
    if (id === null) continue;
    numbers[number] = next;
    shelf.byId.set(id, next);
    ids[next] = id;
    shelf.facets.move(number, next);
    shelf.standing[next] = shelf.standing[number] ?? 0;
    shelf.places[next] = shelf.places[number] ?? 0;
    moved.book.take(next, book, number);
    next += 1;
  }
  const found = roomFor(ids.length);
  ids.length = next;
  terms.forget((term) => {
    const count = postings.read(term, found);
    for (let at = 0; at < count; at += 1) {
      const number = numbers[found.documents[at] ?? 0] ?? -1;
      if (number >= 0) moved.postings.append(term, number, found.weights[at] ?? 0);
    }
    return moved.postings.lengthOf(term) === 0;
  });
  Object.assign(shelf, moved);
}

const roomFor = (length: number): Found => ({
  documents: new Uint32Array(length),
  weights: new Uint8Array(length),
});
