import { sql } from 'kysely';
import type { Channel } from '../../../rules/messages/delivery.ts';
import type { Db, Reader, Trx } from '../../store/database.ts';
import { toMessage, type Message } from './message.queries.ts';

/** What goes out together: one message, or those of a morning. */
export interface Batch {
  /** The same however often it is tried: whoever gets it twice can tell. */
  id: string;
  channel: Channel;
  accountId: string;
  together: boolean;
  /** Counts from 1. */
  attempt: number;
  messages: Message[];
}

/** The longest due of what waits, locked; null: nothing is due, or others have it. */
const lockDue = (trx: Trx, now: Date) =>
  trx
    .selectFrom('message_delivery')
    .select(['id', 'account_id', 'channel', 'together', 'batch', 'attempts'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
type First = NonNullable<Awaited<ReturnType<typeof lockDue>>>;

/** Ids of what goes out with it: what was tried together before, or all of the account that is due together now. */
async function companions(trx: Trx, first: First, now: Date): Promise<string[]> {
  if (!first.together) return [first.id];
  const waiting = trx
    .selectFrom('message_delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where('account_id', '=', first.account_id)
    .where('channel', '=', first.channel)
    .where('together', '=', true);
  const chosen =
    first.batch === null
      ? waiting.where('batch', 'is', null).where('due_at', '<=', now)
      : waiting.where('batch', '=', first.batch);
  const rows = await chosen.orderBy('id').forUpdate().execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes what is due, and puts its next attempt down before this one is made: a process that is killed meanwhile loses
 * nothing. Null: nothing is due.
 */
export async function claimDue(
  trx: Trx,
  now: Date,
  retryAt: (attempt: number) => Date,
): Promise<Batch | null> {
  // One at a time: two that each had a part of a digest would send two, or wait for one another.
  await sql`select pg_advisory_xact_lock(hashtext('message-delivery'))`.execute(trx);
  const first = await lockDue(trx, now);
  if (!first) return null;
  const ids = await companions(trx, first, now);
  const id = first.batch ?? first.id;
  const attempt = first.attempts + 1;
  await trx
    .updateTable('message_delivery')
    .set({ batch: id, attempts: attempt, due_at: retryAt(attempt) })
    .where('id', 'in', ids)
    .execute();
  const rows = await trx
    .selectFrom('message_delivery')
    .innerJoin('message', 'message.id', 'message_delivery.message_id')
    .selectAll('message')
    .where('message_delivery.id', 'in', ids)
    .orderBy('message.id', 'desc')
    .execute();
  const channel = first.channel === 'hook' ? 'hook' : 'mail';
  const { account_id, together } = first;
  return { id, channel, accountId: account_id, together, attempt, messages: rows.map(toMessage) };
}

export async function markSent(db: Db, batch: string): Promise<void> {
  await db
    .updateTable('message_delivery')
    .set({ state: 'sent', error: null })
    .where('batch', '=', batch)
    .execute();
}

/** Why an attempt failed; `isLast`: it is given up. */
export async function markFailed(db: Db, batch: string, error: string, isLast: boolean): Promise<void> {
  await db
    .updateTable('message_delivery')
    .set({ error, ...(isLast && { state: 'dead' }) })
    .where('batch', '=', batch)
    .where('state', '=', 'waiting')
    .execute();
}

/** Its reader does not want it any more; the message itself stays. */
export async function dropDeliveries(db: Db, batch: string): Promise<void> {
  await db.deleteFrom('message_delivery').where('batch', '=', batch).where('state', '=', 'waiting').execute();
}

export interface Undelivered extends Message {
  deliveryId: string;
  channel: Channel;
  accountName: string;
  attempts: number;
  error: string;
}

const dead = (db: Reader) =>
  db
    .selectFrom('message_delivery')
    .innerJoin('message', 'message.id', 'message_delivery.message_id')
    .innerJoin('account', 'account.id', 'message_delivery.account_id')
    .where('message_delivery.state', '=', 'dead');

/** Given up, newest first, one more than wanted where there are more; and how many there are. */
export async function undelivered(
  db: Reader,
  limit: number,
  after: string | null,
): Promise<{ items: Undelivered[]; total: number }> {
  const { total } = await dead(db)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await dead(db)
    .selectAll('message')
    .select(['message_delivery.id as delivery_id', 'channel', 'attempts', 'error'])
    .select('account.name as account_name')
    .$if(after !== null, (all) => all.where('message_delivery.id', '<', after ?? ''))
    .orderBy('message_delivery.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.map((row) => ({
    ...toMessage(row),
    deliveryId: row.delivery_id,
    channel: row.channel === 'hook' ? ('hook' as const) : ('mail' as const),
    accountName: row.account_name,
    attempts: row.attempts,
    error: row.error ?? '',
  }));
  return { items, total };
}

/** Tries what was given up from the beginning; false: there is none such. */
export async function reviveDelivery(trx: Trx, id: string, now: Date): Promise<boolean> {
  const row = await trx
    .selectFrom('message_delivery')
    .select('batch')
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  await trx
    .updateTable('message_delivery')
    .set({ state: 'waiting', attempts: 0, due_at: now })
    .where('batch', '=', row.batch)
    .where('state', '=', 'dead')
    .execute();
  return true;
}
