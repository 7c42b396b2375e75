import { can } from '../../../rules/access/permissions.ts';
import { gradedRisks, type GradedRisk } from '../../../rules/conditions/risks.ts';
import type {
  DatasetView,
  getDataset,
  getDatasetHistory,
  listVersions,
  stepDataset,
} from '../../../rules/datasets/datasets.operations.ts';
import { datasetMachine } from '../../../rules/datasets/dataset.machine.ts';
import { permitted, step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { useOf } from '../access-records/index.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import { guidelineFor } from '../gradings/index.ts';
import { grantedParts } from '../grants/index.ts';
import { mayReadVersion, versionsOf, viewVersion } from '../versions/index.ts';
import { lockDataset, saveState, type Dataset } from './dataset.queries.ts';
import { datasetThing, mayReadDraft, viewDataset } from './dataset.view.ts';
import { currentDataset, isOnTheList, type Current } from './current-dataset.ts';

/** A dataset that the caller may know of; throws `not-found`, also for what is hidden from the caller. */
export async function knownDataset(call: Call, ref: string): Promise<Current> {
  const current = await currentDataset(call.services, ref);
  if (!current || !(isOnTheList(current.dataset) || mayReadDraft(call, current.dataset)))
    throw new Problem('not-found');
  return current;
}

export const get: UseCase<typeof getDataset> = async (call, { id }) => {
  const { dataset, version } = await knownDataset(call, id);
  const { db, clock } = call.services;
  const isSecret = dataset.openClass === 'closed' || dataset.openClass === null;
  const use = isSecret ? null : await useOf(db, dataset.id, clock.now());
  const view = viewDataset(dataset, version, call);
  const granted = dataset.openClass === 'conditional' ? await grantedParts(call, dataset.id) : [];
  const canRead = view.can['readRecords'] === true || granted.some(({ system }) => system === null);
  const can = { ...view.can, readRecords: canRead };
  return { ...view, use, granted, can, risks: await risksOf(call, dataset, view) };
};

/** Of conditional data; its grade is public as far as its conditions rest on it (`xz-15`). */
async function risksOf(
  { services }: Call,
  { openClass, publisher, entry }: Dataset,
  { conditionTerms }: Pick<DatasetView, 'conditionTerms'>,
): Promise<GradedRisk[]> {
  if (openClass !== 'conditional' || entry === null) return [];
  const { guideline } = await guidelineFor(services.db, publisher.id);
  return gradedRisks(guideline, entry.grade.levels, conditionTerms.terms);
}

export const versions: UseCase<typeof listVersions> = async (call, { id }) => {
  const { dataset } = await knownDataset(call, id);
  const hidden = dataset.openClass !== 'unconditional' && !mayReadDraft(call, dataset);
  const found = hidden ? [] : await versionsOf(call.services.db, dataset.id);
  return { items: found.filter((each) => mayReadVersion(call, each)).map((each) => viewVersion(each, call)) };
};

/** In public: what changed the list or the data; people's names only for those who may read histories. */
const PUBLIC_ACTIONS = [
  'dataset.list',
  'version.publish',
  'dataset.suspend',
  'dataset.resume',
  'dataset.withdraw',
];

export const history: UseCase<typeof getDatasetHistory> = async (call, { id }) => {
  const { dataset } = (await currentDataset(call.services, id)) ?? {};
  if (!dataset) throw new Problem('not-found');
  const { id: bodyId, district } = dataset.publisher;
  const whole = can(call.actor, 'history.read', { bodyId, district });
  if (!whole && !isOnTheList(dataset)) throw new Problem('not-found');
  const items = await historyOf(call.services.db, 'dataset', [dataset.id]);
  if (whole) return { items };
  const shown = items.filter(({ action }) => PUBLIC_ACTIONS.includes(action));
  return { items: shown.map((item) => ({ ...item, actorName: '' })) };
};

export const stepOne: UseCase<typeof stepDataset> = async (call, { id, event, reason }) =>
  call.services.db
    .transaction()
    .execute(async (trx) => {
      const dataset = await lockDataset(trx, id);
      if (!dataset || !(isOnTheList(dataset) || mayReadDraft(call, dataset))) throw new Problem('not-found');
      const outcome = step(datasetMachine, datasetThing(dataset), event, call.actor);
      if (!outcome.ok) throw refusal(outcome);
      const at = call.services.clock.now();
      const suspendedReason = event === 'suspend' ? reason : null;
      await saveState(trx, { id: dataset.id, state: outcome.state, suspendedReason, at });
      await recordEvent(trx, call, {
        action: `dataset.${event}`,
        thing: 'dataset',
        thingId: dataset.id,
        reasons: [reason],
        provision: outcome.basis,
      });
      const after = permitted(datasetMachine, { ...datasetThing(dataset), state: outcome.state }, call.actor);
      return { id: dataset.id, state: outcome.state, provision: outcome.basis, next: after };
    })
    .finally(() => forgetDatasets(call.services));
