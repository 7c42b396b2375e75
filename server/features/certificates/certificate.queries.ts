import type { SealCertificate } from '../../../rules/certificates/certificates.operations.ts';
import type { Db, Reader, Trx } from '../../store/database.ts';

/** False when it was used before; forgets those that have run out. */
export async function useNonce(
  db: Db,
  { nonce, expiresAt, now }: { nonce: string; expiresAt: Date; now: Date },
): Promise<boolean> {
  await db.deleteFrom('used_challenge').where('expires_at', '<=', now).execute();
  const done = await db
    .insertInto('used_challenge')
    .values({ nonce, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export interface NewSealCertificate extends Pick<
  SealCertificate,
  'id' | 'subject' | 'issuer' | 'serial' | 'algorithm' | 'fingerprint'
> {
  organisationId: string;
  /** DER. */
  certificate: Buffer;
  notBefore: Date;
  notAfter: Date;
  boundBy: string;
  boundAt: Date;
}

export async function insertSealCertificate(trx: Trx, made: NewSealCertificate): Promise<void> {
  const { id, subject, issuer, serial, algorithm, fingerprint, certificate } = made;
  await trx
    .insertInto('organisation_certificate')
    .values({
      ...{ id, subject, issuer, serial, algorithm, fingerprint, certificate },
      organisation_id: made.organisationId,
      not_before: made.notBefore,
      not_after: made.notAfter,
      bound_by: made.boundBy,
      bound_at: made.boundAt,
      ended_at: null,
    })
    .execute();
}

/** False when none was bound. */
export async function endSealsOf(trx: Trx, organisationId: string, at: Date): Promise<boolean> {
  const done = await trx
    .updateTable('organisation_certificate')
    .set({ ended_at: at })
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

const selectSeals = (db: Reader) =>
  db
    .selectFrom('organisation_certificate')
    .innerJoin('account', 'account.id', 'organisation_certificate.bound_by')
    .selectAll('organisation_certificate')
    .select('account.name as binder');
type Row = Awaited<ReturnType<ReturnType<typeof selectSeals>['executeTakeFirstOrThrow']>>;

export interface StoredSeal {
  organisationId: string;
  /** DER. */
  certificate: Buffer;
  view: SealCertificate;
}

const toSeal = (row: Row): StoredSeal => ({
  organisationId: row.organisation_id,
  certificate: row.certificate,
  view: {
    id: row.id,
    subject: row.subject,
    issuer: row.issuer,
    serial: row.serial,
    algorithm: row.algorithm as SealCertificate['algorithm'],
    fingerprint: row.fingerprint,
    notBefore: row.not_before.toISOString(),
    notAfter: row.not_after.toISOString(),
    boundBy: row.binder,
    boundAt: row.bound_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  },
});

/** All that the organisation ever bound, the newest first. */
export async function sealsOf(db: Reader, organisationId: string): Promise<StoredSeal[]> {
  const rows = await selectSeals(db)
    .where('organisation_id', '=', organisationId)
    .orderBy('organisation_certificate.id', 'desc')
    .execute();
  return rows.map(toSeal);
}

export async function findSeal(db: Reader, id: string): Promise<StoredSeal | undefined> {
  const row = await selectSeals(db).where('organisation_certificate.id', '=', id).executeTakeFirst();
  return row && toSeal(row);
}
