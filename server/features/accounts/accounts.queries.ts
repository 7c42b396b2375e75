import type { AccountView } from '../../../rules/accounts/accounts.operations.ts';
import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { membershipsOf } from './memberships.queries.ts';

/** A person as the store knows them; what the caller may do with them is added by the use case. */
export type Account = Omit<AccountView, 'can'>;

const selectAccounts = (db: Reader) =>
  db
    .selectFrom('account')
    .select([
      'id',
      'user_name',
      'name',
      'email',
      'assurance_level',
      'locked_until',
      'created_at',
      'closed_at',
    ])
    .select((of) => of('totp_secret', 'is not', null).as('second_factor'));

type Row = Awaited<ReturnType<ReturnType<typeof selectAccounts>['executeTakeFirstOrThrow']>>;

async function withMemberships(db: Reader, rows: Row[]): Promise<Account[]> {
  const memberships = await membershipsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    userName: row.user_name,
    name: row.name,
    email: row.email,
    assuranceLevel: row.assurance_level,
    secondFactor: Boolean(row.second_factor),
    lockedUntil: row.locked_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    memberships: memberships.get(row.id) ?? [],
  }));
}

export interface AccountsWanted {
  /** Only this account. */
  accountId?: string | undefined;
  /** Only people with a role in this body. */
  bodyIds: readonly string[];
  q?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** Oldest first; one more than `limit` where there are more. */
export async function listAccounts(
  db: Reader,
  wanted: AccountsWanted,
): Promise<{ items: Account[]; total: number }> {
  const chosen = narrow(db, wanted);
  const { total } = await chosen
    .clearSelect()
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = wanted.after === undefined ? chosen : chosen.where('id', '>', wanted.after);
  const rows = await page
    .orderBy('id')
    .limit(wanted.limit + 1)
    .execute();
  return { items: await withMemberships(db, rows), total };
}

function narrow(db: Reader, { accountId, bodyIds, q }: AccountsWanted) {
  let query = selectAccounts(db);
  if (accountId !== undefined) query = query.where('id', '=', accountId);
  for (const bodyId of bodyIds) {
    query = query.where('id', 'in', (of) =>
      of
        .selectFrom('membership')
        .select('account_id')
        .where('body_id', '=', bodyId)
        .where('revoked_at', 'is', null),
    );
  }
  if (q === undefined) return query;
  const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return query.where((of) => of.or([of('name', 'ilike', part), of('user_name', 'ilike', part)]));
}

export async function findAccount(db: Reader, id: string): Promise<Account | undefined> {
  const row = await selectAccounts(db).where('id', '=', id).executeTakeFirst();
  return row && (await withMemberships(db, [row]))[0];
}

/** Holds the row, so that two acts on one account come one after the other. */
export async function lockAccount(trx: Trx, id: string): Promise<Account | undefined> {
  const row = await selectAccounts(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && (await withMemberships(trx, [row]))[0];
}

export interface NewAccount {
  id: string;
  userName: string | null;
  name: string;
  email: string | null;
  assuranceLevel: AssuranceLevel;
  passwordHash: string | null;
  totpSecret: Buffer | null;
  /** Who vouches for the person at city sign-on. */
  signOn: { issuer: string; subject: string } | null;
  createdAt: Date;
}

/** False when the user name, or the person of city sign-on, has an account already. */
export async function insertAccount(trx: Trx, account: NewAccount): Promise<boolean> {
  const done = await trx
    .insertInto('account')
    .values({
      id: account.id,
      user_name: account.userName,
      name: account.name,
      email: account.email,
      assurance_level: account.assuranceLevel,
      password_hash: account.passwordHash,
      totp_secret: account.totpSecret,
      totp_last_step: null,
      issuer: account.signOn?.issuer ?? null,
      subject: account.signOn?.subject ?? null,
      locked_until: null,
      created_at: account.createdAt,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Everything that the account could act by ends with it. */
export async function endAccount(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('account').set({ closed_at: at }).where('id', '=', id).execute();
  await trx
    .updateTable('membership')
    .set({ revoked_at: at })
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  await trx
    .updateTable('token')
    .set({ revoked_at: at })
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  await endSessionsOf(trx, id, at);
}

/** Ends the sessions of the account, but for the one that is spared. */
export async function endSessionsOf(trx: Trx, accountId: string, at: Date, spared?: string): Promise<void> {
  const open = trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null);
  await (spared === undefined ? open : open.where('id', '!=', spared)).execute();
}

export interface VouchedAccount {
  id: string;
  name: string;
  assuranceLevel: number;
}

/** Whom city sign-on knows by this subject; the row is held. */
export async function findVouchedAccount(
  trx: Trx,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<VouchedAccount | undefined> {
  const row = await trx
    .selectFrom('account')
    .select(['id', 'name', 'assurance_level'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, assuranceLevel: row.assurance_level };
}

export async function updateVouchedAccount(
  trx: Trx,
  id: string,
  { name, assuranceLevel }: { name: string; assuranceLevel: number },
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ name, assurance_level: assuranceLevel })
    .where('id', '=', id)
    .execute();
}
