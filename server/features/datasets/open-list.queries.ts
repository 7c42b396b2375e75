import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { Reader } from '../../store/database.ts';
import type { Database } from '../../store/tables.ts';
import { likeLiteral } from '../catalogue/index.ts';
import { selectDatasets, toDataset, type Dataset } from './dataset.queries.ts';

/** What a visitor asks of the open list; an absent part means all. */
export interface OpenListFilter {
  q?: string | undefined;
  domain?: string | undefined;
  publisher?: string | undefined;
  openClass?: string | undefined;
  updateFrequency?: string | undefined;
}
export interface OpenListQuery extends OpenListFilter {
  sort: 'updated' | 'name';
  limit: number;
  after: string[] | null;
}

type Listed = ExpressionBuilder<
  Database & { public_body: Database['public_body'] },
  'dataset' | 'public_body'
>;

const text = (key: string) => sql<string>`dataset.entry ->> ${sql.lit(key)}`;

function conditions(eb: Listed, filter: OpenListFilter): ReturnType<Listed['and']> {
  const parts = [eb('dataset.state', 'in', [...ON_THE_LIST])];
  if (filter.domain) parts.push(eb(text('domain'), '=', filter.domain));
  if (filter.publisher) parts.push(eb('public_body.code', '=', filter.publisher));
  if (filter.openClass) parts.push(eb('dataset.open_class', '=', filter.openClass));
  if (filter.updateFrequency) parts.push(eb(text('updateFrequency'), '=', filter.updateFrequency));
  for (const word of (filter.q ?? '').split(/\s+/).filter(Boolean).slice(0, 10))
    parts.push(contains(eb, word));
  return eb.and(parts);
}

/** Of a closed entry only the name is searched: fields and summary must not show through. */
function contains(eb: Listed, word: string) {
  const pattern = `%${likeLiteral(word)}%`;
  const inFields = sql<SqlBool>`exists (select 1 from jsonb_array_elements(dataset.entry -> 'fields') as field
    where field ->> 'label' ilike ${pattern} or field ->> 'name' ilike ${pattern})`;
  return eb.or([
    eb('dataset.name', 'ilike', pattern),
    eb.and([
      eb('dataset.open_class', '!=', 'closed'),
      eb.or([eb(text('summary'), 'ilike', pattern), eb(text('keywords'), 'ilike', pattern), inFields]),
    ]),
  ]);
}

/** Sort keys are texts, so that a cursor can carry them: the time of the newest data, or the name. */
const SORT_KEYS = {
  updated: sql<string>`to_char(coalesce(dataset.data_updated_at, dataset.listed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  name: sql<string>`dataset.name`,
};

export async function listOpen(
  db: Reader,
  query: OpenListQuery,
): Promise<{ items: Dataset[]; next: string[] | null }> {
  const key = SORT_KEYS[query.sort];
  const [direction, beyond] = query.sort === 'updated' ? (['desc', '<'] as const) : (['asc', '>'] as const);
  let select = selectDatasets(db)
    .select(key.as('sort_key'))
    .where((eb) => conditions(eb as unknown as Listed, query));
  if (query.after) {
    const [last, id] = query.after;
    select = select.where(sql<SqlBool>`(${key}, dataset.id::text) ${sql.raw(beyond)} (${last}, ${id})`);
  }
  const rows = await select
    .orderBy(key, direction)
    .orderBy(sql`dataset.id::text`, direction)
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map(toDataset), next: last ? [last.sort_key, last.id] : null };
}

export type Facet = { value: string; count: number }[];

const FACETS = {
  domain: text('domain'),
  publisher: sql<string>`public_body.code`,
  openClass: sql<string>`dataset.open_class`,
  updateFrequency: text('updateFrequency'),
} as const;

/** Counts per value under all filters, and the number of datasets that fit. */
export async function facetsOf(
  db: Reader,
  filter: OpenListFilter,
): Promise<{ total: number; facets: Record<keyof typeof FACETS, Facet> }> {
  const count = async (key: keyof typeof FACETS): Promise<Facet> => {
    const rows = await db
      .selectFrom('dataset')
      .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
      .select([FACETS[key].as('value'), ({ fn }) => fn.countAll<number>().as('count')])
      .where((eb) => conditions(eb as unknown as Listed, filter))
      .groupBy(FACETS[key])
      .orderBy('count', 'desc')
      .execute();
    return rows;
  };
  const [domain, publisher, openClass, updateFrequency] = await Promise.all([
    count('domain'),
    count('publisher'),
    count('openClass'),
    count('updateFrequency'),
  ]);
  const total = openClass.reduce((sum, each) => sum + each.count, 0);
  return { total, facets: { domain, publisher, openClass, updateFrequency } };
}
