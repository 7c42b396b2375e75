import { idAfter, pageOf } from '../../../rules/api/cursor.ts';
import { reachOf } from '../../../rules/access/permissions.ts';
import {
  applicationPartMachine,
  type PartState,
} from '../../../rules/applications/application-part.machine.ts';
import type { ApplicationContent } from '../../../rules/applications/application.schema.ts';
import type {
  ApplicationView,
  createApplication,
  getApplication,
  listApplications,
  saveApplication,
} from '../../../rules/applications/applications.operations.ts';
import { emptyEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { step } from '../../../rules/machine/machine.ts';
import { refusal } from '../../../rules/machine/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { knownDataset } from '../datasets/index.ts';
import { historyOf, recordEvent } from '../events/index.ts';
import {
  applicationsIn,
  findApplication,
  lockApplication,
  type Application,
  type ApplicationScope,
} from './application.queries.ts';
import { abilities, GIVEN, isReader, known, partThing, viewPart, viewSummary } from './application.view.ts';
import { conditionsOf, entriesOf, findingsOf } from './asked-parts.ts';
import { materialsByIds } from './material.queries.ts';
import { insertApplication, savePart, updateContent, type NewPart } from './write-application.queries.ts';

/** Applications as far as the caller reaches; throws like `permit` when that is nowhere. */
function applicationScope({ actor }: Call): ApplicationScope {
  const { accountId, organisationId, bodyId, district } = actor;
  permit(actor, 'application.read', { ownerId: accountId, organisationId, bodyId, district });
  const reach = reachOf(actor, 'application.read');
  return {
    owner: reach === 'own' ? { accountId: accountId ?? '', organisationId } : null,
    bodyId: reach === 'body' ? bodyId : null,
    district: reach === 'district' ? district : null,
  };
}

export const list: UseCase<typeof listApplications> = async (call, { state, limit, cursor }) => {
  const { items, ...count } = await applicationsIn(call.services.db, {
    ...applicationScope(call),
    states: state === undefined ? null : [state],
    limit: limit + 1,
    after: idAfter(cursor),
  });
  const { shown, next } = pageOf(items, limit, ({ id }) => [id]);
  const seen = shown.map((each) => viewSummary(call, known(call, each)));
  return { items: seen, ...count, next };
};

/** While these are written or taken in, what is missing is said. */
const CHECKED: readonly PartState[] = ['draft', 'declined', 'submitted'];

async function view(db: Reader, call: Call, whole: Application): Promise<ApplicationView> {
  const application = known(call, whole);
  const { id, content, revision, parts } = application;
  const entries = await entriesOf(db, parts);
  const materials = await materialsByIds(db, application, content.materialIds);
  const isChecked = parts.some(({ state }) => CHECKED.includes(state));
  const histories = await Promise.all([
    historyOf(db, 'application', [id]),
    historyOf(
      db,
      'application-part',
      parts.map((part) => part.id),
    ),
  ]);
  return {
    ...viewSummary(call, application),
    content,
    materials: materials.map(({ digest: _d, ownerId: _o, organisationId: _g, ...shown }) => shown),
    parts: parts.map((part) =>
      viewPart(call, application, part, entries.get(part.dataset.id) ?? emptyEntry()),
    ),
    findings: isChecked ? await findingsOf(db, call, application) : [],
    revision,
    history: toldTo(call, application, histories.flat()).sort(
      (a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id),
    ),
    can: abilities(call, application),
  };
}

/** Steps within the office: what they were for is not the applicant's to read; that experts are heard is, what they are asked is not. */
const INNER = ['application.prepare', 'application.return'];
const toldTo = (call: Call, application: Application, history: HistoryItem[]): HistoryItem[] =>
  isReader(call, application)
    ? history
        .filter(({ action }) => !INNER.includes(action))
        .map((item) => (item.action === 'application.ask-experts' ? { ...item, reasons: [] } : item))
    : history;

export const get: UseCase<typeof getApplication> = async (call, { id }) => {
  const { db } = call.services;
  return view(db, call, known(call, await findApplication(db, id)));
};

const EMPTY: ApplicationContent = {
  scenarioKind: null,
  scenario: '',
  purpose: '',
  publicBenefit: '',
  replicability: '',
  safeguards: [],
  people: [],
  supervisionPlan: '',
  commitments: [],
  reportEveryMonths: null,
  materialIds: [],
};
const TERM_DAYS = 365;

/** All fields for a year, until the applicant says otherwise. */
async function newPart(call: Call, ref: string, place: number): Promise<NewPart> {
  const { dataset } = await knownDataset(call, ref);
  const entry = dataset.entry ?? emptyEntry();
  if (dataset.openClass !== 'conditional')
    throw new Problem('invalid-input', {
      provision: dataset.openClass === 'closed' ? 'xz-14-1' : 'xz-17',
      errors: [
        {
          pointer: `/datasets/${String(place)}`,
          detail: call.t('finding.application-not-conditional', { dataset: entry.name }),
        },
      ],
    });
  const now = call.services.clock.now();
  return {
    id: call.services.newId(),
    datasetId: dataset.id,
    bodyId: dataset.publisher.id,
    conditions: conditionsOf(entry),
    terms: {
      fields: entry.fields.map(({ name }) => name),
      where: null,
      callsPerDay: null,
      callsPerMinute: null,
      rowsInAll: null,
      addresses: [],
      system: null,
      from: cityDay(now),
      until: cityDay(new Date(now.getTime() + TERM_DAYS * 86_400_000)),
    },
  };
}

export const create: UseCase<typeof createApplication> = async (call, { datasets }) => {
  const { actor, services } = call;
  const { accountId: ownerId, organisationId } = actor;
  permit(actor, 'application.write', { ownerId, organisationId });
  if (ownerId === null) throw new Problem('not-permitted');
  const parts = await Promise.all([...new Set(datasets)].map((ref, place) => newPart(call, ref, place)));
  return services.db.transaction().execute(async (trx) => {
    const id = services.newId();
    const at = services.clock.now();
    await insertApplication(trx, { id, ownerId, organisationId, content: EMPTY, parts, at });
    await recordEvent(trx, call, {
      action: 'application.create',
      thing: 'application',
      thingId: id,
      provision: 'xz-18',
      data: { datasets: parts.map(({ datasetId }) => datasetId) },
    });
    return view(trx, call, known(call, await findApplication(trx, id)));
  });
};

export const save: UseCase<typeof saveApplication> = async (call, { id, revision, parts, ...content }) =>
  call.services.db.transaction().execute(async (trx) => {
    const application = known(call, await lockApplication(trx, id));
    if (application.revision !== revision) refuseSave(call, application, 'changed-meanwhile');
    refuseSave(call, application, null);
    const asked = new Map(parts.map(({ datasetId, terms }) => [datasetId, terms]));
    if (!application.parts.some(({ dataset }) => asked.has(dataset.id))) throw new Problem('invalid-input');
    await refuseForeignMaterials(trx, application, content.materialIds);
    await updateContent(trx, id, content);
    const entries = await entriesOf(trx, application.parts);
    for (const part of application.parts) {
      const terms = asked.get(part.dataset.id);
      const conditions = conditionsOf(entries.get(part.dataset.id) ?? emptyEntry());
      if (part.state === 'withdrawn') continue;
      await savePart(trx, terms ? { ...part, terms, conditions } : { ...part, state: 'withdrawn' });
    }
    await recordEvent(trx, call, {
      action: 'application.save',
      thing: 'application',
      thingId: id,
      provision: 'xz-18',
    });
    return view(trx, call, known(call, await findApplication(trx, id)));
  });

/** Throws unless every part that is not withdrawn may be written; permission before what else is wrong. */
function refuseSave(call: Call, application: Application, other: 'changed-meanwhile' | null): void {
  const given = { ...GIVEN, said: [] };
  const open = application.parts.filter(({ state }) => state !== 'withdrawn');
  for (const part of open.length > 0 ? open : application.parts) {
    const outcome = step(
      applicationPartMachine,
      partThing(call, application, part, given),
      'save',
      call.actor,
    );
    if (!outcome.ok) throw refusal(outcome);
  }
  if (other !== null) throw new Problem(other);
}

async function refuseForeignMaterials(
  trx: Trx,
  application: Application,
  ids: readonly string[],
): Promise<void> {
  const own = await materialsByIds(trx, application, ids);
  if (own.length !== new Set(ids).size)
    throw new Problem('invalid-input', { errors: [{ pointer: '/materialIds', detail: 'unknown document' }] });
}
