import { sql, type SqlBool } from 'kysely';
import { ON_THE_LIST } from '../../rules/datasets/dataset.machine.ts';
import type { Reader } from '../store/database.ts';
import type { ListedText } from './search-document.ts';

/** As the indexes of the list have it: a bound list of states would not meet their condition. */
export const onTheList = sql<SqlBool>`dataset.state in (${sql.join(ON_THE_LIST.map((state) => sql.lit(state)))})`;

/** Where the store stands: another mark after each change of what the public sees, and since when rows may yet change. */
export interface ListPosition {
  mark: string;
  horizon: string;
}

export async function listPosition(db: Reader): Promise<ListPosition> {
  const { rows } = await sql<ListPosition>`
    select coalesce((select string_agg(id::text, ' ' order by id) from pages.change), '') as mark,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db);
  return rows[0] ?? { mark: '', horizon: '0' };
}

/** A dataset, and another mark whenever its row, or its body's, has changed; null when it is not on the list. */
export interface ListMark {
  id: string;
  mark: string | null;
}

const markOfRow = sql<string | null>`
  case when ${onTheList} then dataset.xmin::text || '.' || public_body.xmin::text end`;

export const listMarks = (db: Reader): Promise<ListMark[]> =>
  db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', markOfRow.as('mark')])
    .where(onTheList)
    .execute();

/** What may have changed since the store stood there, on the list or not. */
export const listMarksSince = (db: Reader, { horizon }: ListPosition): Promise<ListMark[]> =>
  db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', markOfRow.as('mark')])
    .where(sql<SqlBool>`least(age(dataset.xmin), age(public_body.xmin)) <= age(${horizon}::xid8::xid)`)
    .execute();

export async function listLength(db: Reader): Promise<number> {
  const { length } = await db
    .selectFrom('dataset')
    .select(sql<number>`count(*)::int`.as('length'))
    .where(onTheList)
    .executeTakeFirstOrThrow();
  return length;
}

export const listedTexts = (db: Reader, ids: readonly string[]): Promise<ListedText[]> =>
  db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', 'dataset.code', 'dataset.entry', 'public_body.name as publisher'])
    .select(['public_body.code as publisherCode', 'public_body.name_en as publisherNameEn'])
    .select(['dataset.list_domain as domain', 'dataset.list_frequency as updateFrequency'])
    .select('dataset.open_class as openClass')
    .where('dataset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(onTheList)
    .execute();
