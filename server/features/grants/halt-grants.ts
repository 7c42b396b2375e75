import { SYSTEM } from '../../../rules/access/roles.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { moveGrant } from './grant-life.ts';
import { lockGrant, lockGrantsHeld, type Grant, type Held } from './grant.queries.ts';

const hasEnded = ({ state }: Grant): boolean => state === 'revoked' || state === 'expired';
const bySystem = (call: Call): Call => ({ ...call, actor: SYSTEM });

/**
 * Suspends or revokes all that somebody holds, of one publisher or of all, whoever sets it off having been permitted to.
 * Answers the ids of those that are suspended now; what has ended before stays as it is.
 */
export async function haltGrants(
  trx: Trx,
  call: Call,
  held: Held,
  { event, reason }: { event: 'suspend' | 'revoke'; reason: string },
): Promise<string[]> {
  const grants = (await lockGrantsHeld(trx, held)).filter((grant) => !hasEnded(grant));
  for (const grant of grants) {
    if (event === 'suspend' && grant.state === 'suspended') continue;
    await moveGrant(trx, bySystem(call), grant, event, { terms: grant.terms, reason }, call);
  }
  return event === 'suspend' ? grants.map(({ id }) => id) : [];
}

/** Lets grants that were suspended go on, restricted as they were before. */
export async function resumeGrants(
  trx: Trx,
  call: Call,
  ids: readonly string[],
  reason: string,
): Promise<void> {
  for (const id of ids) {
    const grant = await lockGrant(trx, id);
    if (grant?.state !== 'suspended') continue;
    const whole = JSON.stringify(grant.terms) === JSON.stringify(grant.agreed);
    await moveGrant(
      trx,
      bySystem(call),
      grant,
      whole ? 'resume' : 'restrict',
      { terms: grant.terms, reason },
      call,
    );
  }
}
