import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { dropClaim, enterClaim, findClaim, hasActed, saveAnswer, type Claim } from './idempotency.queries.ts';

const HOUR_MS = 3_600_000;
/** How long a key is remembered. */
const KEPT_MS = 24 * HOUR_MS;
/** Longer than any act takes: after it the call that held the key is taken to have ended with its process. */
const LONGEST_ACT_MS = 120_000;

export interface Answer {
  status: number;
  value: unknown;
  /** True when the act was done by an earlier call. */
  repeated: boolean;
}
export interface Once extends Omit<Claim, 'at'> {
  /** Of the operation's success. */
  status: number;
  /** The answer carries a secret: it is given once and kept nowhere. */
  secret: boolean;
}

/**
 * Acts, unless the account has sent the same request under the same key before: then answers as then. A refused act
 * did nothing and leaves its key free. Throws `idempotency-key-reused` when the request is another one,
 * `request-under-way` while the first call is still at it, `already-done` when its answer is not to be had again.
 */
export async function actOnce(services: Services, once: Once, act: () => Promise<unknown>): Promise<Answer> {
  const { db, clock } = services;
  const claim: Claim = { ...once, at: clock.now() };
  const forgetBefore = new Date(claim.at.getTime() - KEPT_MS);
  if (!(await enterClaim(db, claim, forgetBefore))) {
    const earlier = await earlierAnswer(services, once, claim.at);
    if (earlier) return earlier;
    // The key had become free; whoever was quicker has it now.
    if (!(await enterClaim(db, claim, forgetBefore))) throw underWay();
  }
  const value = await act().catch(async (error: unknown) => {
    // Whatever else went wrong may have done so after the act: then the key stays taken until that is known.
    if (error instanceof Problem && !(await hasActed(db, claim))) await dropClaim(db, claim);
    throw error;
  });
  await saveAnswer(db, claim, once.status, once.secret ? null : value);
  return { status: once.status, value, repeated: false };
}

/** What the call that holds the key answered; undefined when the key turned out to be free. */
async function earlierAnswer({ db }: Services, once: Once, now: Date): Promise<Answer | undefined> {
  const { accountId, key, digest, secret } = once;
  const found = await findClaim(db, once);
  if (!found) return undefined;
  const { status, answer: value, createdAt: at, traceId } = found;
  if (found.digest !== digest) throw new Problem('idempotency-key-reused');
  if (status !== null && !secret) return { status, value, repeated: true };
  if (status === null && now.getTime() - at.getTime() < LONGEST_ACT_MS) throw underWay();
  if (status !== null || (await hasActed(db, { accountId, traceId }))) throw new Problem('already-done');
  await dropClaim(db, { accountId, key, traceId });
  return undefined;
}

const underWay = (): Problem => new Problem('request-under-way', { retryAfter: 1 });
