import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { recordEvent } from '../events/index.ts';
import {
  beginAttempt,
  claimTotpStep,
  clearAttempts,
  giveBackAttempt,
  type Attempt,
  type Credentials,
} from './credentials.queries.ts';
import { verifyPassword } from './passwords.ts';
import { matchingStep, unseal } from './second-factor.ts';

/** What is shown to prove who one is; each part present is checked. */
export interface Proof {
  password?: string;
  /** `given` absent: asked for with `second-factor-required` once the rest is right. */
  code?: { given: string | undefined; secret: string };
}

type OpenAttempt = Extract<Attempt, { open: true }>;

/**
 * Goes on only when every part of the proof is right, without telling which part was not: `wrong-credentials`,
 * counted towards the lock-out; `locked-out` while it lasts.
 */
export async function prove(call: Call, account: Credentials, proof: Proof): Promise<void> {
  const { db, clock } = call.services;
  const now = clock.now();
  const attempt = await db.transaction().execute((trx) => beginAttempt(trx, account.accountId, now));
  if (!attempt.open) throw lockedOut(attempt.until, now);
  if (proof.password !== undefined && !(await verifyPassword(proof.password, account.passwordHash))) {
    throw await refuse(call, account, attempt);
  }
  const { code } = proof;
  if (code?.given === undefined && code !== undefined) {
    await db.transaction().execute((trx) => giveBackAttempt(trx, account.accountId, attempt));
    throw new Problem('second-factor-required');
  }
  const step = code?.given === undefined ? undefined : matchingStep(code.secret, code.given, now);
  const accepted = await db.transaction().execute(async (trx) => {
    if (step === null) return false;
    if (step !== undefined && !(await claimTotpStep(trx, account.accountId, step))) return false;
    await clearAttempts(trx, account.accountId);
    return true;
  });
  if (!accepted) throw await refuse(call, account, attempt);
}

export const lockedOut = (until: Date, now: Date): Problem =>
  new Problem('locked-out', { retryAfter: Math.ceil((until.getTime() - now.getTime()) / 1000) });

/** The account's second factor as {@link Proof} takes it; undefined where none is enrolled. */
export async function secondFactorOf(
  call: Call,
  account: Credentials,
  given: string | undefined,
): Promise<{ code?: NonNullable<Proof['code']> }> {
  if (!account.totpSecret) return {};
  const key = await call.services.directory.secret('totp');
  return { code: { given, secret: unseal(key, account.accountId, account.totpSecret) } };
}

async function refuse(call: Call, { accountId }: Credentials, attempt: OpenAttempt): Promise<Problem> {
  const { failures, lockedUntil } = attempt;
  const about = { thing: 'account', thingId: accountId } as const;
  await call.services.db.transaction().execute(async (trx) => {
    const reasons = ['wrong-credentials'];
    await recordEvent(trx, call, {
      ...about,
      action: 'account.prove',
      result: 'refused',
      reasons,
      data: { failures },
    });
    if (!lockedUntil) return;
    const data = { failures, until: lockedUntil.toISOString() };
    await recordEvent(trx, call, { ...about, action: 'account.lock', provision: 'xz-25-7', data });
  });
  return new Problem('wrong-credentials');
}
