import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Reader } from '../../store/database.ts';
import { onTheList } from '../../search/open-list.queries.ts';
import type { Database } from '../../store/tables.ts';
import { selectDatasets, toDataset, type Dataset } from './dataset.queries.ts';

/** What a visitor asks of the open list; an absent part means all. */
export interface OpenListFilter {
  /** Only these. */
  among?: readonly string[] | undefined;
  domain?: string | undefined;
  publisher?: string | undefined;
  openClass?: string | undefined;
  updateFrequency?: string | undefined;
}
export type OpenListSort = 'relevance' | 'updated' | 'name';
export interface OpenListQuery extends OpenListFilter {
  sort: Exclude<OpenListSort, 'relevance'>;
  limit: number;
  /** The key and the id of the last one seen; the key is checked by {@link isSortKey}. */
  after: [key: string, id: string] | null;
}

type Listed = ExpressionBuilder<
  Database & { public_body: Database['public_body'] },
  'dataset' | 'public_body'
>;

function conditions(eb: Listed, filter: OpenListFilter): ReturnType<Listed['and']> {
  const parts: Expression<SqlBool>[] = [onTheList];
  if (filter.domain) parts.push(eb('dataset.list_domain', '=', filter.domain));
  if (filter.publisher) parts.push(eb('public_body.code', '=', filter.publisher));
  if (filter.openClass) parts.push(eb('dataset.open_class', '=', filter.openClass));
  if (filter.updateFrequency) parts.push(eb('dataset.list_frequency', '=', filter.updateFrequency));
  if (filter.among) parts.push(sql<SqlBool>`dataset.id = any(${filter.among}::uuid[])`);
  return eb.and(parts);
}

/** Sort keys are texts, so that a cursor can carry them: the time of the newest data, or the name. */
const SORTS = {
  updated: {
    by: sql<Date>`coalesce(dataset.data_updated_at, dataset.listed_at)`,
    key: sql<string>`to_char(coalesce(dataset.data_updated_at, dataset.listed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
    bound: (key: string) => sql`${key}::timestamp at time zone 'UTC'`,
    direction: 'desc',
    beyond: '<',
  },
  name: {
    by: sql<string>`dataset.name`,
    key: sql<string>`dataset.name`,
    bound: (key: string) => sql`${key}`,
    direction: 'asc',
    beyond: '>',
  },
} as const;

const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}$/;
/** What a cursor may carry as the key of a sort; of relevance it is how many come before. */
export const isSortKey = (sort: OpenListSort, key: string): boolean =>
  sort === 'name' || (sort === 'relevance' ? /^\d{1,7}$/.test(key) : isMoment(key));

const isMoment = (key: string): boolean =>
  MOMENT.test(key) && !Number.isNaN(Date.parse(`${key.replace(' ', 'T')}Z`));

interface PageOfList {
  items: Dataset[];
  next: string[] | null;
}

/** A page of what was found, the best first. */
export async function bestOf(
  db: Reader,
  ids: readonly string[],
  { limit, after }: Pick<OpenListQuery, 'limit' | 'after'>,
): Promise<PageOfList> {
  const from = Number(after?.[0] ?? 0);
  const shown = ids.slice(from, from + limit);
  const rows = await selectDatasets(db)
    .where('dataset.id', '=', sql<string>`any(${shown}::uuid[])`)
    .where(onTheList)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, toDataset(row)]));
  const last = shown.at(-1);
  const hasMore = last !== undefined && ids.length > from + limit;
  return {
    items: shown.flatMap((id) => byId.get(id) ?? []),
    next: hasMore ? [`${from + limit}`, last] : null,
  };
}

export async function listOpen(db: Reader, query: OpenListQuery): Promise<PageOfList> {
  const { by, key, bound, direction, beyond } = SORTS[query.sort];
  let select = selectDatasets(db)
    .select(key.as('sort_key'))
    .where((eb) => conditions(eb as unknown as Listed, query));
  if (query.after) {
    const [last, id] = query.after;
    select = select.where(sql<SqlBool>`(${by}, dataset.id) ${sql.raw(beyond)} (${bound(last)}, ${id}::uuid)`);
  }
  const rows = await select
    .orderBy(by, direction)
    .orderBy('dataset.id', direction)
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map(toDataset), next: last ? [last.sort_key, last.id] : null };
}

export type Facet = { value: string; count: number }[];

type FacetName = 'domain' | 'publisher' | 'openClass' | 'updateFrequency';

interface FacetRow {
  facet: number;
  domain: string | null;
  publisher: string | null;
  openClass: string | null;
  updateFrequency: string | null;
  count: number;
}
/** What `grouping` says of each facet: its own bit alone is unset. */
const BITS: Record<number, FacetName> = {
  7: 'domain',
  11: 'publisher',
  13: 'openClass',
  14: 'updateFrequency',
};

/** Counts per value under all filters, and the number of datasets that fit: one pass over them. */
export async function facetsOf(
  db: Reader,
  filter: OpenListFilter,
): Promise<{ total: number; facets: Record<FacetName, Facet> }> {
  const columns = sql`dataset.list_domain, public_body.code, dataset.open_class, dataset.list_frequency`;
  const rows: FacetRow[] = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select([
      sql<number>`grouping(${columns})`.as('facet'),
      'dataset.list_domain as domain',
      'public_body.code as publisher',
      'dataset.open_class as openClass',
      'dataset.list_frequency as updateFrequency',
      ({ fn }) => fn.countAll<number>().as('count'),
    ])
    .where((eb) => conditions(eb as unknown as Listed, filter))
    .groupBy(
      sql`grouping sets ((dataset.list_domain), (public_body.code), (dataset.open_class), (dataset.list_frequency))`,
    )
    .orderBy('count', 'desc')
    .execute();
  const facets: Record<FacetName, Facet> = { domain: [], publisher: [], openClass: [], updateFrequency: [] };
  for (const row of rows) {
    const name = BITS[row.facet];
    if (name) facets[name].push({ value: row[name] ?? '', count: row.count });
  }
  const total = facets.openClass.reduce((sum, each) => sum + each.count, 0);
  return { total, facets };
}
