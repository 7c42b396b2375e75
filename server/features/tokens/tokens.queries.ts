import type { TokenView } from '../../../rules/tokens/tokens.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { toOrganisationRole, toRole } from '../accounts/index.ts';

const MOST_LISTED = 500;

export interface ValidToken {
  id: string;
  accountId: string;
  membershipId: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date;
}

/** The token of that secret, while it is good. */
export async function findValidToken(
  db: Reader,
  secretHash: Buffer,
  now: Date,
): Promise<ValidToken | undefined> {
  const row = await db
    .selectFrom('token')
    .select(['id', 'account_id', 'membership_id', 'last_used_at', 'expires_at'])
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      membershipId: row.membership_id,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
    }
  );
}

export async function touchToken(db: Reader, id: string, now: Date): Promise<void> {
  await db.updateTable('token').set({ last_used_at: now }).where('id', '=', id).execute();
}

export interface NewToken {
  id: string;
  accountId: string;
  membershipId: string | null;
  name: string;
  hint: string;
  secretHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertToken(trx: Trx, token: NewToken): Promise<void> {
  await trx
    .insertInto('token')
    .values({
      id: token.id,
      account_id: token.accountId,
      membership_id: token.membershipId,
      name: token.name,
      hint: token.hint,
      secret_hash: token.secretHash,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** False when it has been revoked before. */
export async function revokeTokenRow(trx: Trx, id: string, at: Date): Promise<boolean> {
  const done = await trx
    .updateTable('token')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

const selectTokens = (db: Reader) =>
  db
    .selectFrom('token')
    .innerJoin('account', 'account.id', 'token.account_id')
    .leftJoin('membership', 'membership.id', 'token.membership_id')
    .leftJoin('public_body', 'public_body.id', 'membership.body_id')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['token.id', 'token.account_id', 'account.name as account_name', 'token.name', 'hint'])
    .select(['token.created_at', 'expires_at', 'last_used_at', 'token.revoked_at'])
    .select(['membership_id', 'role', 'body_id', 'public_body.name as body_name', 'membership.district'])
    .select(['organisation_id', 'organisation.name as organisation_name', 'organisation_role']);

type Row = Awaited<ReturnType<ReturnType<typeof selectTokens>['executeTakeFirstOrThrow']>>;

const toView = (row: Row): TokenView => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name,
  name: row.name,
  hint: row.hint,
  acting:
    row.membership_id === null || row.role === null
      ? null
      : {
          id: row.membership_id,
          role: toRole(row.role),
          bodyId: row.body_id,
          bodyName: row.body_name,
          organisationId: row.organisation_id,
          organisationName: row.organisation_name,
          organisationRole: toOrganisationRole(row.organisation_role),
          district: row.district,
        },
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** Of one account or of all, newest first. */
export async function listTokensOf(db: Reader, accountId: string | undefined): Promise<TokenView[]> {
  const all = selectTokens(db).orderBy('token.id', 'desc').limit(MOST_LISTED);
  const rows = await (
    accountId === undefined ? all : all.where('token.account_id', '=', accountId)
  ).execute();
  return rows.map(toView);
}

export async function findToken(db: Reader, id: string): Promise<TokenView | undefined> {
  const row = await selectTokens(db).where('token.id', '=', id).executeTakeFirst();
  return row && toView(row);
}
