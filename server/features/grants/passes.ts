import { randomBytes } from 'node:crypto';
import { VISITOR } from '../../../rules/access/roles.ts';
import { isId } from '../../../rules/api/views.ts';
import { isTokenText, TOKEN_BYTES, writeToken } from '../../../rules/tokens/token-text.ts';
import type { Caller, Services } from '../../context.ts';
import { findPass, findSecret, insertPass } from './secret.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

/** A system asks again while it works; what is lost is worth little. */
export const PASS_SECONDS = 600;

/** A pass for a while, for a client with its secret (RFC 6749, 4.4); null for a client that is none, or with another's secret. */
export async function givePass(
  { db, clock }: Services,
  clientId: string,
  clientSecret: string,
): Promise<string | null> {
  if (!isId(clientId) || !isTokenText(clientSecret, 'kss_')) return null;
  const now = clock.now();
  const secret = await findSecret(db, clientId, secretDigest(clientSecret), now);
  if (!secret) return null;
  const pass = writeToken(randomBytes(TOKEN_BYTES), 'ksp_');
  const expiresAt = new Date(now.getTime() + PASS_SECONDS * 1000);
  await insertPass(db, { secretHash: secretDigest(pass), secretId: secret.id, expiresAt }, now);
  return pass;
}

/**
 * Who calls with a pass: a system that may do no more than anyone, but for the one grant that it is for. Looked up each
 * time, so that a revoked secret is refused at once by every node; null when it is none (any more).
 */
export async function callerByPass({ db, clock }: Services, text: string): Promise<Caller | null> {
  if (!isTokenText(text, 'ksp_')) return null;
  const pass = await findPass(db, secretDigest(text), clock.now());
  if (!pass) return null;
  const { secretId, grantId, ownerId, organisationId } = pass;
  const actor = { ...VISITOR, accountId: ownerId, organisationId };
  return { actor, viewer: null, sessionId: null, tokenId: secretId, grantId };
}
