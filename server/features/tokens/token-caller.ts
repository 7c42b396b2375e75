import { isTokenText } from '../../../rules/tokens/token-text.ts';
import type { Caller, Services } from '../../context.ts';
import { knownCallersOf, type Found } from '../../plugins/known-callers.ts';
import { callerActingAs, findHolder } from '../accounts/index.ts';
import { findValidToken, touchToken } from './tokens.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

const TOUCH_EVERY_MS = 60_000;

/** Who calls with this token; null when it is none of ours, expired, revoked, or its role was taken back. */
export async function callerByToken(services: Services, token: string): Promise<Caller | null> {
  if (!isTokenText(token)) return null;
  const digest = secretDigest(token);
  return knownCallersOf(services).recall(`token ${digest.toString('base64')}`, () =>
    lookUp(services, digest),
  );
}

async function lookUp({ db, clock }: Services, digest: Buffer): Promise<Found | null> {
  const now = clock.now();
  const token = await findValidToken(db, digest, now);
  const holder = token && (await findHolder(db, token.accountId));
  if (!holder) return null;
  const { membershipId, lastUsedAt } = token;
  if (membershipId !== null && !holder.memberships.some(({ id }) => id === membershipId)) return null;
  if (now.getTime() - (lastUsedAt?.getTime() ?? 0) >= TOUCH_EVERY_MS) await touchToken(db, token.id, now);
  const caller = callerActingAs(holder, membershipId, { sessionId: null, tokenId: token.id });
  return { value: caller, until: token.expiresAt };
}
