import canonicalize from 'canonicalize';
import { MESSAGE_RULES } from '../../../rules/messages/message-rules.ts';
import type { Event } from '../../../rules/events/event.schema.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import type { Call } from '../../context.ts';
import { failPoint } from '../../store/fail-points.ts';
import type { Trx } from '../../store/database.ts';

export interface Act {
  /** The verb, as in the permission matrix or the event of a life cycle: `work-order.accept`. */
  action: string;
  thing: string;
  thingId: string;
  version?: number;
  /** `done` unless told. */
  result?: Event['result'];
  reasons?: string[];
  provision?: Provision | null;
  /** Small facts that the reader of the trail needs; never personal data or secrets. */
  data?: Record<string, unknown>;
}

/** Takes a Transaction: an act and its event are written together or not at all (`xz-25-5`). */
export const recordEvent = (trx: Trx, call: Call, act: Act): Promise<void> => recordEvents(trx, call, [act]);

/** The events of one act on many things, in their order; those of which people are told wait for that in the same transaction. */
export async function recordEvents(trx: Trx, call: Call, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.map((act) => rowOf(call, act));
  await trx.insertInto('event').values(rows).execute();
  const told = rows.filter(({ action, result }) => result === 'done' && action in MESSAGE_RULES);
  if (told.length > 0)
    await trx
      .insertInto('event_outbox')
      .values(told.map(({ id, at }) => ({ event_id: id, due_at: at })))
      .execute();
  failPoint('event.recorded');
}

function rowOf({ actor, services, traceId }: Call, act: Act) {
  const at = services.clock.now();
  const event: Event = {
    id: services.newId(),
    at: at.toISOString(),
    actor: actor.accountId,
    role: actor.role,
    body: actor.bodyId,
    action: act.action,
    thing: act.thing,
    thingId: act.thingId,
    version: act.version ?? null,
    result: act.result ?? 'done',
    reasons: act.reasons ?? [],
    provision: act.provision ?? null,
    traceId,
    data: act.data ?? {},
  };
  return {
    id: event.id,
    at,
    actor_id: event.actor,
    role: event.role,
    body_id: event.body,
    action: event.action,
    thing: event.thing,
    thing_id: event.thingId,
    result: event.result,
    provision: event.provision,
    trace_id: traceId,
    body: canonicalize(event) ?? '',
  };
}
