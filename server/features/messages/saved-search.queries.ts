import type { SavedSearch } from '../../../rules/messages/messages.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

const MOST_LISTED = 50;

export async function searchesOf(db: Reader, accountId: string): Promise<SavedSearch[]> {
  const rows = await db
    .selectFrom('saved_search')
    .select(['id', 'name', 'query', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(({ created_at, ...search }) => ({ ...search, createdAt: created_at.toISOString() }));
}

export interface NewSearch {
  id: string;
  accountId: string;
  name: string;
  query: string;
  at: Date;
  lookAt: Date;
}

/** False when the account has saved it already. */
export async function insertSearch(trx: Trx, search: NewSearch): Promise<boolean> {
  const { id, accountId, name, query, at, lookAt } = search;
  const times = { created_at: at, looked_until: at, look_at: lookAt };
  const done = await trx
    .insertInto('saved_search')
    .values({ id, account_id: accountId, name, query, ...times })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** False: the account has none such. */
export async function deleteSearch(trx: Trx, accountId: string, id: string): Promise<boolean> {
  const done = await trx
    .deleteFrom('saved_search')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

export interface DueSearch {
  id: string;
  query: string;
  lookedUntil: Date;
}

/** The one whose time has come first, locked; undefined: none has, or others look. */
export async function lockDueSearch(trx: Trx, now: Date): Promise<DueSearch | undefined> {
  const row = await trx
    .selectFrom('saved_search')
    .select(['id', 'query', 'looked_until'])
    .where('look_at', '<=', now)
    .orderBy('look_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && { id: row.id, query: row.query, lookedUntil: row.looked_until };
}

export async function saveLook(trx: Trx, id: string, looked: { until: Date; next: Date }): Promise<void> {
  await trx
    .updateTable('saved_search')
    .set({ looked_until: looked.until, look_at: looked.next })
    .where('id', '=', id)
    .execute();
}
