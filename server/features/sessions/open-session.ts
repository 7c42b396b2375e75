import { MOST_SESSION_HOURS } from '../../../rules/sessions/lifetimes.ts';
import type { Viewer } from '../../../rules/sessions/sessions.schema.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import { callerActingAs, type Holder } from '../accounts/index.ts';
import { recordEvent } from '../events/index.ts';
import { newSessionSecret, SESSION_COOKIE, sessionCookieName } from './session-secret.ts';
import { endSessionRow, insertSession } from './sessions.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

/**
 * Opens a session for somebody who has proved who they are, with a new secret in the caller's cookie; the session
 * that they came with ends. Acts in `membershipId`, or in the oldest role.
 */
export async function openSession(
  call: Call,
  holder: Holder,
  way: 'password' | 'city-sign-on' | 'certificate' | 'demonstration',
  membershipId: string | null = holder.memberships[0]?.id ?? null,
): Promise<Viewer | null> {
  const { services, transport } = call;
  const id = services.newId();
  const secret = newSessionSecret();
  const createdAt = services.clock.now();
  const expiresAt = new Date(createdAt.getTime() + MOST_SESSION_HOURS * 3_600_000);
  const { accountId } = holder;
  const caller = callerActingAs(holder, membershipId, { sessionId: id, tokenId: null });
  await services.db.transaction().execute(async (trx) => {
    if (call.sessionId !== null) await endSessionRow(trx, call.sessionId, createdAt);
    const session = { id, secretHash: secretDigest(secret), accountId, membershipId, createdAt, expiresAt };
    await insertSession(trx, session);
    const act = { action: 'session.open', thing: 'session', thingId: id, data: { way } };
    await recordEvent(trx, { ...call, ...caller }, act);
  });
  if (call.sessionId !== null) forgetCallers(services);
  transport.setCookie(sessionCookieName(transport.origin), secret, SESSION_COOKIE);
  return caller.viewer;
}
