import type { GradeStanding, LiftingConsent } from '../../../rules/gradings/grade-standing.schema.ts';
import type { OpenClass } from '../../../rules/datasets/open-class.ts';
import type { Reader } from '../../store/database.ts';

async function activeConsents(db: Reader, datasetId: string): Promise<LiftingConsent[]> {
  const rows = await db
    .selectFrom('consent')
    .select(['id', 'opens', 'fields'])
    .where('dataset_id', '=', datasetId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, opens, fields }) => ({ id, opens: opens as OpenClass, fields }));
}

/** The grading that the listing of a dataset rests on; undefined before the first. */
export const acceptedGrading = (db: Reader, datasetId: string) =>
  db
    .selectFrom('grading')
    .select(['id', 'levels', 'decided_at', 'consent_id'])
    .where('dataset_id', '=', datasetId)
    .where('accepted_at', 'is not', null)
    .orderBy('accepted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The newest version of the data that was found sound. */
const newestSound = (db: Reader, datasetId: string) =>
  db
    .selectFrom('data_version')
    .select(['id', 'created_at'])
    .where('dataset_id', '=', datasetId)
    .where('state', 'in', ['validated', 'published'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What was decided of a dataset's grade before, as its next grade is judged by it. */
export async function gradeStanding(
  db: Reader,
  dataset: { id: string; stateSecret: boolean },
): Promise<GradeStanding> {
  const grading = await acceptedGrading(db, dataset.id);
  const newest = await newestSound(db, dataset.id);
  const consents = await activeConsents(db, dataset.id);
  return {
    before: grading?.levels ?? null,
    processedSince: grading !== undefined && newest !== undefined && newest.created_at > grading.decided_at,
    consents,
    stateSecret: dataset.stateSecret,
  };
}

/** From when on versions may be served after a closed grade was lifted by other data; null where none was (`xz-14-1`). */
export async function liftedFrom(db: Reader, datasetId: string): Promise<Date | null> {
  return (await newestSound(db, datasetId))?.created_at ?? null;
}
