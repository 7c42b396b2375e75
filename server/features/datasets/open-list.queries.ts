import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { ListSort } from '../../../rules/datasets/datasets.operations.ts';
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
/** The orders that the database knows; in all others the list comes as ids. */
export type KeptSort = 'updated' | 'name';
export interface OpenListQuery extends OpenListFilter {
  sort: KeptSort;
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
/** What a cursor may carry as the key of a sort; where ids are in order it is how many come before. */
export const isSortKey = (sort: ListSort, key: string): boolean =>
  sort === 'name' || (sort === 'updated' ? isMoment(key) : /^\d{1,7}$/.test(key));

const isMoment = (key: string): boolean =>
  MOMENT.test(key) && !Number.isNaN(Date.parse(`${key.replace(' ', 'T')}Z`));

export interface PageOfList {
  items: Dataset[];
  next: string[] | null;
}

/** A page of ids that are in order. */
export async function pageOfIds(
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
