import { can } from '../../../rules/access/permissions.ts';
import { decodeCursor, pageOf } from '../../../rules/api/cursor.ts';
import { isId } from '../../../rules/api/views.ts';
import { sharedInFindings } from '../../../rules/catalogue/shared-in.ts';
import { lostBindings } from '../../../rules/datasets/bindings.ts';
import { checkEntry } from '../../../rules/datasets/check-entry.ts';
import { DATASET_STATES } from '../../../rules/datasets/dataset.machine.ts';
import type {
  DraftView,
  getDraft,
  listDrafts,
  saveDraft,
} from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { mayBecomeStatic, staticAgainstSources } from '../../../rules/datasets/static-data.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { classOf } from '../../../rules/gradings/guideline.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit, scopeOf } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { findEntry } from '../catalogue/index.ts';
import { recordEvent } from '../events/index.ts';
import { gradeStanding, guidelineFor, regradingOf } from '../gradings/index.ts';
import { versionsOf, viewVersion } from '../versions/index.ts';
import {
  findDataset,
  lockDataset,
  nameIsTaken,
  saveDraft as writeDraft,
  type Dataset,
} from './dataset.queries.ts';
import { mayReadDraft, workingEntry } from './dataset.view.ts';
import { listDrafts as draftsOf } from './draft-list.queries.ts';
import { sourceOf } from './lost-bindings.queries.ts';
import { openWorkOrderOf, returnedTo } from './open-work-order.queries.ts';
import { runningSources } from './running-sources.queries.ts';

export const list: UseCase<typeof listDrafts> = async ({ actor, services }, asked) => {
  const { q = '', state = null, limit, cursor } = asked;
  const { items, total, states } = await draftsOf(services.db, {
    ...scopeOf(actor, 'draft.read'),
    q,
    state,
    limit: limit + 1,
    after: cursor === undefined ? null : placeOf(cursor),
  });
  const { shown, next } = pageOf(items, limit, (last) => [last.changedAt, last.id]);
  return {
    items: shown,
    total,
    totalIsEstimate: false,
    next,
    states: DATASET_STATES.flatMap((value) => {
      const count = states.get(value);
      return count === undefined ? [] : [{ value, count }];
    }),
  };
};

function placeOf(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = decodeCursor(cursor, 2);
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime()) || !isId(id)) throw new Problem('invalid-cursor');
  return { at: moment, id };
}

const publisherOf = ({ publisher: { id, code, name } }: Dataset) => ({ id, code, name });

/** Everything that the entry still misses, judged against catalogue, list and guideline. */
export async function findingsOf(
  db: Reader,
  call: Call,
  dataset: Dataset,
  entry: ListEntry,
): Promise<Finding[]> {
  const { catalogueEntryId } = dataset;
  const catalogue = catalogueEntryId === null ? undefined : await findEntry(db, catalogueEntryId);
  const { guideline } = await guidelineFor(db, dataset.publisher.id);
  const standing = await gradeStanding(db, dataset);
  const listedFrequency = dataset.entry?.updateFrequency ?? null;
  const found = checkEntry(entry, {
    guideline,
    standing,
    domains: call.services.profile.domains.map(({ code }) => code),
    catalogueFields: catalogue?.view.fields ?? [],
    listedClass: dataset.openClass,
    listedFrequency,
    nameIsTaken: await nameIsTaken(db, entry.name, dataset.id),
  });
  return [
    ...sharedInFindings(catalogue?.view.sharedFrom ?? null),
    ...found,
    ...staticAgainstSources(entry, listedFrequency, await runningSources(db, dataset.id)),
  ];
}

async function viewDraft(call: Call, dataset: Dataset): Promise<DraftView> {
  const { db } = call.services;
  const entry = workingEntry(dataset);
  const followed = await guidelineFor(db, dataset.publisher.id);
  const sourced = await sourceOf(db, dataset.id);
  const workOrder = await openWorkOrderOf(db, dataset.id);
  const versions = (await versionsOf(db, dataset.id)).map((each) => viewVersion(each, call));
  const mine = can(call.actor, 'draft.write', { bodyId: dataset.publisher.id });
  const editable = mine && workOrder === null && dataset.state !== 'withdrawn';
  return {
    id: dataset.id,
    code: dataset.code,
    state: dataset.state,
    publisher: publisherOf(dataset),
    catalogueEntryId: dataset.catalogueEntryId,
    entry,
    listed: dataset.entry,
    revision: dataset.draftRevision,
    findings: await findingsOf(db, call, dataset, entry),
    lost: sourced ? lostBindings(sourced.entry, sourced.source) : [],
    gradedClass: classOf(followed.guideline, entry.grade.levels),
    guideline: followed.guideline,
    refinements: followed.refinements,
    standing: await gradeStanding(db, dataset),
    regrading: await regradingOf(db, dataset.id),
    version: versions.find(({ can: { publish } }) => publish) ?? versions[0] ?? null,
    workOrderId: workOrder,
    returned: await returnedTo(db, dataset.id),
    can: {
      save: editable,
      prepare: editable && dataset.draft !== null,
      upload: editable,
      makeStatic: editable && mayBecomeStatic(dataset),
    },
  };
}

export const get: UseCase<typeof getDraft> = async (call, { id }) => {
  const dataset = await findDataset(call.services.db, id);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  return viewDraft(call, dataset);
};

/** The dataset locked for a change of its draft by its body's editor, none of it being under way as a work order. */
export async function editableDataset(
  trx: Parameters<typeof lockDataset>[0],
  call: Call,
  id: string,
): Promise<Dataset> {
  const dataset = await lockDataset(trx, id);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  permit(call.actor, 'draft.write', { bodyId: dataset.publisher.id });
  if (dataset.state === 'withdrawn' || (await openWorkOrderOf(trx, dataset.id)) !== null)
    throw new Problem('wrong-state');
  if (dataset.stateSecret) throw new Problem('state-secret', { provision: 'grading2019' });
  return dataset;
}

export const save: UseCase<typeof saveDraft> = async (call, { id, revision, entry }) => {
  const saved = await call.services.db.transaction().execute(async (trx) => {
    const dataset = await editableDataset(trx, call, id);
    await keepDraft(trx, call, { id: dataset.id, draftRevision: revision }, entry);
    return dataset.id;
  });
  return get(call, { id: saved });
};

/** Keeps a draft of an editable dataset, with its event; answers its revision. Throws `changed-meanwhile`. */
export async function keepDraft(
  trx: Trx,
  call: Call,
  { id, draftRevision: revision }: Pick<Dataset, 'id' | 'draftRevision'>,
  draft: ListEntry,
): Promise<number> {
  const { accountId: by } = call.actor;
  if (by === null) throw new Problem('not-found');
  const at = call.services.clock.now();
  if (!(await writeDraft(trx, { id, revision, draft, by, at }))) throw new Problem('changed-meanwhile');
  await recordEvent(trx, call, {
    action: 'draft.save',
    thing: 'dataset',
    thingId: id,
    version: revision + 1,
    provision: 'xz-9',
  });
  return revision + 1;
}
