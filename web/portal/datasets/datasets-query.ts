import type { InputOf } from '../../../rules/api/operation.ts';
import type { listDatasets } from '../../../rules/datasets/datasets.operations.ts';

/** What can be narrowed by, in the order of the page; each takes one value. */
export const FILTERS = ['openClass', 'domain', 'publisher', 'updateFrequency'] as const;
export type FilterName = (typeof FILTERS)[number];

const SORTS = ['relevance', 'updated', 'name'] as const;
/** What can be sorted by, the first unless told: by how well words fit only where there are words. */
export const sortsFor = (search: URLSearchParams): readonly (typeof SORTS)[number][] =>
  search.get('q')?.trim() ? SORTS : SORTS.slice(1);

const LIMIT = 20;

export const chosenFilters = (search: URLSearchParams): FilterName[] =>
  FILTERS.filter((name) => (search.get(name) ?? '') !== '');

/** The page's address as the operation's input; unknown sorts fall back to the first. */
export function readQuery(search: URLSearchParams): InputOf<typeof listDatasets> {
  const given = [...FILTERS, 'q' as const, 'field' as const, 'cursor' as const].flatMap((name) => {
    const value = search.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const sort = sortsFor(search).find((known) => known === search.get('sort'));
  const asTyped = search.get('asTyped') === 'true';
  return { ...Object.fromEntries(given), ...(sort && { sort }), ...(asTyped && { asTyped }), limit: LIMIT };
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
