import type { Db } from '../../store/database.ts';

/** What must be known again when the person comes back from the provider. */
export interface SignOnAttempt {
  nonce: string;
  codeVerifier: string;
  returnTo: string;
}

/** Keeps an attempt until `expiresAt`; those that are over go. */
export async function insertAttempt(
  db: Db,
  attempt: SignOnAttempt & { stateHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await db.deleteFrom('sign_on_attempt').where('expires_at', '<=', attempt.now).execute();
  await db
    .insertInto('sign_on_attempt')
    .values({
      state_hash: attempt.stateHash,
      nonce: attempt.nonce,
      code_verifier: attempt.codeVerifier,
      return_to: attempt.returnTo,
      expires_at: attempt.expiresAt,
    })
    .execute();
}

/** An attempt can be finished once. */
export async function takeAttempt(db: Db, stateHash: Buffer, now: Date): Promise<SignOnAttempt | undefined> {
  const row = await db
    .deleteFrom('sign_on_attempt')
    .where('state_hash', '=', stateHash)
    .where('expires_at', '>', now)
    .returning(['nonce', 'code_verifier', 'return_to'])
    .executeTakeFirst();
  return row && { nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to };
}
