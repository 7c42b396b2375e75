import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import type { SecrecyReviewView } from '../../../rules/gradings/gradings.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

type Result = SecrecyReviewView['result'];

export interface SecrecyReview {
  id: string;
  versionId: string | null;
  fields: string[];
  result: Result;
  evidence: string;
  reviewer: string;
  at: Date;
}

/** All of a dataset, the newest first. */
export async function reviewsOf(db: Reader, datasetId: string): Promise<SecrecyReview[]> {
  const rows = await db
    .selectFrom('secrecy_review')
    .innerJoin('account', 'account.id', 'secrecy_review.reviewer_id')
    .select(['secrecy_review.id', 'version_id', 'fields', 'result', 'evidence', 'at', 'account.name'])
    .where('dataset_id', '=', datasetId)
    .orderBy('secrecy_review.at', 'desc')
    .orderBy('secrecy_review.id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    versionId: row.version_id,
    fields: row.fields,
    result: row.result as Result,
    evidence: row.evidence,
    reviewer: row.name,
    at: row.at,
  }));
}

/** The data that a review is about: the newest version that was not given up. */
export const reviewedVersion = (db: Reader, datasetId: string) =>
  db
    .selectFrom('data_version')
    .select(['id', 'prepared_by', 'scan', 'created_at'])
    .where('dataset_id', '=', datasetId)
    .where('state', 'not in', ['discarded', 'quarantined'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

const namesOf = (fields: readonly { name: string }[]): string =>
  JSON.stringify(fields.map(({ name }) => name).sort());

/** True when the review looked at just these fields and at this version of the data. */
export const isOf = (
  review: Pick<SecrecyReview, 'versionId' | 'fields'>,
  fields: readonly { name: string }[],
  versionId: string | null,
): boolean => review.versionId === versionId && JSON.stringify([...review.fields].sort()) === namesOf(fields);

/** Whether the newest review passed, and of the fields and the data as they now are (`grading2019`). */
export async function reviewIsPassed(
  db: Reader,
  datasetId: string,
  fields: readonly { name: string }[],
): Promise<boolean> {
  const [newest] = await reviewsOf(db, datasetId);
  const version = await reviewedVersion(db, datasetId);
  return newest?.result === 'passed' && isOf(newest, fields, version?.id ?? null);
}

/** Whether somebody reviewed this very version and let it pass. */
export async function versionIsReviewed(db: Reader, datasetId: string, versionId: string): Promise<boolean> {
  const [newest] = await reviewsOf(db, datasetId);
  return newest?.result === 'passed' && newest.versionId === versionId;
}

export async function insertReview(
  trx: Trx,
  review: {
    id: string;
    datasetId: string;
    versionId: string | null;
    fields: readonly { name: string }[];
    result: Result;
    evidence: string;
    marks: ContentScan['marks'];
    reviewerId: string;
    at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('secrecy_review')
    .values({
      id: review.id,
      dataset_id: review.datasetId,
      version_id: review.versionId,
      fields: namesOf(review.fields),
      result: review.result,
      evidence: review.evidence,
      marks: JSON.stringify(review.marks),
      reviewer_id: review.reviewerId,
      at: review.at,
    })
    .execute();
  await trx
    .updateTable('dataset')
    .set({ state_secret: review.result === 'state-secret', changed_at: review.at })
    .where('id', '=', review.datasetId)
    .execute();
}
