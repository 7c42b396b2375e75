import { can } from '../../../rules/access/permissions.ts';
import type { DatasetGrading, getDatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import { proposeLevels } from '../../../rules/gradings/propose.ts';
import { marksOfEntry } from '../../../rules/gradings/secrecy.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import type { Reader } from '../../store/database.ts';
import {
  findDataset,
  lockDataset,
  mayReadDraft,
  openWorkOrderOf,
  workingEntry,
  type Dataset,
} from '../datasets/index.ts';
import {
  consentsOf,
  gradingsOf,
  guidelineFor,
  isOf,
  regradingOf,
  reviewedVersion,
  reviewsOf,
} from '../gradings/index.ts';

const mayRead = (call: Call, { publisher }: Dataset): boolean =>
  can(call.actor, 'grading.read', { bodyId: publisher.id, district: publisher.district });

/** A dataset whose grading the caller may know, locked; throws `not-found`. */
export async function gradedDataset(
  trx: Parameters<typeof lockDataset>[0],
  call: Call,
  ref: string,
): Promise<Dataset> {
  const dataset = await lockDataset(trx, ref);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  return dataset;
}

export const get: UseCase<typeof getDatasetGrading> = async (call, { id }) => {
  const { db } = call.services;
  const dataset = await findDataset(db, id);
  if (!dataset || !mayRead(call, dataset)) throw new Problem('not-found');
  return viewOf(db, call, dataset);
};

async function viewOf(db: Reader, call: Call, dataset: Dataset): Promise<DatasetGrading> {
  const entry = workingEntry(dataset);
  const version = await reviewedVersion(db, dataset.id);
  const { guideline, refinements } = await guidelineFor(db, dataset.publisher.id);
  const reviews = await reviewsOf(db, dataset.id);
  const target = { bodyId: dataset.publisher.id };
  const isLive = dataset.state !== 'withdrawn';
  const editing = can(call.actor, 'draft.write', target) && (await openWorkOrderOf(db, dataset.id)) === null;
  return {
    proposals: proposeLevels(guideline, entry.fields, version?.scan ?? null, refinements),
    marks: [...marksOfEntry(entry), ...(version?.scan?.marks ?? [])],
    gradings: await gradingsOf(db, dataset.id),
    consents: await consentsOf(db, dataset.id),
    reviews: reviews.map(({ versionId, fields, at, ...review }) => ({
      ...review,
      versionId,
      at: at.toISOString(),
      isCurrent: isOf({ versionId, fields }, entry.fields, version?.id ?? null),
    })),
    stateSecret: dataset.stateSecret,
    regrading: await regradingOf(db, dataset.id),
    can: {
      takeProposals: editing && isLive,
      recordConsent: isLive && !dataset.stateSecret && can(call.actor, 'consent.record', target),
      revokeConsent: can(call.actor, 'consent.revoke', target),
      review:
        isLive &&
        can(call.actor, 'secrecy-review.record', target) &&
        call.actor.accountId !== dataset.draftBy &&
        call.actor.accountId !== version?.prepared_by,
    },
  };
}
