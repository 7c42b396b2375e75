import type { SearchDocument } from '../../server/search/search-index.ts';

const K1 = 1.2;
const B = 0.75;
const TITLE = 3;

/** Finds documents for a query: their ids, the best first, at most `limit`. */
export type Ranker = (query: string, limit: number) => string[];

const STRETCHES = /[\p{L}\p{N}]+/gu;

const characters = (text: string): string[] =>
  [...text.normalize('NFKC').toLowerCase().matchAll(STRETCHES)].flatMap(([stretch]) => [...stretch]);

const bigrams = (text: string): string[] =>
  [...text.normalize('NFKC').toLowerCase().matchAll(STRETCHES)].flatMap(([stretch]) => {
    const each = [...stretch];
    return each.length === 1 ? each : each.slice(1).map((character, at) => `${each[at] ?? ''}${character}`);
  });

export const GRAMS = { bigrams, characters } as const;

/** BM25 over grams of all texts of a document, the title said three times. */
export function bm25(documents: readonly SearchDocument[], grams: (text: string) => string[]): Ranker {
  const postings = new Map<string, { document: number; times: number }[]>();
  const lengths = documents.map(({ texts }, document) => {
    const said = [...Array<string>(TITLE - 1).fill(texts.title), ...Object.values(texts)].flatMap(grams);
    const counts = new Map<string, number>();
    for (const gram of said) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [gram, times] of counts) {
      const list = postings.get(gram) ?? [];
      postings.set(gram, list);
      list.push({ document, times });
    }
    return said.length;
  });
  const usual = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;

  return (query, limit) => {
    const scores = new Map<number, number>();
    for (const gram of grams(query)) {
      const list = postings.get(gram) ?? [];
      const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
      for (const { document, times } of list) {
        const length = K1 * (1 - B + B * ((lengths[document] ?? 0) / usual));
        scores.set(document, (scores.get(document) ?? 0) + (rarity * times * (K1 + 1)) / (times + length));
      }
    }
    return [...scores]
      .sort(([one, score], [other, better]) => better - score || one - other)
      .slice(0, limit)
      .map(([document]) => documents[document]?.id ?? '');
  };
}
