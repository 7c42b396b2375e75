import type { OpenClass } from '../../../rules/datasets/open-class.ts';
import type { ConsentView } from '../../../rules/gradings/gradings.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** All of a dataset, the newest first. */
export async function consentsOf(db: Reader, datasetId: string): Promise<ConsentView[]> {
  const rows = await db
    .selectFrom('consent')
    .innerJoin('account', 'account.id', 'consent.recorded_by')
    .selectAll('consent')
    .select('account.name')
    .where('dataset_id', '=', datasetId)
    .orderBy('consent.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    holders: row.holders,
    opens: row.opens as OpenClass,
    fields: row.fields,
    evidence: row.evidence,
    recordedBy: row.name,
    recordedAt: row.recorded_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedBecause: row.revoked_because,
  }));
}

export async function insertConsent(
  trx: Trx,
  consent: {
    id: string;
    datasetId: string;
    holders: string;
    opens: OpenClass;
    fields: readonly string[];
    evidence: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('consent')
    .values({
      id: consent.id,
      dataset_id: consent.datasetId,
      holders: consent.holders,
      opens: consent.opens,
      fields: JSON.stringify(consent.fields),
      evidence: consent.evidence,
      recorded_by: consent.by,
      recorded_at: consent.at,
    })
    .execute();
}

/** False when it is none of the dataset's, or was revoked before. */
export async function saveRevocation(
  trx: Trx,
  { id, datasetId, by, reason, at }: { id: string; datasetId: string; by: string; reason: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .updateTable('consent')
    .set({ revoked_by: by, revoked_at: at, revoked_because: reason })
    .where('id', '=', id)
    .where('dataset_id', '=', datasetId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
