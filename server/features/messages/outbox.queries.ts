import type { Event } from '../../../rules/events/event.schema.ts';
import type { Rhythm } from '../../../rules/messages/delivery.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** Ids of events of which people are still to be told, the oldest first. */
export async function untoldEvents(db: Reader, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('event_outbox')
    .innerJoin('event', 'event.id', 'event_outbox.event_id')
    .select('event_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('event.position')
    .limit(limit)
    .execute();
  return rows.map(({ event_id }) => event_id);
}

/** The event, taken from the outbox with the caller's transaction; null when another one took it. */
export async function takeEvent(trx: Trx, id: string): Promise<Event | null> {
  const taken = await trx
    .selectFrom('event_outbox')
    .select('event_id')
    .where('event_id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!taken) return null;
  await trx.deleteFrom('event_outbox').where('event_id', '=', id).execute();
  const { body } = await trx
    .selectFrom('event')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // Written by recordEvent alone.
  return JSON.parse(body) as Event;
}

export async function postpone(db: Reader, id: string, until: Date): Promise<void> {
  await db.updateTable('event_outbox').set({ due_at: until }).where('event_id', '=', id).execute();
}

export interface NewMessage {
  id: string;
  accountId: string;
  eventId: string;
  role: string | null;
  action: string;
  name: string;
  code: string;
  path: string;
  provision: string | null;
  at: Date;
}

/** False when the account was told of this event already. */
export async function insertMessage(trx: Trx, message: NewMessage): Promise<boolean> {
  const { accountId, eventId, ...plain } = message;
  const done = await trx
    .insertInto('message')
    .values({ ...plain, account_id: accountId, event_id: eventId, read_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export interface NewDelivery {
  id: string;
  messageId: string;
  accountId: string;
  channel: 'mail' | 'hook';
  rhythm: Rhythm;
  dueAt: Date;
}

export async function insertDelivery(trx: Trx, delivery: NewDelivery): Promise<void> {
  const { id, messageId, accountId, channel, rhythm, dueAt } = delivery;
  await trx
    .insertInto('message_delivery')
    .values({
      ...{ id, message_id: messageId, account_id: accountId, channel, together: rhythm !== 'at-once' },
      ...{ state: 'waiting', due_at: dueAt, batch: null, error: null },
    })
    .execute();
}
