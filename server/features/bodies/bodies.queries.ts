import { sql } from 'kysely';
import type { PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

const openDatasets = sql<number>`(select count(*) from dataset where dataset.body_id = public_body.id and dataset.state = 'open')`;

const selectBodies = (db: Reader) =>
  db
    .selectFrom('public_body')
    .select(['id', 'code', 'name', 'name_en', 'district', openDatasets.as('open_datasets')])
    .where('closed_at', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof selectBodies>['executeTakeFirstOrThrow']>>;

const toView = (row: Row): PublicBodyView => ({
  id: row.id,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  district: row.district,
  openDatasets: row.open_datasets,
});

export async function listBodies(db: Reader): Promise<PublicBodyView[]> {
  return (await selectBodies(db).orderBy('code').execute()).map(toView);
}

export async function findBody(db: Reader, id: string): Promise<PublicBodyView | undefined> {
  const row = await selectBodies(db).where('id', '=', id).executeTakeFirst();
  return row && toView(row);
}

/** Every body that ever was, by name: names and codes are never used again. */
export async function bodiesByName(db: Reader): Promise<Map<string, { id: string; code: string }>> {
  const rows = await db.selectFrom('public_body').select(['id', 'code', 'name']).execute();
  return new Map(rows.map(({ id, code, name }) => [name, { id, code }]));
}

export interface NewBody {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  district: string | null;
  createdAt: Date;
}

/** False when a body of that code or name is there already. */
export async function insertBody(trx: Trx, body: NewBody): Promise<boolean> {
  const done = await trx
    .insertInto('public_body')
    .values({
      id: body.id,
      code: body.code,
      name: body.name,
      name_en: body.nameEn,
      district: body.district,
      created_at: body.createdAt,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function closeBody(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('public_body').set({ closed_at: at }).where('id', '=', id).execute();
}
