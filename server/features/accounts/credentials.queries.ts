import { lockOutMinutes } from '../../../rules/sessions/lock-out.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** What an account signs in with; never leaves the server. */
export interface Credentials {
  accountId: string;
  userName: string | null;
  name: string;
  passwordHash: string | null;
  /** Sealed; null: no second factor is enrolled. */
  totpSecret: Buffer | null;
}

const selectCredentials = (db: Reader) =>
  db
    .selectFrom('account')
    .select(['id', 'user_name', 'name', 'password_hash', 'totp_secret'])
    .where('closed_at', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof selectCredentials>['executeTakeFirstOrThrow']>>;

const toCredentials = (row: Row): Credentials => ({
  accountId: row.id,
  userName: row.user_name,
  name: row.name,
  passwordHash: row.password_hash,
  totpSecret: row.totp_secret,
});

export async function findCredentialsByUserName(
  db: Reader,
  userName: string,
): Promise<Credentials | undefined> {
  const row = await selectCredentials(db).where('user_name', '=', userName.toLowerCase()).executeTakeFirst();
  return row && toCredentials(row);
}

export async function findCredentials(db: Reader, accountId: string): Promise<Credentials | undefined> {
  const row = await selectCredentials(db).where('id', '=', accountId).executeTakeFirst();
  return row && toCredentials(row);
}

/** An attempt is counted before it is judged, so that many at once cannot all slip through. */
export type Attempt =
  { open: true; failures: number; lockedUntil: Date | null } | { open: false; until: Date };

export async function beginAttempt(trx: Trx, accountId: string, now: Date): Promise<Attempt> {
  const row = await trx
    .selectFrom('account')
    .select(['failed_attempts', 'locked_until'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.locked_until && row.locked_until > now) return { open: false, until: row.locked_until };
  const failures = row.failed_attempts + 1;
  const minutes = lockOutMinutes(failures);
  const lockedUntil = minutes > 0 ? new Date(now.getTime() + minutes * 60_000) : null;
  await trx
    .updateTable('account')
    .set({ failed_attempts: failures, locked_until: lockedUntil })
    .where('id', '=', accountId)
    .execute();
  return { open: true, failures, lockedUntil };
}

/** Uncounts an attempt that was neither right nor wrong; a lock that another attempt set meanwhile stays. */
export async function giveBackAttempt(
  trx: Trx,
  accountId: string,
  { lockedUntil }: { lockedUntil: Date | null },
): Promise<void> {
  await trx
    .updateTable('account')
    .set((of) => ({
      failed_attempts: of.fn<number>('greatest', [of('failed_attempts', '-', 1), of.lit(0)]),
      locked_until: of.fn<Date | null>('nullif', ['locked_until', of.val(lockedUntil)]),
    }))
    .where('id', '=', accountId)
    .execute();
}

export async function clearAttempts(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({ failed_attempts: 0, locked_until: null })
    .where('id', '=', accountId)
    .execute();
}

/** False when a code of this step or a later one has been used before. */
export async function claimTotpStep(trx: Trx, accountId: string, step: number): Promise<boolean> {
  const done = await trx
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', accountId)
    .where((of) => of.or([of('totp_last_step', 'is', null), of('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setPassword(trx: Trx, accountId: string, hash: string): Promise<void> {
  await trx.updateTable('account').set({ password_hash: hash }).where('id', '=', accountId).execute();
}

export async function setTotpSecret(trx: Trx, accountId: string, sealed: Buffer | null): Promise<void> {
  await trx.updateTable('account').set({ totp_secret: sealed }).where('id', '=', accountId).execute();
}
