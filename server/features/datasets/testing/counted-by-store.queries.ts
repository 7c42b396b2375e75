import { sql, type SqlBool } from 'kysely';
import { onTheList } from '../../../search/open-list.queries.ts';
import type { ListFacet } from '../../../search/search-document.ts';
import type { Reader } from '../../../store/database.ts';

const COLUMNS: Record<ListFacet, string> = {
  domain: 'dataset.list_domain',
  publisher: 'public_body.code',
  openClass: 'dataset.open_class',
  updateFrequency: 'dataset.list_frequency',
};

/** How often each value of a facet stands among datasets of the list that fit a filter, as the store counts. */
export async function countedByStore(
  db: Reader,
  facet: ListFacet,
  filter: Partial<Record<ListFacet, string>> & { among?: readonly string[] },
): Promise<{ value: string; count: number }[]> {
  const { among, ...columns } = filter;
  const conditions = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const wanted = columns[name as ListFacet];
    return wanted === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${wanted}`];
  });
  if (among) conditions.push(sql<SqlBool>`dataset.id = any(${among}::uuid[])`);
  const { rows } = await sql<{ value: string | null; count: number }>`
    select ${sql.ref(COLUMNS[facet])} as value, count(*) as count
    from dataset join public_body on public_body.id = dataset.body_id
    where ${sql.join([onTheList, ...conditions], sql` and `)} group by 1`.execute(db);
  return rows.map(({ value, count }) => ({ value: value ?? '', count }));
}
