import { sql } from 'kysely';
import type { Reader } from '../store/database.ts';
import { onTheList } from './open-list.queries.ts';

/** A page for those who read all of them. */
export interface CrawledPage {
  path: string;
  changedAt: Date | null;
}

/** The first dataset of each run of so many on the list, in the order of their ids. */
export async function firstOfRuns(db: Reader, size: number): Promise<string[]> {
  const numbered = db
    .selectFrom('dataset')
    .select(['id', sql<number>`row_number() over (order by id)`.as('number')])
    .where(onTheList)
    .as('numbered');
  const rows = await db
    .selectFrom(numbered)
    .select('id')
    .where(sql<number>`(number - 1) % ${size}::bigint`, '=', 0)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The pages of so many datasets on the list from an id on. */
export async function datasetPagesFrom(db: Reader, id: string, limit: number): Promise<CrawledPage[]> {
  const rows = await db
    .selectFrom('dataset')
    .select(['code', sql<Date | null>`greatest(listed_at, opened_at, data_updated_at)`.as('changed_at')])
    .where(onTheList)
    .where('id', '>=', id)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ code, changed_at }) => ({ path: `/datasets/${code}`, changedAt: changed_at }));
}

/** The pages of the bodies that there are, as new as what each listed or opened last. */
export async function bodyPages(db: Reader): Promise<CrawledPage[]> {
  const rows = await db
    .selectFrom('public_body')
    .leftJoin('dataset', (join) => join.onRef('dataset.body_id', '=', 'public_body.id').on(onTheList))
    .select([
      'public_body.code',
      sql<Date | null>`max(greatest(listed_at, opened_at, data_updated_at))`.as('changed_at'),
    ])
    .where('public_body.closed_at', 'is', null)
    .groupBy('public_body.code')
    .orderBy('public_body.code')
    .execute();
  return rows.map(({ code, changed_at }) => ({ path: `/bodies/${code}`, changedAt: changed_at }));
}
