import { randomBytes } from 'node:crypto';
import { SYSTEM } from '../../../rules/access/roles.ts';
import type { AgreedTerms } from '../../../rules/grants/agreed-terms.ts';
import { widerIn } from '../../../rules/grants/fit.ts';
import { grantMachine, type GrantEvent, type GrantThing } from '../../../rules/grants/grant.machine.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { step } from '../../../rules/machine/machine.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { MARK_KEY_BYTES } from './marks/kept-back.ts';
import { grantsHeld, insertGrant, lockGrantsOf, saveGrant, type Grant } from './grant.queries.ts';

const CURSOR_KEY_BYTES = 32;

/** What a step would make of a grant. */
export interface Wished {
  terms: GrantTerms;
  reason: string | null;
}

type Known = Pick<Grant, 'state' | 'bodyId' | 'ownerId' | 'organisationId' | 'agreed'>;

export const grantThing = (grant: Known, { terms, reason }: Wished): GrantThing => ({
  state: grant.state,
  bodyId: grant.bodyId,
  ownerId: grant.ownerId,
  organisationId: grant.organisationId,
  fits: widerIn(terms, grant.agreed).length === 0,
  isNarrower: widerIn(grant.agreed, terms).length > 0,
  reasons: reason === null || reason.trim() === '' ? [] : [reason],
});

/**
 * The grant of an agreement that comes into force; asks for no permission: the signatures gave it. Answers its id.
 * Throws `invalid-expression` for rows that are no condition.
 */
export async function beginGrant(trx: Trx, call: Call, agreed: AgreedTerms): Promise<string> {
  const { newId, clock } = call.services;
  const { agreementId, dataset, bodyId, ownerId, organisationId, terms } = agreed;
  const whose = { bodyId, ownerId, organisationId };
  const thing = grantThing({ ...whose, state: 'preparing', agreed: terms }, { terms, reason: null });
  const outcome = step(grantMachine, thing, 'activate', SYSTEM);
  if (!outcome.ok) throw refusal(outcome);
  const id = newId();
  await insertGrant(trx, {
    ...{ ...whose, id, agreementId, datasetId: dataset.id, state: outcome.state, terms },
    ...{ cursorKey: randomBytes(CURSOR_KEY_BYTES), createdAt: clock.now() },
    markKey: terms.withheldShare === undefined ? null : await markKeyFor(trx, agreed),
  });
  await recordEvent(trx, call, {
    action: 'grant.activate',
    thing: 'grant',
    thingId: id,
    provision: outcome.basis,
    data: { agreementId, dataset: dataset.code },
  });
  return id;
}

/** The same for all that one holder was ever granted of a dataset: two copies of theirs lack the same rows. */
async function markKeyFor(trx: Trx, { dataset, ownerId, organisationId }: AgreedTerms): Promise<Buffer> {
  const accountId = organisationId === null ? ownerId : null;
  const held = await grantsHeld(trx, dataset.id, { accountId, organisationId });
  return held.find(({ markKey }) => markKey !== null)?.markKey ?? randomBytes(MARK_KEY_BYTES);
}

/** Ends what an agreement gave, with the agreement; what has ended before stays as it is. */
export async function endGrants(
  trx: Trx,
  call: Call,
  { agreementId, reason }: { agreementId: string; reason: string },
): Promise<void> {
  for (const grant of await lockGrantsOf(trx, agreementId)) {
    if (grant.state === 'revoked' || grant.state === 'expired') continue;
    const isOver = grant.terms.until < cityDay(call.services.clock.now());
    const event = isOver ? 'expire' : 'revoke';
    await moveGrant(trx, { ...call, actor: SYSTEM }, grant, event, { terms: grant.terms, reason }, call);
  }
}

/** One step of a locked grant with its event, which bears the name of whoever set it off; throws as the machine refuses. */
export async function moveGrant(
  trx: Trx,
  call: Call,
  grant: Grant,
  event: GrantEvent,
  wished: Wished,
  setOffBy = call,
): Promise<{ state: Grant['state']; provision: string }> {
  const outcome = step(grantMachine, grantThing(grant, wished), event, call.actor);
  if (!outcome.ok) throw refusal(outcome);
  const at = call.services.clock.now();
  await saveGrant(trx, { id: grant.id, state: outcome.state, ...wished, at });
  await recordEvent(trx, setOffBy, {
    action: `grant.${event}`,
    thing: 'grant',
    thingId: grant.id,
    provision: outcome.basis,
    reasons: wished.reason === null ? [] : [wished.reason],
    data: { agreementId: grant.agreementId, datasetId: grant.datasetId },
  });
  return { state: outcome.state, provision: outcome.basis };
}
