import { sql, type SqlBool } from 'kysely';
import { ON_THE_LIST } from '../../rules/datasets/dataset.machine.ts';
import type { Reader } from '../store/database.ts';
import type { ListedText } from './search-document.ts';

/** As the indexes of the list have it: a bound list of states would not meet their condition. */
export const onTheList = sql<SqlBool>`dataset.state in (${sql.join(ON_THE_LIST.map((state) => sql.lit(state)))})`;

/** Every dataset on the list with a mark that is another one whenever its row, or its body's, has changed. */
export async function listedMarks(db: Reader): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', sql<string>`dataset.xmin::text || '.' || public_body.xmin::text`.as('mark')])
    .where(onTheList)
    .execute();
  return new Map(rows.map(({ id, mark }) => [id, mark]));
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
