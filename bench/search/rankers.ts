import { shanghai } from '../../rules/profile/shanghai.ts';
import {
  cityWords,
  documentOf,
  indexOptionsOf,
  type ListedText,
} from '../../server/search/search-document.ts';
import { createSearchIndex } from '../../server/search/search-index.ts';
import { createSegmenter } from '../../server/search/segmenter.ts';
import { bm25, GRAMS, type Ranker } from './bm25.ts';

export const RANKERS = ['ours', 'bigrams', 'characters'] as const;
export type RankerName = (typeof RANKERS)[number];

/** Our index and both yardsticks, over the same texts. */
export function rankersOf(listed: readonly ListedText[]): Record<RankerName, Ranker> {
  const documents = listed.map((each) => documentOf(each, shanghai));
  const index = createSearchIndex(createSegmenter(cityWords(shanghai)), indexOptionsOf(shanghai));
  for (const document of documents) index.put(document);
  return {
    ours: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => id),
    bigrams: bm25(documents, GRAMS.bigrams),
    characters: bm25(documents, GRAMS.characters),
  };
}
