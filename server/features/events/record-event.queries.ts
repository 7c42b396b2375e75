import canonicalize from 'canonicalize';
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
export async function recordEvent(trx: Trx, call: Call, act: Act): Promise<void> {
  const { actor, services, traceId } = call;
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
  await trx
    .insertInto('event')
    .values({
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
    })
    .execute();
  failPoint('event.recorded');
}
