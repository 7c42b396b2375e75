import type { Actor } from '../../../rules/access/roles.ts';
import type { Caller } from '../../context.ts';
import type { Holder } from './holder.queries.ts';

/**
 * The caller that an account is when it acts in one of its memberships; as a plain person when the membership is
 * none of its own any more, or when a duty is still pending.
 */
export function callerActingAs(
  holder: Holder,
  membershipId: string | null,
  by: Pick<Caller, 'sessionId' | 'tokenId'>,
): Caller {
  const { accountId, name, assuranceLevel, memberships, pending } = holder;
  const chosen = pending ? undefined : memberships.find(({ id }) => id === membershipId);
  const acting = chosen ?? null;
  const actor: Actor = {
    accountId,
    role: acting?.role ?? 'person',
    bodyId: acting?.bodyId ?? null,
    organisationId: acting?.organisationId ?? null,
    organisationRole: acting?.organisationRole ?? null,
    district: acting?.district ?? null,
    assuranceLevel,
  };
  return { actor, viewer: { accountId, name, acting, memberships, pending }, ...by };
}
