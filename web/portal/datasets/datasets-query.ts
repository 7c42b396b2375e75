import type { InputOf } from '../../../rules/api/operation.ts';
import {
  EXPORT_FORMATS,
  LIST_SORTS,
  type listDatasets,
} from '../../../rules/datasets/datasets.operations.ts';
import { BEYOND_FACETS } from '../../../rules/datasets/list-facets.ts';

/** What can be narrowed by, in the order of the page; each takes one value. */
export const FILTERS = ['openClass', 'domain', 'publisher', 'updateFrequency', ...BEYOND_FACETS] as const;
export type FilterName = (typeof FILTERS)[number];

/** What can be sorted by, the first unless told: by how well words fit only where there are words. */
export const sortsFor = (search: URLSearchParams): readonly (typeof LIST_SORTS)[number][] =>
  search.get('q')?.trim() ? LIST_SORTS : LIST_SORTS.slice(1);

export const sortOf = (search: URLSearchParams) =>
  sortsFor(search).find((known) => known === search.get('sort')) ?? sortsFor(search)[0] ?? 'updated';

const LIMIT = 20;
/** Parts of the address that are taken as they are. */
const TEXTS = [
  ...(['q', 'field', 'cursor', 'openClass', 'domain', 'publisher', 'updateFrequency'] as const),
  ...(['tag', 'scenario'] as const),
];

export const chosenFilters = (search: URLSearchParams): FilterName[] =>
  FILTERS.filter((name) => (search.get(name) ?? '') !== '');

/** The page's address as the operation's input; unknown sorts fall back to the first, unknown formats to all. */
export function readQuery(search: URLSearchParams): InputOf<typeof listDatasets> {
  const given = TEXTS.flatMap((name) => {
    const value = search.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const set = (['asTyped', 'hasApi', 'hasMap'] as const).filter((name) => search.get(name) === 'true');
  const sort = sortsFor(search).find((known) => known === search.get('sort'));
  const format = EXPORT_FORMATS.find((known) => known === search.get('format'));
  return {
    ...Object.fromEntries(given),
    ...Object.fromEntries(set.map((name) => [name, true])),
    ...(sort && { sort }),
    ...(format && { format }),
    limit: LIMIT,
  };
}

/** What a form that asks anew keeps of a search, with its own parameters left out. */
export const keptBy = (search: URLSearchParams, ...own: readonly string[]): [name: string, value: string][] =>
  ['q', 'field', ...FILTERS, 'sort'].flatMap((name) => {
    const value = search.get(name)?.trim();
    return value && !own.includes(name) ? [[name, value]] : [];
  });

/** The address of the feed of a search. */
export function feedOf(search: URLSearchParams): string {
  const query = new URLSearchParams(keptBy(search, 'sort')).toString();
  return `/api/v1/datasets.atom${query && `?${query}`}`;
}
