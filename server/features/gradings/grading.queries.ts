import type { OpenClass } from '../../../rules/datasets/open-class.ts';
import type { Grade } from '../../../rules/gradings/guideline.schema.ts';
import type { GradingView } from '../../../rules/gradings/gradings.operations.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** A grade as it was decided: by which version of the guideline, on which evidence, by whom. */
export interface Grading {
  id: string;
  datasetId: string;
  workOrderId: string;
  guidelineId: string;
  guidelineVersion: string;
  refinementId: string | null;
  grade: Grade;
  gradedClass: OpenClass | null;
  openClass: OpenClass;
  consentId: string | null;
  proposedBy: string;
  decidedBy: string;
  at: Date;
}

export async function insertGrading(trx: Trx, grading: Grading): Promise<void> {
  await trx
    .insertInto('grading')
    .values({
      id: grading.id,
      dataset_id: grading.datasetId,
      work_order_id: grading.workOrderId,
      guideline_id: grading.guidelineId,
      guideline_version: grading.guidelineVersion,
      refinement_id: grading.refinementId,
      levels: JSON.stringify(grading.grade.levels),
      fields: JSON.stringify(grading.grade.fields ?? {}),
      evidence: grading.grade.evidence,
      graded_class: grading.gradedClass,
      open_class: grading.openClass,
      consent_id: grading.consentId,
      proposed_by: grading.proposedBy,
      decided_by: grading.decidedBy,
      decided_at: grading.at,
    })
    .execute();
}

/** The grading of a list change that was taken: from now on the listing rests on it. */
export async function acceptGrading(trx: Trx, workOrderId: string, at: Date): Promise<void> {
  await trx
    .updateTable('grading')
    .set({ accepted_at: at })
    .where('work_order_id', '=', workOrderId)
    .execute();
}

/** All of a dataset, the newest first. */
export async function gradingsOf(db: Reader, datasetId: string): Promise<GradingView[]> {
  const rows = await db
    .selectFrom('grading')
    .innerJoin('account as proposer', 'proposer.id', 'grading.proposed_by')
    .innerJoin('account as decider', 'decider.id', 'grading.decided_by')
    .selectAll('grading')
    .select(['proposer.name as proposer_name', 'decider.name as decider_name'])
    .where('dataset_id', '=', datasetId)
    .orderBy('decided_at', 'desc')
    .orderBy('grading.id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    guidelineVersion: row.guideline_version,
    levels: row.levels,
    fields: row.fields,
    evidence: row.evidence,
    gradedClass: row.graded_class as OpenClass | null,
    openClass: row.open_class as OpenClass,
    consentId: row.consent_id,
    proposedBy: row.proposer_name,
    decidedBy: row.decider_name,
    decidedAt: row.decided_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
  }));
}
