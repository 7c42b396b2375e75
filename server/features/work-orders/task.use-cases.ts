import { byUrgency } from '../../../rules/applications/favour.ts';
import { can } from '../../../rules/access/permissions.ts';
import { clockView } from '../../../rules/time/working-clock.ts';
import type { WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import type { listTasks, Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { disputedEntries } from '../catalogue/index.ts';
import { lackingOfBody } from '../datasets/index.ts';
import { waitingOrders } from './work-order.queries.ts';
import { standingOf } from '../reconciliation/index.ts';
import { allGuidelines, waitingRegradings } from '../gradings/index.ts';
import { reviewTasks } from '../reviews/index.ts';
import { organisationTasks } from '../organisations/index.ts';
import { applicationTasks } from '../applications/index.ts';
import { expertTasks } from '../expert-reviews/index.ts';
import { agreementTasks } from '../agreements/index.ts';
import { emergencyTasks } from '../emergencies/index.ts';
import { misconductTasks } from '../misconduct/index.ts';
import { spotCheckTasks } from '../spot-checks/index.ts';
import { useReportTasks } from '../use-reports/index.ts';
import { fastTrackTasks } from '../fast-track/index.ts';
import { systemTasks } from '../systems/index.ts';
import { bindingTasks } from './binding-tasks.ts';
import { clockOf } from './work-order.view.ts';
import {
  draftedSources,
  failedSources,
  waitingDrafts,
  waitingUploads,
  waitingVersions,
} from './task.queries.ts';

export const list: UseCase<typeof listTasks> = async (call) => {
  permit(call.actor, 'task.read', { ownerId: call.actor.accountId });
  return { items: await tasksOf(call) };
};

/** What waits for the acting role: those with a clock by their due day, the others by age; nothing for roles without tasks. */
export async function tasksOf(call: Call): Promise<Task[]> {
  if (!can(call.actor, 'task.read', { ownerId: call.actor.accountId })) return [];
  const parts = await Promise.all([
    decisions(call),
    reviews(call),
    edits(call),
    guidelines(call),
    reviewTasks(call),
    systemTasks(call),
    agreementTasks(call),
    applicationTasks(call),
    fastTrackTasks(call),
    expertTasks(call),
    organisationTasks(call),
    bindingTasks(call),
    misconductTasks(call),
    emergencyTasks(call),
    useReportTasks(call),
    spotCheckTasks(call),
  ]);
  return parts.flat().sort(byUrgency);
}

async function workOrderTasks(
  call: Call,
  kind: Task['kind'],
  scope: { bodyId: string | null; state: WorkOrderState },
): Promise<Task[]> {
  const orders = await waitingOrders(call.services.db, { ...scope, exceptBy: call.actor.accountId });
  return orders.map((order) => ({
    kind,
    thingId: order.id,
    datasetId: order.datasetId,
    title: order.name,
    notes: [order.publisher.name, order.code],
    since: (order.submittedAt ?? order.preparedAt).toISOString(),
    clock: clockOf(order, call),
  }));
}

const decisions = async (call: Call): Promise<Task[]> =>
  can(call.actor, 'list-change.decide')
    ? workOrderTasks(call, 'decide-list-change', { bodyId: null, state: 'submitted' })
    : [];

async function reviews(call: Call): Promise<Task[]> {
  const { bodyId, accountId } = call.actor;
  if (bodyId === null || !can(call.actor, 'draft.submit', { bodyId })) return [];
  const versions = await waitingVersions(call.services.db, {
    bodyId,
    state: 'validated',
    exceptBy: accountId,
  });
  const sources = await draftedSources(call.services.db, { bodyId, exceptBy: accountId });
  return [
    ...(await workOrderTasks(call, 'submit-list-change', { bodyId, state: 'prepared' })),
    ...versions.map((waiting) => task('publish-version', waiting)),
    ...sources.map((waiting) => task('approve-source', waiting)),
  ];
}

async function edits(call: Call): Promise<Task[]> {
  const { bodyId } = call.actor;
  if (bodyId === null || !can(call.actor, 'draft.write', { bodyId })) return [];
  const { db } = call.services;
  const [uploads, drafts, quarantined, failed, regradings, imported] = await Promise.all([
    waitingUploads(db, bodyId),
    waitingDrafts(db, bodyId),
    waitingVersions(db, { bodyId, state: 'quarantined', exceptBy: null }),
    failedSources(db, bodyId),
    waitingRegradings(db, bodyId),
    importedWork(call, bodyId),
  ]);
  return [
    ...uploads.map((waiting) => task('confirm-reading', waiting)),
    ...drafts.map((waiting) => task(waiting.returned ? 'mend-returned' : 'finish-draft', waiting)),
    ...quarantined.map((waiting) => task('mend-quarantined', waiting)),
    ...failed.map((waiting) => task('mend-source', waiting)),
    ...regradings.map((waiting) => task('regrade', waiting)),
    ...imported,
    ...(await mismatches(call, bodyId)),
  ];
}

/** One task for all of a body's: after an import there can be thousands. */
async function mismatches({ services, t }: Call, bodyId: string): Promise<Task[]> {
  const standing = await standingOf(services.db, bodyId);
  if (!standing) return [];
  const { count, since } = standing;
  return [
    {
      kind: 'mend-mismatches',
      thingId: bodyId,
      datasetId: null,
      title: t('reconciliation.standing', { count }),
      notes: [],
      since: since.toISOString(),
      clock: clockView(services.profile.clocks.mismatch, since, services.clock.now()),
    },
  ];
}

/** A version of the guideline waits for the operator's agreement, then for the authority to put it in force. */
async function guidelines(call: Call): Promise<Task[]> {
  const agrees = can(call.actor, 'guideline.agree');
  if (!agrees && !can(call.actor, 'guideline.enforce')) return [];
  const all = await allGuidelines(call.services.db);
  const state = agrees ? 'proposed' : 'agreed';
  return all
    .filter((each) => each.state === state && each.draftedBy !== (agrees ? call.actor.accountId : null))
    .map(({ id, version, createdAt }) =>
      task(agrees ? 'agree-guideline' : 'enforce-guideline', {
        id,
        datasetId: null,
        name: call.t('guideline.task', { version }),
        note: '',
        at: createdAt,
      }),
    );
}

/** What came with an export and lacks what `xz-9` asks, and entries of which their source now says otherwise. */
async function importedWork({ services: { db }, t }: Call, bodyId: string): Promise<Task[]> {
  const [lacking, disputed] = await Promise.all([lackingOfBody(db, bodyId), disputedEntries(db, bodyId)]);
  return [
    ...disputed.map(({ headers, ...entry }) =>
      task('decide-disputed', { ...entry, datasetId: null, note: headers.join('、') }),
    ),
    ...lacking.map(({ lacking: kinds, code, ...dataset }) => {
      const count = Object.values(kinds).reduce((sum, times) => sum + times, 0);
      const note = `${code} ${t('catalogue.import.lacking-count', { count })}`;
      return task('mend-imported', { ...dataset, datasetId: dataset.id, note });
    }),
  ];
}

type Waiting = Awaited<ReturnType<typeof waitingUploads>>[number];
const task = (kind: Task['kind'], { id, datasetId, name, note, at }: Waiting): Task => ({
  kind,
  thingId: id,
  datasetId,
  title: name,
  notes: note === '' ? [] : [note],
  since: at.toISOString(),
  clock: null,
});
