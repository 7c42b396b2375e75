import { idAfter, pageOf, textAndIdAfter } from '../../../rules/api/cursor.ts';
import type {
  countMessages,
  listMessages,
  listUndelivered,
  MessageView,
  readAllMessages,
  readMessage,
  retryUndelivered,
} from '../../../rules/messages/messages.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { recordEvent } from '../events/index.ts';
import { reviveDelivery, undelivered } from './delivery.queries.ts';
import { countUnread, markAllRead, markRead, messagesOf, type Message } from './message.queries.ts';
import { titleOf } from './words.ts';

/** Whose messages: the caller's own, whichever role they act in. */
export function reader({ actor }: Call, action: 'message.read' | 'message.manage'): string {
  permit(actor, action, { ownerId: actor.accountId });
  if (actor.accountId === null) throw new Problem('sign-in-required');
  return actor.accountId;
}

const toView = (message: Message, { language }: Call): MessageView => ({
  id: message.id,
  at: message.at.toISOString(),
  action: message.action,
  title: titleOf(message, language),
  role: message.role,
  provision: message.provision,
  path: message.path,
  readAt: message.readAt?.toISOString() ?? null,
});

export const list: UseCase<typeof listMessages> = async (call, { limit, cursor, unread = false }) => {
  const accountId = reader(call, 'message.read');
  const wanted = { accountId, unread, limit, after: timeAndIdAfter(cursor) };
  const { items, total } = await messagesOf(call.services.db, wanted);
  const { shown, next } = pageOf(items, limit, ({ at, id }) => [at.toISOString(), id]);
  return { items: shown.map((message) => toView(message, call)), total, totalIsEstimate: false, next };
};

/** Throws `invalid-cursor` for what is no time. */
function timeAndIdAfter(cursor: string | undefined): [at: string, id: string] | null {
  const after = textAndIdAfter(cursor);
  if (after !== null && Number.isNaN(Date.parse(after[0]))) throw new Problem('invalid-cursor');
  return after;
}

export const count: UseCase<typeof countMessages> = async (call) => ({
  unread: await countUnread(call.services.db, reader(call, 'message.read')),
});

export const read: UseCase<typeof readMessage> = async (call, { id }) => {
  const accountId = reader(call, 'message.read');
  const { db, clock } = call.services;
  const at = clock.now();
  const message = await db.transaction().execute((trx) => markRead(trx, accountId, { id, at }));
  if (!message) throw new Problem('not-found');
  return toView(message, call);
};

export const readAll: UseCase<typeof readAllMessages> = async (call, { until }) => {
  const accountId = reader(call, 'message.read');
  const { db, clock } = call.services;
  const times = { until: new Date(until), at: clock.now() };
  await db.transaction().execute((trx) => markAllRead(trx, accountId, times));
  return { unread: await countUnread(db, accountId) };
};

export const givenUp: UseCase<typeof listUndelivered> = async (call, { limit, cursor }) => {
  permit(call.actor, 'running.read');
  const { items, total } = await undelivered(call.services.db, limit, idAfter(cursor));
  const { shown, next } = pageOf(items, limit, ({ deliveryId }) => [deliveryId]);
  const views = shown.map((each) => ({
    id: each.deliveryId,
    channel: each.channel,
    accountName: each.accountName,
    action: each.action,
    title: titleOf(each, call.language),
    at: each.at.toISOString(),
    attempts: each.attempts,
    error: each.error,
  }));
  return { items: views, total, totalIsEstimate: false, next };
};

export const retry: UseCase<typeof retryUndelivered> = async (call, { id }) => {
  permit(call.actor, 'running.stop');
  const { db, clock } = call.services;
  await db.transaction().execute(async (trx) => {
    if (!(await reviveDelivery(trx, id, clock.now()))) throw new Problem('not-found');
    await recordEvent(trx, call, { action: 'message.retry', thing: 'message-delivery', thingId: id });
  });
  return { id };
};
