import { can, type Target } from '../../../rules/access/permissions.ts';
import type { Actor } from '../../../rules/access/roles.ts';
import type { AccountView } from '../../../rules/accounts/accounts.operations.ts';
import type { Account } from './accounts.queries.ts';

/** The person as a target: their own, and of the actor's body when they hold a role there. */
export function targetOf({ id, memberships }: Account, actor: Actor): Target {
  const colleague = memberships.some(({ bodyId }) => bodyId !== null && bodyId === actor.bodyId);
  return { ownerId: id, bodyId: colleague ? actor.bodyId : null };
}

/** The person with what the actor may do with them. */
export function viewOf(account: Account, actor: Actor): AccountView {
  const target = targetOf(account, actor);
  const others = account.closedAt === null && account.id !== actor.accountId;
  const manages = others && can(actor, 'account.manage', target);
  const grants = others && can(actor, 'membership.manage', target);
  return {
    ...account,
    can: {
      close: manages,
      resetPassword: manages && account.userName !== null,
      unlock: grants && account.lockedUntil !== null,
      grant: grants,
      revoke: grants,
    },
  };
}
