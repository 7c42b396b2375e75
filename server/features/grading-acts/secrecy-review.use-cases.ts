import { SYSTEM } from '../../../rules/access/roles.ts';
import { datasetMachine } from '../../../rules/datasets/dataset.machine.ts';
import type { recordSecrecyReview } from '../../../rules/gradings/gradings.operations.ts';
import { marksOfEntry } from '../../../rules/gradings/secrecy.ts';
import { step } from '../../../rules/machine/machine.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Trx } from '../../store/database.ts';
import { datasetThing, saveState, workingEntry, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { insertReview, reviewedVersion, reviewsOf } from '../gradings/index.ts';
import { gradedDataset } from './dataset-grading.ts';

export const review: UseCase<typeof recordSecrecyReview> = async (call, { id, result, evidence }) => {
  const { services, actor } = call;
  return services.db
    .transaction()
    .execute(async (trx) => {
      const dataset = await gradedDataset(trx, call, id);
      permit(actor, 'secrecy-review.record', { bodyId: dataset.publisher.id });
      if (dataset.state === 'withdrawn' && !dataset.stateSecret) throw new Problem('wrong-state');
      const version = await reviewedVersion(trx, dataset.id);
      await refuseUnlessFree(trx, dataset, { version, reviewer: actor.accountId, result });
      const entry = workingEntry(dataset);
      const reviewId = services.newId();
      const marks = [...marksOfEntry(entry), ...(version?.scan?.marks ?? [])];
      await insertReview(trx, {
        id: reviewId,
        datasetId: dataset.id,
        versionId: version?.id ?? null,
        fields: entry.fields,
        result,
        evidence,
        marks,
        reviewerId: actor.accountId ?? '',
        at: services.clock.now(),
      });
      await recordEvent(trx, call, {
        action: 'secrecy-review.record',
        thing: 'dataset',
        thingId: dataset.id,
        provision: 'grading2019',
        data: { reviewId, result, marks: marks.length, versionId: version?.id ?? null },
      });
      if (result === 'state-secret') await takeOff(trx, call, dataset);
      return { id: reviewId };
    })
    .finally(() => forgetDatasets(services));
};

interface Review {
  version: { id: string; prepared_by: string } | undefined;
  reviewer: string | null;
  result: string;
}

/** Nobody reviews what they prepared; a state secret is none any more only when other data has come. */
async function refuseUnlessFree(
  trx: Trx,
  dataset: Dataset,
  { version, reviewer, result }: Review,
): Promise<void> {
  if (reviewer === null || reviewer === dataset.draftBy || reviewer === version?.prepared_by)
    throw new Problem('four-eyes', { provision: 'grading2019' });
  if (!dataset.stateSecret || result === 'state-secret') return;
  const [newest] = await reviewsOf(trx, dataset.id);
  if (newest?.versionId === (version?.id ?? null))
    throw new Problem('state-secret', { provision: 'grading2019' });
}

/** What is on the list leaves it within the same transaction. */
async function takeOff(trx: Trx, call: Call, dataset: Dataset): Promise<void> {
  const outcome = step(datasetMachine, datasetThing(dataset), 'withdraw', SYSTEM);
  if (!outcome.ok) return;
  await saveState(trx, { id: dataset.id, state: outcome.state, at: call.services.clock.now() });
  await recordEvent(trx, call, {
    action: 'dataset.withdraw',
    thing: 'dataset',
    thingId: dataset.id,
    provision: 'grading2019',
  });
}
