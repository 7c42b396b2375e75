import { classFollowsGrade, isComplete } from '../../../rules/datasets/check-entry.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { findingsOf, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { refuseSharedIn } from './refuse-shared-in.ts';
import { insertWorkOrder } from './work-order.queries.ts';

/** Makes the draft of a locked, editable dataset a list change (`xz-11`); throws all that is missing in it at once. */
export async function handOn(
  trx: Trx,
  call: Call,
  dataset: Dataset,
  reason: string,
): Promise<{ workOrderId: string; code: string }> {
  const { services, actor } = call;
  const { draft: entry, draftRevision } = dataset;
  if (entry === null || actor.accountId === null) throw new Problem('wrong-state');
  const errors = await findingsOf(trx, call, dataset, entry);
  refuseSharedIn(errors);
  if (!isComplete(errors)) throw new Problem('incomplete-entry', { provision: 'xz-9', findings: errors });
  if (!classFollowsGrade(errors))
    throw new Problem('against-grading', { provision: 'xz-14', findings: errors });
  const workOrderId = services.newId();
  const change = { reason, draftRevision, entry };
  const at = services.clock.now();
  const order = { id: workOrderId, bodyId: dataset.publisher.id, datasetId: dataset.id, change, at };
  const code = await insertWorkOrder(trx, { ...order, preparedBy: actor.accountId });
  await recordEvent(trx, call, {
    action: 'work-order.prepare',
    thing: 'work-order',
    thingId: workOrderId,
    provision: 'xz-11',
    reasons: [reason],
    data: { code, datasetId: dataset.id },
  });
  return { workOrderId, code };
}
