import { can, reachOf } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type {
  actAs,
  endSession,
  getSession,
  listSessions,
  signIn,
  signOut,
} from '../../../rules/sessions/sessions.operations.ts';
import { EMBEDDED_ISSUER, SIGN_ON_PATH } from '../../../rules/sessions/sign-on.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import {
  callerActingAs,
  findCredentialsByUserName,
  findHolder,
  prove,
  secondFactorOf,
} from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import { openSession } from './open-session.ts';
import { sessionCookieName } from './session-secret.ts';
import { endSessionRow, findOpenSessionView, listOpenSessions, setActing } from './sessions.queries.ts';
import { refuseStranger } from './strangers.ts';

export const enter: UseCase<typeof signIn> = async (call, { userName, password, code }) => {
  const { db } = call.services;
  const account = await findCredentialsByUserName(db, userName);
  if (!account) throw await refuseStranger(call, userName, password);
  await prove(call, account, { password, ...(await secondFactorOf(call, account, code)) });
  const holder = await findHolder(db, account.accountId);
  const viewer = holder && (await openSession(call, holder, 'password'));
  if (!viewer) throw new Problem('wrong-credentials');
  return viewer;
};

export const show: UseCase<typeof getSession> = async ({ viewer, services, t }) => ({
  viewer,
  citySignOn: services.signOn
    ? {
        name: t(services.signOn.issuer === EMBEDDED_ISSUER ? 'city-sign-on.test-name' : 'city-sign-on.name'),
        path: SIGN_ON_PATH,
      }
    : null,
  corporateCertificate: Boolean(services.certificates),
});

export const leave: UseCase<typeof signOut> = async (call) => {
  const { services, transport, sessionId } = call;
  if (sessionId !== null) {
    await services.db.transaction().execute(async (trx) => {
      if (!(await endSessionRow(trx, sessionId, services.clock.now()))) return;
      await recordEvent(trx, call, { action: 'session.end', thing: 'session', thingId: sessionId });
    });
    forgetCallers(services);
  }
  transport.clearCookie(sessionCookieName(transport.origin));
  return null;
};

export const act: UseCase<typeof actAs> = async (call, { membershipId }) => {
  const { services, sessionId, viewer, actor } = call;
  if (!viewer) throw new Problem('sign-in-required');
  if (sessionId === null) throw new Problem('not-permitted');
  return services.db
    .transaction()
    .execute(async (trx) => {
      const holder = await findHolder(trx, viewer.accountId);
      if (!holder?.memberships.some(({ id }) => id === membershipId)) throw new Problem('not-found');
      await setActing(trx, sessionId, membershipId);
      const caller = callerActingAs(holder, membershipId, { sessionId, tokenId: null });
      const data = { from: actor.role, to: caller.actor.role };
      await recordEvent(trx, call, { action: 'session.act-as', thing: 'session', thingId: sessionId, data });
      return caller.viewer ?? viewer;
    })
    .finally(() => forgetCallers(services));
};

export const list: UseCase<typeof listSessions> = async (call, { accountId }) => {
  const { services, actor, sessionId } = call;
  permit(actor, 'session.read', { ownerId: actor.accountId });
  const everyones = reachOf(actor, 'session.read') === 'city';
  const wanted = accountId ?? (everyones ? undefined : (actor.accountId ?? ''));
  if (wanted !== undefined && !can(actor, 'session.read', { ownerId: wanted })) return { items: [] };
  const items = await listOpenSessions(services.db, wanted, services.clock.now());
  return { items: items.map((item) => ({ ...item, current: item.id === sessionId })) };
};

export const end: UseCase<typeof endSession> = async (call, { id }) => {
  const { services, actor } = call;
  permit(actor, 'session.end', { ownerId: actor.accountId });
  await services.db.transaction().execute(async (trx) => {
    const now = services.clock.now();
    const session = await findOpenSessionView(trx, id, now);
    if (!session || !can(actor, 'session.read', { ownerId: session.accountId }))
      throw new Problem('not-found');
    permit(actor, 'session.end', { ownerId: session.accountId });
    await endSessionRow(trx, id, now);
    await recordEvent(trx, call, { action: 'session.end', thing: 'session', thingId: id });
  });
  forgetCallers(services);
  return null;
};
