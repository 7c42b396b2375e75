import type { FastifyInstance } from 'fastify';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Services } from '../../context.ts';
import { reconcile } from '../../features/reconciliation/index.ts';
import { collectAll } from '../../features/reviews/index.ts';
import { makeToken } from '../../features/tokens/index.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { systemCall } from '../../system-call.ts';
import { applicationThings, type ApplicationThing } from './application-things.ts';
import { aBody, aPerson } from '../people.ts';
import type { Platform } from '../platform.ts';
import {
  aFile,
  completed,
  readUpload,
  reviewSecrecy,
  sendFile,
  sendVersion,
  submitListing,
  writeDraft,
} from '../publishing.ts';
import { aGrant, grantThings } from './grant-things.ts';
import { misconductThings, type MisconductThingName } from './misconduct-things.ts';
import { anEmergency } from './emergency-cells.ts';
import { agreementThings } from './agreement-things.ts';
import { organisationThings } from './organisation-things.ts';
import { spotCheckThings, type SpotCheckThingName } from './spot-check-things.ts';
import { useReportThings, type UseReportThingName } from './use-report-things.ts';
import { aSession } from './callers.ts';

/** Something that can be asked for: its id, and what else the question needs. */
export interface Thing {
  id: string;
  versionId?: string;
  datasetId?: string;
  membershipId?: string;
  consentId?: string;
  partId?: string;
  materialId?: string;
  suggestionId?: string;
  terms?: GrantTerms;
  revision?: number;
}

/** Holds one thing of its kind ready; a spent one is made anew when it is next asked for. */
export interface Shelf {
  take(): Promise<Thing>;
  spend(): void;
}

function shelf(make: () => Promise<Thing>): Shelf {
  let ready: Promise<Thing> | null = null;
  return {
    take: () => (ready ??= make()),
    spend: () => {
      ready = null;
    },
  };
}

export type ThingName =
  | 'draft'
  | 'open'
  | 'suspended'
  | 'conditional'
  | 'closed'
  | 'update'
  | 'prepared'
  | 'submitted'
  | 'upload'
  | 'source'
  | 'mismatch'
  | 'review'
  | ApplicationThing
  | 'plannedSystem'
  | 'builtSystem'
  | 'requestedSystem'
  | 'reviewItem'
  | 'preparedReviewItem'
  | 'catalogueEntry'
  | 'catalogueImport'
  | 'draftBatch'
  | 'somebody'
  | 'colleague'
  | 'body'
  | 'ownBody'
  | 'consent'
  | 'agreement'
  | 'emergency'
  | 'expiredAgreement'
  | 'guidelineInForce'
  | 'guidelineDraft'
  | 'guidelineProposed'
  | 'guidelineAgreed'
  | 'ownOrganisation'
  | 'submittedOrganisation'
  | 'organisationMember'
  | 'organisationInvitation'
  | 'sealCertificate'
  | 'grant'
  | 'suspendedGrant'
  | MisconductThingName
  | UseReportThingName
  | SpotCheckThingName
  | 'foreignSession'
  | 'foreignToken';
export type Things = Record<ThingName, Shelf>;

const GRADES: Record<OpenClass, string> = { unconditional: 'A1', conditional: 'A2', closed: 'A3' };

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
/** A data source as an editor writes it; nothing is at its address. */
export const SOURCE = {
  name: '停车场信息接口',
  address: { kind: 'url', url: 'https://data.example.cn/parking.csv', header: '' },
  everySeconds: 3600,
  live: null,
};
/** What an editor finds of an entry that shall not be opened. */
export const STAYS_CLOSED = {
  security: 'concern',
  securityNote: '含可以识别个人的字段。',
  feasibility: 'not-feasible',
  decision: 'stay-closed',
  reason: '去标识以后没有使用价值。',
};
/** A system at planning; its data is in no catalogue yet. */
export const SYSTEM = {
  name: '停车诱导系统',
  purpose: '发布实时泊位。',
  scheme: [
    {
      name: '停车场实时泊位',
      openClass: 'unconditional',
      interface: 'api',
      updateFrequency: 'realtime',
      catalogueEntryId: null,
    },
  ],
};
/** Real things of the own body, each in the state in which it can be asked for; `platform.tokens` are its people's. */
export function stockOfThings(platform: Platform, ownOrganisation: string): Things {
  const { services, ask, tokens, bodies } = platform;
  let made = 0;
  const name = (): string => `权限矩阵用停车场信息（${(made += 1)}）`;

  const draft = async (openClass: OpenClass = 'unconditional'): Promise<Thing> => {
    const { datasetId, version } = await sendVersion(platform, aFile(ROWS));
    const { revision } = await writeDraft(platform, datasetId, (entry) => {
      const full = completed(entry, name());
      const levels = { ...full.grade.levels, person: GRADES[openClass] };
      const asked = openClass === 'conditional' ? { conditions: ['仅限研究'], materials: ['用途说明'] } : {};
      return { ...full, ...asked, openClass, grade: { ...full.grade, levels } };
    });
    return { id: datasetId, versionId: version.id, revision };
  };
  const listed = async (openClass?: OpenClass): Promise<Thing> => {
    const thing = await draft(openClass);
    const order = await submitListing(platform, thing.id);
    await ask(tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
    return thing;
  };
  const suspended = async (): Promise<Thing> => {
    const thing = await listed();
    await ask(tokens.reviewer, 'POST', `/datasets/${thing.id}/suspend`, { body: { reason: '核实中' } });
    return thing;
  };
  const update = async (): Promise<Thing> => {
    const { id } = await listed();
    const { version } = await sendVersion(platform, aFile(`${ROWS}0003,丙停车场,60\n`), id);
    return { id: version.id, datasetId: id };
  };
  const prepared = async (): Promise<Thing> => {
    const { id } = await draft();
    const body = { reason: '列入年度开放重点' };
    const path = `/datasets/${id}/prepare`;
    const { workOrderId } = await ask<{ workOrderId: string }>(tokens.editor, 'POST', path, {
      body,
      status: 201,
    });
    await reviewSecrecy(platform, id);
    return { id: workOrderId };
  };
  const upload = async (): Promise<Thing> => {
    const id = await sendFile(platform, '车场.csv', Buffer.from(ROWS));
    await readUpload(platform, id);
    return { id };
  };
  const source = async (): Promise<Thing> => {
    const { id: datasetId } = await draft();
    const { id } = await ask<{ id: string }>(tokens.editor, 'POST', '/sources', {
      body: { ...SOURCE, datasetId },
      status: 201,
    });
    return { id, revision: 0 };
  };
  // What was drafted is declared open in the catalogue, and not on the list yet.
  const mismatch = async (): Promise<Thing> => {
    const { id: entryId } = await catalogueEntry();
    await reconcile(services);
    const { id } = await services.db
      .selectFrom('mismatch')
      .select('id')
      .where('catalogue_entry_id', '=', entryId)
      .executeTakeFirstOrThrow();
    return { id };
  };
  // Of an entry that is not opened, so that it is not complete.
  const review = async (): Promise<Thing> => {
    await catalogueEntry();
    const year = Number(cityDay(services.clock.now()).slice(0, 4));
    const opener = await platform.person('authority');
    return ask<{ id: string }>(opener, 'POST', '/reviews', { body: { year }, status: 201 });
  };
  const reviewItem = async (): Promise<Thing> => {
    const { id: entryId } = await catalogueEntry();
    await collectAll(services);
    const { id } = await services.db
      .selectFrom('review_item')
      .select('id')
      .where('catalogue_entry_id', '=', entryId)
      .executeTakeFirstOrThrow();
    return { id };
  };
  const preparedReviewItem = async (): Promise<Thing> => {
    const { id } = await reviewItem();
    await ask(tokens.editor, 'POST', `/review-items/${id}/prepare`, { body: STAYS_CLOSED });
    return { id };
  };
  const system = async (state: 'planned' | 'building' | 'acceptance-requested'): Promise<Thing> => {
    const body = { ...SYSTEM, name: name() };
    const { id } = await ask<{ id: string }>(tokens.editor, 'POST', '/systems', { body, status: 201 });
    if (state !== 'planned') await ask(tokens.reviewer, 'POST', `/systems/${id}/begin`, { body: {} });
    if (state === 'acceptance-requested')
      await ask(tokens.reviewer, 'POST', `/systems/${id}/request`, { body: {} });
    return { id, revision: 0 };
  };
  const theReview = shelf(review);
  const catalogueEntry = async (): Promise<Thing> => {
    const { id } = await draft();
    const { catalogueEntryId } = await ask<DraftView>(tokens.editor, 'GET', `/datasets/${id}/draft`);
    return { id: catalogueEntryId ?? '' };
  };
  const catalogueImport = async (): Promise<Thing> => {
    const body = { fileName: '目录.csv', bytes: 8 };
    return ask<Thing>(tokens.operator, 'POST', '/catalogue-imports', { body, status: 201 });
  };
  const draftBatch = async (): Promise<Thing> => {
    const { id } = await draft();
    const body = { datasets: [id], edit: { element: 'area', mode: 'set', value: name() } };
    return ask<Thing>(tokens.editor, 'POST', '/draft-batches', { body, status: 201 });
  };
  const person = async (
    roles: { role: 'expert' | 'publisher-editor'; bodyId?: string }[],
  ): Promise<Thing> => {
    const userName = `thing-${(made += 1)}`;
    const { accountId, membershipIds } = await aPerson(services, { userName, roles });
    return { id: accountId, membershipId: membershipIds[0] ?? '' };
  };
  const somebody = (): Promise<Thing> => person([{ role: 'expert' }]);
  const grant = () =>
    aGrant(platform, {
      dataset: () => listed('conditional'),
      owner: somebody,
      organisationId: ownOrganisation,
    });

  return {
    draft: shelf(() => draft()),
    open: shelf(() => listed()),
    suspended: shelf(suspended),
    conditional: shelf(() => listed('conditional')),
    closed: shelf(() => listed('closed')),
    update: shelf(update),
    prepared: shelf(prepared),
    submitted: shelf(async () => ({ id: await submitListing(platform, (await draft()).id) })),
    upload: shelf(upload),
    source: shelf(source),
    mismatch: shelf(mismatch),
    ...applicationThings(platform, shelf, () => listed('conditional')),
    ...agreementThings(platform, shelf, {
      dataset: () => listed('conditional'),
      owner: somebody,
      organisationId: ownOrganisation,
    }),
    emergency: shelf(() => anEmergency(platform)),
    ...misconductThings(platform, shelf, {
      dataset: () => listed('conditional'),
      organisationId: ownOrganisation,
    }),
    plannedSystem: shelf(() => system('planned')),
    builtSystem: shelf(() => system('building')),
    requestedSystem: shelf(() => system('acceptance-requested')),
    review: theReview,
    reviewItem: shelf(async () => {
      await theReview.take();
      return reviewItem();
    }),
    preparedReviewItem: shelf(async () => {
      await theReview.take();
      return preparedReviewItem();
    }),
    catalogueEntry: shelf(catalogueEntry),
    catalogueImport: shelf(catalogueImport),
    draftBatch: shelf(draftBatch),
    somebody: shelf(somebody),
    colleague: shelf(() => person([{ role: 'publisher-editor', bodyId: bodies.own }])),
    body: shelf(async () => ({ id: await aBody(services, `T${(made += 1)}`) })),
    ...gradingThings(platform, draft),
    ...organisationThings(platform, shelf, ownOrganisation),
    ...spotCheckThings(platform, shelf, grant, ownOrganisation),
    ...useReportThings(platform, shelf, {
      dataset: () => listed('conditional'),
      organisationId: ownOrganisation,
    }),
    ...grantThings(platform, shelf, grant),
    foreignSession: shelf(async () => sessionOf(platform.app, services, (await somebody()).id)),
    foreignToken: shelf(async () => tokenOf(services, (await somebody()).id)),
  };
}

type GradingThing = 'ownBody' | 'consent' | `guideline${'InForce' | 'Draft' | 'Proposed' | 'Agreed'}`;

function gradingThings(platform: Platform, draft: () => Promise<Thing>): Record<GradingThing, Shelf> {
  const { ask, tokens, bodies, person } = platform;
  let authority: Promise<string> | null = null;
  const asAuthority = (): Promise<string> => (authority ??= person('authority'));
  const guideline = async (...events: ('propose' | 'agree')[]): Promise<Thing> => {
    const token = await asAuthority();
    const { id } = await ask<{ id: string }>(token, 'POST', '/grading-guidelines', { status: 201 });
    for (const event of events) {
      const who = event === 'agree' ? tokens.operator : token;
      await ask(who, 'POST', `/grading-guidelines/${id}/${event}`, { body: {} });
    }
    return { id, revision: 0 };
  };
  return {
    ownBody: shelf(() => Promise.resolve({ id: bodies.own })),
    consent: shelf(async () => {
      const { id } = await draft();
      const body = { holders: '入驻企业全部', opens: 'conditional', evidence: '同意书一份' };
      const made = await ask<{ id: string }>(tokens.editor, 'POST', `/datasets/${id}/consents`, {
        body,
        status: 201,
      });
      return { id, consentId: made.id };
    }),
    guidelineInForce: shelf(() => ask<Thing>(null, 'GET', '/grading-guidelines/in-force')),
    guidelineDraft: shelf(() => guideline()),
    guidelineProposed: shelf(() => guideline('propose')),
    guidelineAgreed: shelf(() => guideline('propose', 'agree')),
  };
}

export async function tokenOf(services: Services, accountId: string): Promise<Thing> {
  const wished = { accountId, membershipId: null, name: 'thing', days: 1 };
  const { view } = await services.db
    .transaction()
    .execute((trx) => makeToken(trx, systemCall(services), wished));
  return { id: view.id };
}

export async function sessionOf(app: FastifyInstance, services: Services, accountId: string): Promise<Thing> {
  const { cookie } = await aSession(services, accountId);
  const answer = await app.inject({ url: '/api/v1/sessions', headers: { cookie } });
  const { items } = answer.json<{ items: { id: string; accountId: string; current: boolean }[] }>();
  return { id: items.find(({ current }) => current)?.id ?? '' };
}
