import type { Caller, Services } from '../../context.ts';
import { knownCallersOf, type Found } from '../../plugins/known-callers.ts';
import { callerActingAs, findHolder } from '../accounts/index.ts';
import { isSessionSecret } from './session-secret.ts';
import { findOpenSession, touchSession } from './sessions.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

const TOUCH_EVERY_MS = 60_000;

/** Who comes with this cookie; null when its session has ended, or never was. */
export async function callerBySession(services: Services, secret: string): Promise<Caller | null> {
  if (!isSessionSecret(secret)) return null;
  const digest = secretDigest(secret);
  return knownCallersOf(services).recall(`session ${digest.toString('base64')}`, () =>
    lookUp(services, digest),
  );
}

async function lookUp({ db, clock }: Services, digest: Buffer): Promise<Found | null> {
  const now = clock.now();
  const session = await findOpenSession(db, digest, now);
  const holder = session && (await findHolder(db, session.accountId));
  if (!holder) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= TOUCH_EVERY_MS) await touchSession(db, session.id, now);
  const caller = callerActingAs(holder, session.membershipId, { sessionId: session.id, tokenId: null });
  return { value: caller, until: session.expiresAt };
}
