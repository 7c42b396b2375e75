import { SYSTEM } from '../../../rules/access/roles.ts';
import { narrowed, sameTerms, type GrantLimits } from '../../../rules/grants/narrow.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { moveGrant } from './grant-life.ts';
import { lockGrant, saveGrant } from './grant.queries.ts';
import { endHold, holdsOn, insertHold, saveHeld } from './hold.queries.ts';

/** For what a grant is restricted: a thing, such as a report that is late, which lets it go again. */
interface HeldFor {
  grantId: string;
  thing: string;
  thingId: string;
  reason: string;
}

const bySystem = (call: Call): Call => ({ ...call, actor: SYSTEM });

/**
 * Restricts a grant for as long as the thing lasts, on top of whatever else restricts it. False when there is nothing
 * to restrict: it is not being served, it is held for this thing already, or it has no more than the limits leave.
 */
export async function holdGrant(
  trx: Trx,
  call: Call,
  { grantId, thing, thingId, reason, limits }: HeldFor & { limits: GrantLimits },
): Promise<boolean> {
  const grant = await lockGrant(trx, grantId);
  if (!grant || (grant.state !== 'active' && grant.state !== 'restricted')) return false;
  const holds = await holdsOn(trx, grantId);
  if (holds.some((hold) => hold.thingId === thingId)) return false;
  const held = narrowed(grant.terms, limits);
  if (sameTerms(held, grant.terms)) return false;
  const [first] = holds;
  const before = sameTerms(grant.terms, grant.agreed) ? null : grant.terms;
  const { newId, clock } = call.services;
  const base = first ? first.base : before;
  await insertHold(trx, { id: newId(), grantId, thing, thingId, limits, base, held, at: clock.now() });
  for (const { id } of holds) await saveHeld(trx, id, held);
  await moveGrant(trx, bySystem(call), grant, 'restrict', { terms: held, reason }, call);
  return true;
}

/** Takes away what a thing placed on a grant; what else holds it, or somebody has decided since, stays. */
export async function letGrantGo(
  trx: Trx,
  call: Call,
  { grantId, thingId, reason }: Omit<HeldFor, 'thing'>,
): Promise<void> {
  const grant = await lockGrant(trx, grantId);
  const holds = grant ? await holdsOn(trx, grantId) : [];
  const ending = holds.find((hold) => hold.thingId === thingId);
  if (!grant || !ending) return;
  const at = call.services.clock.now();
  await endHold(trx, ending.id, at);
  const isMeanwhileDecided = !sameTerms(grant.terms, ending.held);
  if (isMeanwhileDecided || grant.state === 'revoked' || grant.state === 'expired') return;
  const others = holds.filter(({ id }) => id !== ending.id);
  const terms = others.reduce((left, { limits }) => narrowed(left, limits), ending.base ?? grant.agreed);
  for (const { id } of others) await saveHeld(trx, id, terms);
  if (grant.state === 'suspended') {
    await saveGrant(trx, { id: grantId, state: grant.state, terms, reason: grant.reason, at });
    return;
  }
  const event = sameTerms(terms, grant.agreed) ? 'resume' : 'restrict';
  await moveGrant(trx, bySystem(call), grant, event, { terms, reason }, call);
}
