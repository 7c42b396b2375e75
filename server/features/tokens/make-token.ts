import { randomBytes } from 'node:crypto';
import { Problem } from '../../../rules/problems/problems.ts';
import { TOKEN_BYTES, tokenHint, writeToken } from '../../../rules/tokens/token-text.ts';
import type { TokenView } from '../../../rules/tokens/tokens.operations.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { findToken, insertToken } from './tokens.queries.ts';
import { secretDigest } from '../../secret-digest.ts';

const DAY_MS = 86_400_000;

export interface WishedToken {
  accountId: string;
  membershipId: string | null;
  name: string;
  /** Until it expires. */
  days: number;
}

/** Makes a token and records it; the text is in the answer only. Asks for no permission: the caller has. */
export async function makeToken(
  trx: Trx,
  call: Call,
  { accountId, membershipId, name, days }: WishedToken,
): Promise<{ token: string; view: TokenView }> {
  const { newId, clock } = call.services;
  const token = writeToken(randomBytes(TOKEN_BYTES));
  const id = newId();
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
  const secret = { hint: tokenHint(token), secretHash: secretDigest(token) };
  await insertToken(trx, { id, accountId, membershipId, name, ...secret, createdAt, expiresAt });
  const data = { days, membershipId };
  await recordEvent(trx, call, { action: 'token.create', thing: 'token', thingId: id, data });
  const view = await findToken(trx, id);
  if (!view) throw new Problem('internal');
  return { token, view };
}
