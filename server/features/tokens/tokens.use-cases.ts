import { can, reachOf } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { createToken, listTokens, revokeToken } from '../../../rules/tokens/tokens.operations.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { recordEvent } from '../events/index.ts';
import { makeToken } from './make-token.ts';
import { findToken, listTokensOf, revokeTokenRow } from './tokens.queries.ts';

export const list: UseCase<typeof listTokens> = async ({ services, actor }, { accountId }) => {
  permit(actor, 'token.read', { ownerId: actor.accountId });
  const everyones = reachOf(actor, 'token.read') === 'city';
  const wanted = accountId ?? (everyones ? undefined : (actor.accountId ?? ''));
  if (wanted !== undefined && !can(actor, 'token.read', { ownerId: wanted })) return { items: [] };
  return { items: await listTokensOf(services.db, wanted) };
};

export const create: UseCase<typeof createToken> = async (call, { name, days, membershipId }) => {
  const { actor, viewer, services } = call;
  permit(actor, 'token.manage', { ownerId: actor.accountId });
  // A leaked token must not outlive its revocation by the tokens that it made.
  if (!viewer || call.tokenId !== null) throw new Problem('not-permitted');
  if (membershipId !== undefined && !viewer.memberships.some(({ id }) => id === membershipId)) {
    throw new Problem('not-found');
  }
  const wished = { accountId: viewer.accountId, membershipId: membershipId ?? null, name, days };
  return services.db.transaction().execute((trx) => makeToken(trx, call, wished));
};

export const revoke: UseCase<typeof revokeToken> = async (call, { id }) => {
  const { actor, services } = call;
  permit(actor, 'token.manage', { ownerId: actor.accountId });
  const view = await services.db.transaction().execute(async (trx) => {
    const token = await findToken(trx, id);
    if (!token || !can(actor, 'token.read', { ownerId: token.accountId })) throw new Problem('not-found');
    permit(actor, 'token.manage', { ownerId: token.accountId });
    const now = services.clock.now();
    if (!(await revokeTokenRow(trx, id, now))) throw new Problem('wrong-state');
    await recordEvent(trx, call, { action: 'token.revoke', thing: 'token', thingId: id });
    return { ...token, revokedAt: now.toISOString() };
  });
  forgetCallers(services);
  return view;
};
