import type { PROOFS } from '../../../rules/agreements/agreements.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { findCredentials, prove, secondFactorOf } from '../accounts/index.ts';

type ProofKind = Exclude<(typeof PROOFS)[number], 'office'>;

/** How the caller would be proved again: a second factor before a password, and city sign-on where there is neither. */
export async function proofOf({ services, actor }: Call): Promise<ProofKind> {
  const account = await findCredentials(services.db, actor.accountId ?? '');
  if (account?.totpSecret) return 'code';
  return account?.passwordHash ? 'password' : 'sign-on';
}

/** Nobody but a person who is there signs; said before anything is looked up. */
export function refuseAbsent({ viewer, sessionId }: Call): void {
  if (!viewer) throw new Problem('sign-in-required');
  if (sessionId === null) throw new Problem('not-permitted');
}

/**
 * Proves again that it is the account's own person who signs,; answers how it was proved. Throws `second-factor-required`,
 * `wrong-credentials`, `locked-out`.
 */
export async function proveSigner(
  call: Call,
  { code, password }: { code?: string | undefined; password?: string | undefined },
): Promise<ProofKind> {
  const account = await findCredentials(call.services.db, call.actor.accountId ?? '');
  if (!account) throw new Problem('sign-in-required');
  const kind = await proofOf(call);
  if (kind === 'code') await prove(call, account, await secondFactorOf(call, account, code));
  if (kind === 'password') await prove(call, account, { password: password ?? '' });
  return kind;
}
