import type { Services } from '../context.ts';
import { followList } from '../open-list/list-follower.ts';
import { listedTexts } from './open-list.queries.ts';
import { cityWords, documentOf, indexOptionsOf, type ListFacet } from './search-document.ts';
import { createSearchIndex, type Hit } from './search-index.ts';
import { createSegmenter } from './segmenter.ts';
import { createSuggestions, type Suggestions } from './suggestions.ts';
import type { Lexicon } from './ways-to-say.ts';

type Needed = Pick<Services, 'db' | 'clock' | 'profile'>;

/** The open list, searched by words. */
export interface OpenListIndex {
  /** All datasets on the list that fit, the best first; a change of this process counts at once, of others within {@link FRESH_MS}. */
  search(query: string): Promise<Hit[]>;
  /** Of what is found those that fit a filter, in the same order, and how often each value of each facet is among them. */
  narrow(ids: readonly string[], filter: Narrowing): Narrowed;
  /** What else is known of the list, as fresh as what is found. */
  known(): Promise<KnownOfList>;
}

export type Narrowing = Readonly<Partial<Record<ListFacet, string | undefined>>>;

export interface Narrowed {
  ids: string[];
  facets: Record<ListFacet, { value: string; count: number }[]>;
}

export interface KnownOfList {
  lexicon: Lexicon;
  suggestions: Suggestions;
}

/** How old what is known of the list may be, milliseconds. */
const FRESH_MS = 500;

const indexes = new WeakMap<object, OpenListIndex>();

/** The index of a store, made when it is first asked for. */
export function openListIndexOf(services: Needed): OpenListIndex {
  const known = indexes.get(services.db);
  if (known) return known;
  const made = openListIndex(services);
  indexes.set(services.db, made);
  return made;
}

function openListIndex(services: Needed): OpenListIndex {
  const segmenter = createSegmenter(cityWords(services.profile));
  const index = createSearchIndex(segmenter, indexOptionsOf(services.profile));
  const suggestions = createSuggestions(services.profile, segmenter);
  const { beFresh } = followList(services, {
    read: listedTexts,
    put(text) {
      index.put(documentOf(text, services.profile));
      suggestions.put(text);
    },
    remove(id) {
      for (const each of [index, suggestions]) each.remove(id);
    },
    freshMs: FRESH_MS,
  });

  return {
    search: (query) => beFresh().then(() => index.search(query)),
    narrow(ids, filter) {
      const { facets, ...narrowed } = index.narrow(ids, filter);
      const of = (name: ListFacet) => facets[name] ?? [];
      return {
        ...narrowed,
        facets: {
          domain: of('domain'),
          publisher: of('publisher'),
          openClass: of('openClass'),
          updateFrequency: of('updateFrequency'),
        },
      };
    },
    known: () => beFresh().then(() => ({ lexicon: index.lexicon, suggestions })),
  };
}
