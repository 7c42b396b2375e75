import { BODY_ROLES } from '../../../rules/access/roles.ts';
import { refusalOfMembership, type WishedMembership } from '../../../rules/accounts/membership.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import type { MembershipView } from '../../../rules/sessions/sessions.schema.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { findBody } from '../bodies/index.ts';
import { recordEvent } from '../events/index.ts';
import { lockAccount, type Account } from './accounts.queries.ts';
import { insertMembership } from './memberships.queries.ts';

/**
 * Gives the role and records it. Asks for no permission: the caller has. Throws `not-found`, `invalid-input`,
 * `separated-roles`, `already-exists`, `wrong-state`.
 */
export async function giveMembership(
  trx: Trx,
  call: Call,
  accountId: string,
  wished: WishedMembership,
): Promise<MembershipView> {
  const { services, actor } = call;
  const account = await lockAccount(trx, accountId);
  if (!account) throw new Problem('not-found');
  if (account.closedAt !== null) throw new Problem('wrong-state');
  refuseUnfit(call, account, wished);
  const body = wished.bodyId === null ? null : await findBody(trx, wished.bodyId);
  if (body === undefined) throw misplaced(call, '/bodyId');
  const { organisationId = null, organisationRole = null } = wished;
  const membership = { ...wished, organisationId, organisationRole, id: services.newId() };
  const grant = { ...membership, accountId, grantedAt: services.clock.now(), grantedBy: actor.accountId };
  if (!(await insertMembership(trx, grant))) throw new Problem('already-exists');
  await recordEvent(trx, call, {
    action: 'membership.grant',
    thing: 'account',
    thingId: accountId,
    data: { ...wished, membershipId: membership.id },
    provision: provisionOf(wished),
  });
  return { ...membership, bodyName: body?.name ?? null, organisationName: null };
}

function provisionOf({ role }: WishedMembership): Provision {
  if (role === 'organisation-member') return 'xz-25-3';
  return BODY_ROLES.includes(role) ? 'xz-5' : 'xz-25-7';
}

function refuseUnfit(call: Call, account: Account, wished: WishedMembership): void {
  const held = account.memberships.map(({ role }) => role);
  const refusal = refusalOfMembership(wished, { held, hasUserName: account.userName !== null });
  if (refusal?.pointer !== undefined) throw misplaced(call, refusal.pointer);
  if (refusal) throw new Problem(refusal.code, { provision: 'xz-25-7' });
  const { districts } = call.services.profile;
  if (wished.district !== null && !districts.includes(wished.district)) throw misplaced(call, '/district');
}

function misplaced({ t }: Call, pointer: '/role' | '/bodyId' | '/organisationId' | '/district'): Problem {
  const words = {
    '/role': 'membership-fault.role',
    '/bodyId': 'membership-fault.bodyId',
    '/organisationId': 'membership-fault.organisationId',
    '/district': 'membership-fault.district',
  } as const;
  return new Problem('invalid-input', { errors: [{ pointer, detail: t(words[pointer]) }] });
}
