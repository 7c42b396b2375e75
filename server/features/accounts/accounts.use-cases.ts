import { validate } from 'uuid';
import { ACTIONS, can, PERMISSIONS, reachOf } from '../../../rules/access/permissions.ts';
import { ROLES, STAFF_ROLES } from '../../../rules/access/roles.ts';
import type {
  AccountView,
  closeAccount,
  createAccount,
  getAccount,
  getPermissions,
  listAccounts,
  resetPassword,
  unlockAccount,
} from '../../../rules/accounts/accounts.operations.ts';
import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent, type Act } from '../events/index.ts';
import { targetOf, viewOf } from './account-view.ts';
import {
  endAccount,
  endSessionsOf,
  findAccount,
  listAccounts as selectAccounts,
  lockAccount,
  type Account,
} from './accounts.queries.ts';
import { clearAttempts, setPassword, setTotpSecret } from './credentials.queries.ts';
import { toAssuranceLevel } from './holder.queries.ts';
import { openAccount } from './open-account.ts';
import { hashPassword, randomPassword } from './passwords.ts';

export const permissions: UseCase<typeof getPermissions> = async () => ({
  actions: [...ACTIONS],
  roles: ROLES.map((role) => ({ role, staff: STAFF_ROLES.includes(role), reaches: PERMISSIONS[role] })),
});

export const list: UseCase<typeof listAccounts> = async (
  { services, actor },
  { q, bodyId, limit, cursor },
) => {
  permit(actor, 'account.read', { ownerId: actor.accountId, bodyId: actor.bodyId });
  const reach = reachOf(actor, 'account.read');
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  if (after !== undefined && !validate(after)) throw new Problem('invalid-cursor');
  const own = reach === 'own' ? { accountId: actor.accountId ?? '' } : {};
  const bodyIds = [bodyId, reach === 'body' ? actor.bodyId : null].filter((id) => typeof id === 'string');
  const { items, total } = await selectAccounts(services.db, { ...own, bodyIds, q, after, limit });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  return { items: shown.map((account) => viewOf(account, actor)), total, totalIsEstimate: false, next };
};

export const show: UseCase<typeof getAccount> = async ({ services, actor }, { id }) => {
  const account = await findAccount(services.db, id);
  if (!account || !can(actor, 'account.read', targetOf(account, actor))) throw new Problem('not-found');
  return viewOf(account, actor);
};

export const create: UseCase<typeof createAccount> = async (
  call,
  { userName, name, email, assuranceLevel },
) => {
  permit(call.actor, 'account.manage');
  const { db } = call.services;
  const password = randomPassword();
  const passwordHash = await hashPassword(password, { oneTime: true });
  const person = { userName, name, email, assuranceLevel: toAssuranceLevel(assuranceLevel) };
  const id = await db
    .transaction()
    .execute((trx) => openAccount(trx, call, { ...person, passwordHash, totpSecret: null, signOn: null }));
  return { account: viewOf(await reread(call, id), call.actor), password };
};

export const close: UseCase<typeof closeAccount> = async (call, { id }) => {
  permit(call.actor, 'account.manage');
  return change(call, id, { action: 'account.close' }, (trx) =>
    endAccount(trx, id, call.services.clock.now()),
  );
};

export const reset: UseCase<typeof resetPassword> = async (call, { id, secondFactor }) => {
  permit(call.actor, 'account.manage');
  const password = randomPassword();
  const hash = await hashPassword(password, { oneTime: true });
  const act = { action: 'account.reset-password', data: { secondFactor } };
  const account = await change(call, id, act, async (trx, { userName }) => {
    if (userName === null) throw new Problem('wrong-state');
    await setPassword(trx, id, hash);
    if (secondFactor) await setTotpSecret(trx, id, null);
    await endSessionsOf(trx, id, call.services.clock.now());
  });
  return { account, password };
};

export const unlock: UseCase<typeof unlockAccount> = async (call, { id }) => {
  permit(call.actor, 'membership.manage');
  return change(call, id, { action: 'account.unlock' }, async (trx, { lockedUntil }) => {
    if (lockedUntil === null) throw new Problem('wrong-state');
    await clearAttempts(trx, id);
  });
};

/** One act of an administrator on somebody else's open account, with its event; callers are looked up anew. */
async function change(
  call: Call,
  id: string,
  act: Pick<Act, 'action' | 'data'>,
  work: (trx: Trx, account: Account) => Promise<void>,
): Promise<AccountView> {
  const { services, actor } = call;
  if (id === actor.accountId) throw new Problem('own-account');
  await services.db.transaction().execute(async (trx) => {
    const account = await lockAccount(trx, id);
    if (!account) throw new Problem('not-found');
    if (account.closedAt !== null) throw new Problem('wrong-state');
    await work(trx, account);
    await recordEvent(trx, call, { ...act, thing: 'account', thingId: id, provision: 'xz-25-7' });
  });
  forgetCallers(services);
  return viewOf(await reread(call, id), actor);
}

async function reread({ services }: Call, id: string): Promise<Account> {
  const account = await findAccount(services.db, id);
  if (!account) throw new Problem('not-found');
  return account;
}
