import type { InputOf } from '../../../rules/api/operation.ts';
import type { listDatasets } from '../../../rules/datasets/datasets.operations.ts';

/** What can be narrowed by, in the order of the page; each takes one value. */
export const FILTERS = ['openClass', 'domain', 'publisher', 'updateFrequency'] as const;
export type FilterName = (typeof FILTERS)[number];

export const SORTS = ['updated', 'name'] as const;

const LIMIT = 20;

export const chosenFilters = (search: URLSearchParams): FilterName[] =>
  FILTERS.filter((name) => (search.get(name) ?? '') !== '');

/** The page's address as the operation's input; unknown sorts fall back to the first. */
export function readQuery(search: URLSearchParams): InputOf<typeof listDatasets> {
  const given = [...FILTERS, 'q' as const, 'cursor' as const].flatMap((name) => {
    const value = search.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const sort = SORTS.find((known) => known === search.get('sort')) ?? 'updated';
  return { ...Object.fromEntries(given), sort, limit: LIMIT };
}
