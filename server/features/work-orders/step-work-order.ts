import { datasetMachine, type DatasetEvent } from '../../../rules/datasets/dataset.machine.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { liftedBy } from '../../../rules/gradings/grade.ts';
import { classOf } from '../../../rules/gradings/guideline.ts';
import { step, type Outcome } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import {
  workOrderMachine,
  type WorkOrderEvent,
  type WorkOrderState,
} from '../../../rules/work-orders/work-order.machine.ts';
import type { ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { datasetThing, lockDataset, saveListing, saveState, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import {
  acceptedGrading,
  acceptGrading,
  closeRegradings,
  gradeStanding,
  guidelineFor,
  insertGrading,
  liftedFrom,
} from '../gradings/index.ts';
import { findVersion, publish, versionsOf } from '../versions/index.ts';
import { refuseSharedIn } from './refuse-shared-in.ts';
import { saveStep, type WorkOrder } from './work-order.queries.ts';
import { workOrderThing } from './work-order.view.ts';

interface Wanted {
  event: WorkOrderEvent;
  reasons: ReturnReason[];
  findings: readonly Finding[];
  /** The secrecy review of these very fields and data was passed (`grading2019`). */
  secrecyPassed: boolean;
}

/** Takes one step of a list change and everything that follows from it, within the caller's transaction. */
export async function takeStep(
  trx: Trx,
  call: Call,
  order: WorkOrder,
  { event, reasons, findings, secrecyPassed }: Wanted,
): Promise<Extract<Outcome<WorkOrderState>, { ok: true }>> {
  const thing = workOrderThing(order, { findings, reasons, secrecyPassed });
  const outcome = step(workOrderMachine, thing, event, call.actor);
  if (!outcome.ok) {
    // After the permission, before the rest of what is missing: the body cannot mend this one.
    if (outcome.code === 'incomplete-entry') refuseSharedIn(findings);
    const says = outcome.code === 'incomplete-entry' || outcome.code === 'against-grading';
    throw refusal(outcome, says ? { findings } : {});
  }
  const dataset = await lockDataset(trx, order.datasetId);
  const by = call.actor.accountId;
  if (!dataset || by === null) throw new Problem('not-found');
  const at = call.services.clock.now();
  const decided = event === 'accept' || event === 'return' || event === 'send-back';
  await saveStep(trx, {
    id: order.id,
    state: outcome.state,
    reasons,
    at,
    ...(event === 'submit' ? { submittedBy: by } : {}),
    ...(decided ? { decidedBy: by } : {}),
  });
  await recordEvent(trx, call, {
    action: `work-order.${event}`,
    thing: 'work-order',
    thingId: order.id,
    reasons: reasons.map(({ ground, text }) => `${ground}: ${text}`),
    provision: outcome.basis,
    data: { code: order.code, datasetId: order.datasetId },
  });
  if (event === 'submit') await submit(trx, call, order, dataset, by);
  if (event === 'accept') await accept(trx, call, order, dataset);
  if (event === 'return') await moveDataset(trx, call, dataset, 'return-listing');
  return outcome;
}

/** With the submission the reviewer decides the grade that the editor proposed, by the guideline in force (`xz-13`). */
async function submit(trx: Trx, call: Call, order: WorkOrder, dataset: Dataset, by: string): Promise<void> {
  const { grade, openClass } = order.change.entry;
  const { id: guidelineId, guideline, refinementId } = await guidelineFor(trx, dataset.publisher.id);
  const { consents } = await gradeStanding(trx, dataset);
  const gradedClass = classOf(guideline, grade.levels);
  const consent = gradedClass === 'closed' ? liftedBy(guideline, grade, consents, openClass) : undefined;
  await insertGrading(trx, {
    id: call.services.newId(),
    datasetId: dataset.id,
    workOrderId: order.id,
    guidelineId,
    guidelineVersion: guideline.version,
    refinementId,
    grade,
    gradedClass,
    openClass,
    consentId: consent?.id ?? null,
    proposedBy: order.preparedBy,
    decidedBy: by,
    at: call.services.clock.now(),
  });
  await moveDataset(trx, call, dataset, 'request-listing');
}

/** A dataset that is on the list already keeps its state while its entry changes. */
async function moveDataset(trx: Trx, call: Call, dataset: Dataset, event: DatasetEvent): Promise<void> {
  if (dataset.entry !== null) return;
  const outcome = step(datasetMachine, datasetThing(dataset), event, call.actor);
  if (!outcome.ok) throw refusal(outcome);
  await saveState(trx, { id: dataset.id, state: outcome.state, at: call.services.clock.now() });
}

async function accept(trx: Trx, call: Call, order: WorkOrder, dataset: Dataset): Promise<void> {
  const { entry } = order.change;
  const event = listingEvent(dataset, entry.openClass);
  const listed = event && step(datasetMachine, datasetThing(dataset), event, call.actor);
  if (listed && !listed.ok) throw refusal(listed);
  const state = listed?.state ?? dataset.state;
  const at = call.services.clock.now();
  const withheldBefore = await withheldFrom(trx, dataset, entry.openClass);
  await saveListing(trx, { id: dataset.id, state, entry, withheldBefore, at });
  await acceptGrading(trx, order.id, at);
  await closeRegradings(trx, [dataset.id], at);
  await recordEvent(trx, call, {
    action: 'dataset.list',
    thing: 'dataset',
    thingId: dataset.id,
    provision: 'xz-11',
    data: { workOrder: order.code, openClass: entry.openClass },
  });
  if (entry.openClass !== 'closed' && dataset.currentVersionId === null)
    await publishFirst(trx, call, dataset.id);
}

/**
 * What was closed and is opened by other data: versions from before that data stay closed (`xz-14-1`). With a consent
 * nothing is withheld anew.
 */
async function withheldFrom(trx: Trx, dataset: Dataset, openClass: OpenClass): Promise<Date | null> {
  if (dataset.openClass !== 'closed' || openClass === 'closed') return dataset.withheldBefore;
  const { id } = dataset;
  const decided = await acceptedGrading(trx, id);
  const { consents } = await gradeStanding(trx, dataset);
  const byConsent = decided !== undefined && consents.some(({ fields }) => fields.length === 0);
  return byConsent ? dataset.withheldBefore : liftedFrom(trx, id);
}

/** A new entry is listed; one that becomes closed stops being served with this very transaction; others keep their state. */
function listingEvent({ entry, state }: Dataset, openClass: OpenClass): DatasetEvent | null {
  if (entry === null) return 'list';
  return openClass === 'closed' && (state === 'open' || state === 'suspended') ? 'close' : null;
}

/** The first validated version was looked at with the list change: it is opened with its acceptance. */
async function publishFirst(trx: Trx, call: Call, datasetId: string): Promise<void> {
  const [newest] = await versionsOf(trx, datasetId);
  const version = newest?.state === 'validated' ? await findVersion(trx, newest.id) : undefined;
  if (version) await publish(trx, call, version, 'system');
}
