import { RANKING } from '../../rules/search/ranking.ts';
import type { FacetColumns, FacetCounts } from './facet-columns.ts';
import { STEPS, weightOf, type Found, type Postings } from './postings.ts';
import type { Alternative, Concept } from './ways-to-say.ts';

export interface Hit {
  id: string;
  /** Higher is better; comparable within one answer. */
  score: number;
}

/** A value by facet; what is not said, or empty, narrows nothing. */
export type Filter = Readonly<Record<string, string | undefined>>;

/** What of an answer is wanted; an absent part means all. */
export interface Wanted {
  filter?: Filter;
  limit?: number;
  /** The part of the city that is asked for; 0 is none. */
  place?: number;
}

export interface Answer {
  /** All that fit, under the filter. */
  total: number;
  /** The best of them. */
  hits: Hit[];
  /** How often each value of each facet is there among all that fit. */
  facets: FacetCounts;
}

/** What is looked through; documents are numbers. */
export interface Searched {
  postings: Postings;
  termOf(term: string): number | undefined;
  /** Null of those that have gone. */
  ids: readonly (string | null)[];
  /** How well a document stands among its like, from 0 to 1. */
  standing: Float32Array;
  /** The part of the city that it is about; 0 is the whole. */
  places: Uint8Array;
  facets: FacetColumns;
  size: number;
}

const SAYS = Float32Array.from({ length: STEPS }, (_, step) => {
  const weight = weightOf(step);
  return (weight * (RANKING.saturation + 1)) / (weight + RANKING.saturation);
});

const rarityOf = (found: number, documents: number): number =>
  Math.log(1 + (documents - found + 0.5) / (found + 0.5));

/** Sums up an answer from what each concept finds; one after the other, as all queries share its sheets. */
export interface Tally {
  answer(concepts: readonly Concept[], searched: Searched, wanted: Wanted): Answer;
}

export function createTally(): Tally {
  let sheets = newSheets(1024);
  return {
    answer(concepts, searched, wanted) {
      if (searched.ids.length > sheets.room) sheets = newSheets(Math.ceil(searched.ids.length * 1.5));
      sheets.touching = 0;
      const asked = concepts.reduce((sum, concept) => sum + add(concept, searched, sheets), 0);
      const total = sift(asked, searched, wanted, sheets);
      const { scores, covered, touched } = sheets;
      const hits = bestOf(touched, total, scores, searched.ids, wanted.limit ?? total);
      const facets = searched.facets.countsOf(touched, total);
      for (let at = 0; at < sheets.touching; at += 1) {
        scores[touched[at] ?? 0] = 0;
        covered[touched[at] ?? 0] = 0;
      }
      return { total, hits, facets };
    },
  };
}

/** Adds what each document says of a concept; says how much that asks for. */
function add({ alternatives, weight = 1 }: Concept, searched: Searched, sheets: Sheets): number {
  const { best, said, scores, covered, touched } = sheets;
  sheets.saying = 0;
  for (const each of alternatives) if (!each.part) say(each, searched, sheets);
  const rarity = weight * rarityOf(sheets.saying, searched.size);
  for (const each of alternatives) if (each.part) say(each, searched, sheets);
  for (let at = 0; at < sheets.saying; at += 1) {
    const document = said[at] ?? 0;
    const saying = best[document] ?? 0;
    best[document] = 0;
    if (scores[document] === 0) touched[sheets.touching++] = document;
    scores[document] = (scores[document] ?? 0) + rarity * saying;
    covered[document] = (covered[document] ?? 0) + rarity * Math.min(1, saying);
  }
  return rarity;
}

/** Notes for each document that has all the terms how much it says by the least of them, if that is more than is noted. */
function say({ terms, weight }: Alternative, { postings, termOf, ids }: Searched, sheets: Sheets): void {
  const { found, best, said } = sheets;
  const numbers = terms.map((term) => termOf(term) ?? -1);
  if (numbers.some((term) => term < 0)) return;
  const [rarest, ...others] = numbers.sort((a, b) => postings.lengthOf(a) - postings.lengthOf(b));
  if (rarest === undefined) return;
  let count = postings.read(rarest, found);
  for (const term of others) count = count === 0 ? 0 : postings.keep(term, found, count);
  for (let at = 0; at < count; at += 1) {
    const document = found.documents[at] ?? 0;
    const says = weight * (SAYS[found.weights[at] ?? 0] ?? 0);
    const noted = best[document] ?? 0;
    if (says <= noted || ids[document] === null) continue;
    if (noted === 0) said[sheets.saying++] = document;
    best[document] = says;
  }
}

/** Moves what fits to the front, its score as it counts; says how many fit. */
function sift(asked: number, searched: Searched, { filter = {}, place = 0 }: Wanted, sheets: Sheets): number {
  const { facets, standing, places } = searched;
  const { scores, covered, touched } = sheets;
  let most = 0;
  for (let at = 0; at < sheets.touching; at += 1) most = Math.max(most, covered[touched[at] ?? 0] ?? 0);
  const { leastShare, wholeness } = RANKING;
  const least = Math.max(asked * leastShare.ofAll, most * leastShare.ofBest);
  const matches = facets.matcher(filter);
  let fitting = 0;
  for (let at = 0; at < sheets.touching; at += 1) {
    const document = touched[at] ?? 0;
    const has = covered[document] ?? 0;
    if (asked === 0 || has < least || (matches && !matches(document))) continue;
    // What has all that is asked for comes before what has one part of it ever so often.
    const whole = wholeness.least + (1 - wholeness.least) * (has / asked) ** wholeness.power;
    const about = places[document] ?? 0;
    const fits = place === 0 || about === 0 || about === place ? 1 : RANKING.elsewhere;
    scores[document] =
      (scores[document] ?? 0) * whole * fits * (1 + RANKING.standing * (standing[document] ?? 0));
    touched[at] = touched[fitting] ?? 0;
    touched[fitting++] = document;
  }
  return fitting;
}

/** What is noted of documents, by their number; zero between queries. */
interface Sheets {
  room: number;
  found: Found;
  best: Float32Array;
  said: Uint32Array;
  saying: number;
  scores: Float32Array;
  covered: Float32Array;
  touched: Uint32Array;
  touching: number;
}

const newSheets = (room: number): Sheets => ({
  room,
  found: { documents: new Uint32Array(room), weights: new Uint8Array(room) },
  best: new Float32Array(room),
  said: new Uint32Array(room),
  saying: 0,
  scores: new Float32Array(room),
  covered: new Float32Array(room),
  touched: new Uint32Array(room),
  touching: 0,
});

/** The best `limit` of the first `count` documents, by score, then by id. */
function bestOf(
  documents: Uint32Array,
  count: number,
  scores: Float32Array,
  ids: readonly (string | null)[],
  limit: number,
): Hit[] {
  const hitOf = (document: number): Hit => ({ id: ids[document] ?? '', score: scores[document] ?? 0 });
  let best: Hit[] = [];
  // What is worse than so many others is not looked at again.
  let least = -1;
  const most = 2 * limit + 100;
  for (let at = 0; at < count; at += 1) {
    const document = documents[at] ?? 0;
    if ((scores[document] ?? 0) < least) continue;
    best.push(hitOf(document));
    if (best.length < most) continue;
    best = best.sort(byScore).slice(0, limit);
    least = best.at(-1)?.score ?? -1;
  }
  return best.sort(byScore).slice(0, limit);
}

const byScore = (one: Hit, other: Hit): number => other.score - one.score || (one.id < other.id ? -1 : 1);
