import { sql, type SqlBool } from 'kysely';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { LikeDataset } from '../../../rules/datasets/proposals.ts';
import type { Named } from '../../../rules/datasets/similar-names.ts';
import type { Reader } from '../../store/database.ts';

const onTheList = sql<SqlBool>`state in (${sql.join(ON_THE_LIST.map((state) => sql.lit(state)))})`;

/** Another one whenever the names on the list are others: a digest over an index, without the rows. */
export async function stampOfNames(db: Reader): Promise<string> {
  const { stamp } = await db
    .selectFrom('dataset')
    .select(
      sql<string>`concat(count(*), ' ', sum(hashtextextended(name, 0)), ' ', sum(hashtextextended(id::text, 0)))`.as(
        'stamp',
      ),
    )
    .where(onTheList)
    .executeTakeFirstOrThrow();
  return stamp;
}

/** The name of every dataset on the list. */
export async function namesOnTheList(db: Reader): Promise<Named[]> {
  const rows = await db.selectFrom('dataset').select(['id', 'name']).where(onTheList).execute();
  return rows.map(({ id, name }) => ({ id, name: name ?? '' }));
}

/** Code and publisher of some datasets, by their ids. */
export async function bearersOfNames(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { code: string; publisher: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', 'dataset.code', 'public_body.name as publisher'])
    .where('dataset.id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...bearer }) => [id, bearer]));
}

/** The entries in force of some listed datasets, in the order asked for, and after them others of a body, newest first. */
export async function listedEntries(
  db: Reader,
  { ids, bodyId, others }: { ids: readonly string[]; bodyId: string; others: number },
): Promise<LikeDataset[]> {
  const chosen = db
    .selectFrom('dataset')
    .select(['id', 'code', 'name', 'entry'])
    .where('state', 'in', [...ON_THE_LIST])
    .where('open_class', '!=', 'closed');
  const [named, ofBody] = await Promise.all([
    ids.length === 0 ? [] : chosen.where('id', 'in', [...ids]).execute(),
    chosen.where('body_id', '=', bodyId).orderBy('listed_at', 'desc').limit(others).execute(),
  ]);
  const inOrder = named.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  return [...inOrder, ...ofBody.filter(({ id }) => !ids.includes(id))].flatMap(({ code, name, entry }) =>
    entry ? [{ code, name: name ?? code, entry }] : [],
  );
}
