import type { grantMembership, revokeMembership } from '../../../rules/accounts/accounts.operations.ts';
import type { MembershipView } from '../../../rules/sessions/sessions.schema.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { lockAccount } from './accounts.queries.ts';
import { giveMembership } from './give-membership.ts';
import { endMembership, findMembership, isLastAdministrator } from './memberships.queries.ts';

export const grant: UseCase<typeof grantMembership> = async (call, { id, role, bodyId, district }) => {
  permit(call.actor, 'membership.manage');
  if (id === call.actor.accountId) throw new Problem('own-account');
  const wished = { role, bodyId: bodyId ?? null, district: district ?? null };
  const given = await call.services.db.transaction().execute((trx) => giveMembership(trx, call, id, wished));
  forgetCallers(call.services);
  return given;
};

export const revoke: UseCase<typeof revokeMembership> = async (call, { id }) => {
  permit(call.actor, 'membership.manage');
  const { services, actor } = call;
  const revoked = await services.db.transaction().execute(async (trx) => {
    const membership = await findMembership(trx, id);
    if (!membership) throw new Problem('not-found');
    const { accountId, ...view } = membership;
    if (accountId === actor.accountId) throw new Problem('own-account');
    await refuseLast(trx, view);
    await lockAccount(trx, accountId);
    await endMembership(trx, id, services.clock.now());
    await recordEvent(trx, call, {
      action: 'membership.revoke',
      thing: 'account',
      thingId: accountId,
      data: { membershipId: id, role: view.role, bodyId: view.bodyId, district: view.district },
      provision: 'xz-25-7',
    });
    return view;
  });
  forgetCallers(services);
  return revoked;
};

/** Somebody always looks after an organisation: it lets another in first. */
async function refuseLast(trx: Trx, { id, organisationId, organisationName }: MembershipView): Promise<void> {
  if (organisationId === null || !(await isLastAdministrator(trx, { id, organisationId }))) return;
  throw new Problem('last-administrator', {
    provision: 'guide2020-2',
    words: (t) => t('membership-fault.last-administrator', { organisation: organisationName ?? '' }),
  });
}
