import { MOST_IDLE_MINUTES } from '../../../rules/sessions/lifetimes.ts';
import type { SessionView } from '../../../rules/sessions/sessions.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { toRole } from '../accounts/index.ts';

const MOST_LISTED = 500;

export interface Session {
  id: string;
  accountId: string;
  membershipId: string | null;
  lastSeenAt: Date;
  expiresAt: Date;
}

const idleSince = (now: Date): Date => new Date(now.getTime() - MOST_IDLE_MINUTES * 60_000);

const selectOpen = (db: Reader, now: Date) =>
  db
    .selectFrom('session')
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', idleSince(now));

/** The session of that secret, while it lasts. */
export async function findOpenSession(
  db: Reader,
  secretHash: Buffer,
  now: Date,
): Promise<Session | undefined> {
  const row = await selectOpen(db, now)
    .select(['id', 'account_id', 'membership_id', 'last_seen_at', 'expires_at'])
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      membershipId: row.membership_id,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
    }
  );
}

export async function touchSession(db: Reader, id: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now }).where('id', '=', id).execute();
}

export interface NewSession {
  id: string;
  secretHash: Buffer;
  accountId: string;
  membershipId: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertSession(trx: Trx, session: NewSession): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      id: session.id,
      secret_hash: session.secretHash,
      account_id: session.accountId,
      membership_id: session.membershipId,
      created_at: session.createdAt,
      last_seen_at: session.createdAt,
      expires_at: session.expiresAt,
      ended_at: null,
    })
    .execute();
}

/** False when it has ended before. */
export async function endSessionRow(trx: Trx, id: string, at: Date): Promise<boolean> {
  const done = await trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setActing(trx: Trx, id: string, membershipId: string): Promise<void> {
  await trx.updateTable('session').set({ membership_id: membershipId }).where('id', '=', id).execute();
}

const selectViews = (db: Reader, now: Date) =>
  selectOpen(db, now)
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('membership', 'membership.id', 'session.membership_id')
    .select(['session.id', 'session.account_id', 'account.name', 'membership.role', 'membership.revoked_at'])
    .select(['session.created_at', 'session.last_seen_at', 'session.expires_at']);

type Row = Awaited<ReturnType<ReturnType<typeof selectViews>['executeTakeFirstOrThrow']>>;

const toView = (row: Row): Omit<SessionView, 'current'> => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.name,
  role: row.role === null || row.revoked_at !== null ? null : toRole(row.role),
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** Of one account or of all, newest first. */
export async function listOpenSessions(
  db: Reader,
  accountId: string | undefined,
  now: Date,
): Promise<Omit<SessionView, 'current'>[]> {
  const all = selectViews(db, now).orderBy('session.id', 'desc').limit(MOST_LISTED);
  const rows = await (
    accountId === undefined ? all : all.where('session.account_id', '=', accountId)
  ).execute();
  return rows.map(toView);
}

export async function findOpenSessionView(
  db: Reader,
  id: string,
  now: Date,
): Promise<Omit<SessionView, 'current'> | undefined> {
  const row = await selectViews(db, now).where('session.id', '=', id).executeTakeFirst();
  return row && toView(row);
}
