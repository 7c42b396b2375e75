import type { GrantSecretView } from '../../../rules/grants/grants.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface NewSecret {
  id: string;
  grantId: string;
  hint: string;
  secretHash: Buffer;
  createdBy: string;
  createdAt: Date;
}

/** Adds a secret; those before it end at that moment, unless they end sooner. */
export async function replaceSecrets(trx: Trx, secret: NewSecret, othersEndAt: Date): Promise<void> {
  await trx
    .updateTable('grant_secret')
    .set({ ends_at: othersEndAt })
    .where('grant_id', '=', secret.grantId)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', othersEndAt)]))
    .execute();
  await trx
    .insertInto('grant_secret')
    .values({
      id: secret.id,
      grant_id: secret.grantId,
      hint: secret.hint,
      secret_hash: secret.secretHash,
      created_by: secret.createdBy,
      created_at: secret.createdAt,
      ends_at: null,
    })
    .execute();
}

/** False when it is none that is good. */
export async function endSecret(trx: Trx, grantId: string, id: string, at: Date): Promise<boolean> {
  const ended = await trx
    .updateTable('grant_secret')
    .set({ ends_at: at })
    .where('id', '=', id)
    .where('grant_id', '=', grantId)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', at)]))
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** Those that are good, the newest first. */
export async function goodSecrets(db: Reader, grantId: string, now: Date): Promise<GrantSecretView[]> {
  const rows = await db
    .selectFrom('grant_secret')
    .innerJoin('account', 'account.id', 'grant_secret.created_by')
    .select(['grant_secret.id', 'hint', 'grant_secret.created_at', 'ends_at', 'account.name'])
    .where('grant_id', '=', grantId)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .orderBy('grant_secret.id', 'desc')
    .execute();
  return rows.map(({ id, hint, created_at, ends_at, name }) => ({
    ...{ id, hint, createdByName: name },
    createdAt: created_at.toISOString(),
    endsAt: ends_at?.toISOString() ?? null,
  }));
}

/** The good secret of a client, by its digest. */
export async function findSecret(
  db: Reader,
  grantId: string,
  secretHash: Buffer,
  now: Date,
): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('grant_secret')
    .select('id')
    .where('grant_id', '=', grantId)
    .where('secret_hash', '=', secretHash)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
}

/** Keeps a pass until it expires; those of before are swept out with it. */
export async function insertPass(
  db: Reader,
  pass: { secretHash: Buffer; secretId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await db.deleteFrom('grant_token').where('expires_at', '<=', now).execute();
  await db
    .insertInto('grant_token')
    .values({ secret_hash: pass.secretHash, secret_id: pass.secretId, expires_at: pass.expiresAt })
    .execute();
}

/** For whom a pass is good: while it, and the secret that it was got with, are. */
export async function findPass(
  db: Reader,
  secretHash: Buffer,
  now: Date,
): Promise<
  { secretId: string; grantId: string; ownerId: string; organisationId: string | null } | undefined
> {
  const row = await db
    .selectFrom('grant_token')
    .innerJoin('grant_secret', 'grant_secret.id', 'grant_token.secret_id')
    .innerJoin('data_grant', 'data_grant.id', 'grant_secret.grant_id')
    .select(['grant_secret.id', 'grant_secret.grant_id', 'owner_id', 'organisation_id'])
    .where('grant_token.secret_hash', '=', secretHash)
    .where('grant_token.expires_at', '>', now)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
  return (
    row && {
      ...{ secretId: row.id, grantId: row.grant_id },
      ...{ ownerId: row.owner_id, organisationId: row.organisation_id },
    }
  );
}
