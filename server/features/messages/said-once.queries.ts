import type { Trx } from '../../store/database.ts';

/** True the first time that it is asked, on whichever node. */
export async function firstSaid(trx: Trx, key: string, at: Date): Promise<boolean> {
  const done = await trx
    .insertInto('setting')
    .values({ key, value: JSON.stringify({}), changed_at: at })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
