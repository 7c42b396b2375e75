import { setImmediate as breath } from 'node:timers/promises';
import type { Services } from '../context.ts';
import { knownDatasetsOf } from '../plugins/known-datasets.ts';
import { listedMarks, listedTexts } from './open-list.queries.ts';
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
/** Datasets that are read together. */
const BATCH = 500;
/** Datasets that are put before others get their turn. */
const STEP = 20;

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
  const changesOf = (): number => knownDatasetsOf(services).changes();
  let marks = new Map<string, string>();
  let seen = { at: -Infinity, changes: -1 };
  let catchingUp: Promise<void> | null = null;

  async function catchUp(): Promise<void> {
    const now = { at: performance.now(), changes: changesOf() };
    const listed = await listedMarks(services.db);
    for (const id of marks.keys())
      if (!listed.has(id)) for (const each of [index, suggestions]) each.remove(id);
    const changed = [...listed].filter(([id, mark]) => marks.get(id) !== mark).map(([id]) => id);
    for (let at = 0; at < changed.length; at += BATCH)
      for (const [place, text] of (await listedTexts(services.db, changed.slice(at, at + BATCH))).entries()) {
        index.put(documentOf(text, services.profile));
        suggestions.put(text);
        if (place % STEP === STEP - 1) await breath();
      }
    marks = listed;
    seen = now;
  }

  async function beFresh(): Promise<void> {
    while (performance.now() - seen.at > FRESH_MS || changesOf() !== seen.changes) {
      catchingUp ??= catchUp().finally(() => (catchingUp = null));
      await catchingUp;
      if (changesOf() === seen.changes) break;
    }
  }

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
