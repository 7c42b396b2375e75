import type { Action } from '../../../rules/access/permissions.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import { workOrderMachine, type WorkOrderEvent } from '../../../rules/work-orders/work-order.machine.ts';
import { aPerson, PASSWORD } from '../people.ts';
import { byId, free, inPlace, office, publicly, read, type Asked, type Cell, type Stand } from './cell.ts';
import { RECONCILIATION_CELLS } from './reconciliation-cells.ts';
import { GRADING_CELLS } from './grading-cells.ts';
import { BATCH_CELLS } from './batch-cells.ts';
import { CATALOGUE_CELLS } from './catalogue-cells.ts';
import { GRANT_CELLS } from './grant-cells.ts';
import { MESSAGE_CELLS } from './message-cells.ts';
import { EMERGENCY_CELLS } from './emergency-cells.ts';
import { MISCONDUCT_CELLS } from './misconduct-cells.ts';
import { SPOT_CHECK_CELLS } from './spot-check-cells.ts';
import { USE_REPORT_CELLS } from './use-report-cells.ts';
import { ORGANISATION_CELLS, PLATFORM_RULES_CELLS } from './organisation-cells.ts';
import { PERSONAL_CONSENT_CELLS } from './personal-consent-cells.ts';
import { REVIEW_CELLS } from './review-cells.ts';
import { APPLICATION_CELLS } from './application-cells.ts';
import { AGREEMENT_CELLS } from './agreement-cells.ts';
import { SYSTEM_CELLS } from './system-cells.ts';
import { VERSION_CELLS } from './version-cells.ts';
import { SOURCE_CELLS } from './source-cells.ts';
import { FAST_TRACK_CELLS } from './fast-track-cells.ts';
import { FINDING_CELLS } from './finding-cells.ts';
import { sessionOf, tokenOf, type ThingName } from './things.ts';

const REASON = { reason: '权限矩阵的测试' };

/** Rows of a dataset: of an open one for anyone, of one on conditions or closed for nobody yet, else hidden. */
const aroundIt: Cell['ask'] = ({ thing }) => ({ path: { kind: 'dataset', key: thing.id } });
const rowsOf = (path: Record<string, string> = {}): Cell[] =>
  rowsAskedBy(({ thing }) => ({ path: { id: thing.id, ...path } }));

/** The rows of the open one have no place. */
const withoutPlaces = ([open, ...others]: Cell[]): Cell[] =>
  open ? [{ ...open, answers: 'no-places' }, ...others] : others;

const rowsAskedBy = (ask: (stand: Stand) => Asked): Cell[] => [
  { ...publicly('an open dataset', 'open', ask), needs: 'data.read' },
  { ...publicly('a conditional dataset', 'conditional', ask), basis: 'xz-18', needs: 'nobody' },
  { ...publicly('a closed dataset', 'closed', ask), basis: 'xz-14-1', needs: 'nobody' },
  { ...publicly('a suspended dataset', 'suspended', ask), basis: 'xz-31', answers: 'suspended' },
  { ...read('a draft', 'draft', 'draft.read', ask), basis: 'xz-9', answers: 'no-data-yet' },
];

const stepTo = (event: 'suspend' | 'resume' | 'withdraw', of: ThingName, needs: Action): Cell => ({
  ...publicly(`${event} on ${of === 'suspended' ? 'a suspended' : 'an open'} dataset`, of, ({ thing }) => ({
    path: { id: thing.id, event },
    body: REASON,
  })),
  basis: 'xz-31',
  needs,
  spends: true,
});

const decide = (event: WorkOrderEvent, of: ThingName): Cell => ({
  ...read(`${event} of a list change`, of, 'work-order.read', ({ thing }) => ({
    path: { id: thing.id, event },
    body: {
      reasons: event === 'return' || event === 'send-back' ? [{ ground: 'incomplete', text: '缺要素' }] : [],
    },
  })),
  basis: 'xz-11',
  needs: workOrderMachine.needs[event],
  spends: true,
});

const ofBody = (on: string, needs: Action, body: () => object): Cell => ({
  ...office(on, needs, ({ thing }) => ({ path: { id: thing.id }, body: body() })),
  of: 'somebody',
  spends: true,
});

const own = (needs: Action, ask: Cell['ask'], rest: Partial<Cell> = {}): Cell => ({
  ...office('one’s own account', needs, ask),
  whose: 'self',
  account: 'session',
  ...rest,
});

const ownId = ({ caller, thing }: Stand): string => caller.actor.accountId ?? thing.id;

function aRunningWork({ platform: { services } }: Stand): string {
  const of = { role: 'visitor', accountId: null, key: 'matrix', datasetId: services.newId() } as const;
  services.running.begin({ ...of, kind: 'export', format: 'csv' });
  return services.running.list().at(-1)?.id ?? '';
}

/** Every operation of the platform, by its id. A new one has no place here until somebody decides it. */
export const CELLS: Record<string, readonly Cell[]> = {
  listDatasets: [free('the open list')],
  getDataset: [
    publicly('an open dataset', 'open'),
    publicly('a closed dataset', 'closed'),
    read('a draft', 'draft', 'draft.read'),
  ],
  listVersions: [publicly('an open dataset', 'open'), read('a draft', 'draft', 'draft.read')],
  getDatasetHistory: [publicly('an open dataset', 'open'), read('a draft', 'draft', 'history.read')],
  stepDataset: [
    stepTo('suspend', 'open', 'dataset.suspend'),
    stepTo('resume', 'suspended', 'dataset.suspend'),
    stepTo('withdraw', 'open', 'dataset.withdraw'),
    {
      ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({
        path: { id: thing.id, event: 'withdraw' },
        body: REASON,
      })),
      needs: 'dataset.withdraw',
      answers: 'wrong-state',
    },
  ],
  listRecords: rowsOf(),
  exportDataset: rowsOf({ format: 'csv' }),
  querySql: rowsAskedBy(({ thing }) => ({ body: { sql: `select * from "${thing.id}"` } })),
  getProfile: rowsOf(),
  getMap: withoutPlaces(rowsOf()),
  getTile: withoutPlaces(rowsOf({ z: '0', x: '0', y: '0' })),
  getBoundaries: [free('the districts')],
  listPlaces: [free('the datasets on the map')],
  downloadOriginal: rowsOf({ version: '1' }),
  getDatasetOpenApi: [
    publicly('an open dataset', 'open'),
    publicly('a conditional dataset', 'conditional'),
    { ...publicly('a closed dataset', 'closed'), basis: 'xz-14-1', knows: 'nobody', needs: 'nobody' },
    { ...read('a draft', 'draft', 'draft.read'), basis: 'xz-9', knows: 'nobody', needs: 'nobody' },
  ],

  listRelated: [
    publicly('an open dataset', 'open'),
    publicly('a closed dataset', 'closed'),
    { ...read('a draft', 'draft', 'draft.read'), basis: 'xz-9', knows: 'nobody', needs: 'nobody' },
  ],
  getDatasetGraph: [
    publicly('an open dataset', 'open'),
    { ...read('a draft', 'draft', 'draft.read'), basis: 'xz-9', knows: 'nobody', needs: 'nobody' },
  ],
  getNeighbourhood: [
    publicly('the neighbourhood of an open dataset', 'open', aroundIt),
    {
      ...read('the neighbourhood of a draft', 'draft', 'draft.read', aroundIt),
      ...{ basis: 'xz-9', knows: 'nobody', needs: 'nobody' },
    },
  ],
  getFieldMatrix: [free('the resource graph')],
  getPublisherFigures: [free('the figures of a body', () => ({ path: { code: 'JTW' } }))],
  getStatistics: [free('the statistics')],
  getStatisticsTable: [free('a table of the statistics', () => ({ path: { table: 'domains' } }))],

  listDrafts: [inPlace('the drafts', 'draft.read')],
  getDraft: [
    read('a draft', 'draft', 'draft.read'),
    read('the draft of an open dataset', 'open', 'draft.read'),
  ],
  getProposals: [{ ...read('a draft', 'draft', 'draft.read'), basis: 'xz-9' }],
  listSimilarNames: [
    {
      ...inPlace('the names on the list', 'draft.read', () => ({ query: { name: '公共停车场' } })),
      basis: 'xz-9',
    },
  ],
  saveDraft: [
    {
      ...read('a draft', 'draft', 'draft.read', async ({ platform, thing }) => {
        const path = `/datasets/${thing.id}/draft`;
        const { entry, revision } = await platform.ask<DraftView>(platform.tokens.editor, 'GET', path);
        return { path: { id: thing.id }, body: { entry, revision } };
      }),
      basis: 'xz-9',
      needs: 'draft.write',
    },
  ],
  prepareListChange: [
    {
      ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({ path: { id: thing.id }, body: REASON })),
      basis: 'xz-11',
      needs: 'draft.write',
      spends: true,
    },
  ],
  makeStatic: [
    {
      ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({ path: { id: thing.id }, body: REASON })),
      basis: 'xz-10',
      needs: 'draft.write',
      // Static data from the start, and being drafted at that.
      answers: 'wrong-state',
    },
  ],

  ...CATALOGUE_CELLS,
  ...BATCH_CELLS,

  listUploads: [inPlace('the uploads', 'upload.read')],
  getUpload: [read('an upload', 'upload', 'upload.read')],
  sampleUpload: [read('an upload', 'upload', 'upload.read')],
  surveyUpload: [read('an upload', 'upload', 'upload.read')],
  downloadUpload: [read('an upload', 'upload', 'upload.read')],
  changeReading: [
    {
      ...read('an upload', 'upload', 'upload.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { choices: {} },
      })),
      needs: 'upload.write',
      spends: true,
    },
  ],
  confirmReading: [
    {
      ...read('an upload', 'upload', 'upload.read', ({ thing, number }) => ({
        path: { id: thing.id },
        body: { name: `车场 ${number}` },
      })),
      needs: 'upload.write',
      spends: true,
    },
  ],

  ...SOURCE_CELLS,
  ...FINDING_CELLS,
  ...GRADING_CELLS,
  ...RECONCILIATION_CELLS,
  ...REVIEW_CELLS,
  ...SYSTEM_CELLS,
  ...AGREEMENT_CELLS,
  ...APPLICATION_CELLS,
  ...ORGANISATION_CELLS,
  ...PLATFORM_RULES_CELLS,
  ...GRANT_CELLS,
  ...FAST_TRACK_CELLS,
  ...PERSONAL_CONSENT_CELLS,
  ...EMERGENCY_CELLS,
  ...MISCONDUCT_CELLS,
  ...SPOT_CHECK_CELLS,
  ...USE_REPORT_CELLS,
  ...MESSAGE_CELLS,
  ...VERSION_CELLS,

  getVersion: [
    { ...publicly('a published version', 'open', ({ thing }) => ({ path: { id: thing.versionId ?? '' } })) },
    read('a version in preparation', 'update', 'draft.read'),
  ],
  publishVersion: [
    {
      ...read('a validated version', 'update', 'draft.read'),
      basis: 'xz-16-1',
      needs: 'version.publish',
      spends: true,
    },
    {
      ...publicly('a published version', 'open', ({ thing }) => ({ path: { id: thing.versionId ?? '' } })),
      basis: 'xz-16-1',
      needs: 'version.publish',
      answers: 'wrong-state',
    },
  ],
  releaseVersion: [
    {
      ...read('a validated version', 'update', 'draft.read', ({ thing }) => ({
        path: { id: thing.id },
        body: REASON,
      })),
      basis: 'xz-14-1',
      needs: 'version.publish',
      answers: 'wrong-state',
    },
  ],
  discardVersion: [
    { ...read('a validated version', 'update', 'draft.read'), needs: 'upload.write', spends: true },
  ],

  listWorkOrders: [inPlace('the work orders', 'work-order.read')],
  getWorkOrder: [read('a list change', 'prepared', 'work-order.read')],
  stepWorkOrder: [
    decide('submit', 'prepared'),
    decide('send-back', 'prepared'),
    decide('cancel', 'prepared'),
    decide('accept', 'submitted'),
    decide('return', 'submitted'),
  ],
  listTasks: [{ ...office('one’s tasks', 'task.read'), whose: 'self' }],

  signIn: [
    {
      ...free('the door', async ({ platform, number }) => {
        const userName = `entering-${number}`;
        await aPerson(platform.services, { userName, secondFactor: false });
        return { body: { userName, password: PASSWORD } };
      }),
      basis: 'xz-25-7',
    },
  ],
  getSession: [free('oneself')],
  signOut: [free('oneself')],
  actAs: [
    own(
      'session.read',
      ({ caller, thing }) => ({
        body: { membershipId: caller.person?.membershipIds[0] ?? thing.membershipId ?? '' },
      }),
      { of: 'somebody', on: 'one’s own role' },
    ),
    own('session.read', ({ thing }) => ({ body: { membershipId: thing.membershipId ?? '' } }), {
      of: 'somebody',
      on: 'somebody else’s role',
      knows: 'nobody',
      needs: 'nobody',
    }),
  ],
  listSessions: [{ ...office('the open sessions', 'session.read'), whose: 'self', account: 'needed' }],
  endSession: [
    {
      ...office('one’s own session', 'session.end', async (stand) => {
        const { app, services } = stand.platform;
        return { path: { id: (await sessionOf(app, services, ownId(stand))).id } };
      }),
      of: 'somebody',
      whose: 'self',
      account: 'needed',
    },
    {
      ...read('somebody else’s session', 'foreignSession', 'session.read'),
      needs: 'session.end',
      whose: 'somebody',
      account: 'needed',
      spends: true,
    },
  ],

  getPermissions: [free('the matrix')],
  listAccounts: [{ ...office('the people', 'account.read'), whose: 'self', account: 'needed' }],
  getAccount: [
    {
      ...read('one’s own account', 'somebody', 'account.read', (stand) => ({ path: { id: ownId(stand) } })),
      whose: 'self',
    },
    { ...read('somebody of the body', 'colleague', 'account.read'), whose: 'colleague' },
    { ...read('somebody else', 'somebody', 'account.read'), whose: 'somebody' },
  ],
  createAccount: [
    office('a new account', 'account.manage', ({ number }) => ({
      body: { userName: `opened-${number}`, name: '新人', assuranceLevel: 0 },
    })),
  ],
  closeAccount: [ofBody('somebody else', 'account.manage', () => ({}))],
  resetPassword: [ofBody('somebody else', 'account.manage', () => ({ secondFactor: false }))],
  unlockAccount: [{ ...ofBody('somebody else', 'membership.manage', () => ({})), answers: 'wrong-state' }],
  changePassword: [
    own('account.read', () => ({ body: { current: 'Wrong-Horse-42', password: 'Right-Horse-43' } }), {
      answers: 'wrong-credentials',
    }),
  ],
  enrolSecondFactor: [own('account.read', () => ({ body: {} }), { answers: 'second-factor-required' })],
  confirmSecondFactor: [
    own('account.read', () => ({ body: { enrolment: 'x', code: '000000' } }), { answers: 'wrong-state' }),
  ],
  grantMembership: [ofBody('somebody else', 'membership.manage', () => ({ role: 'evaluator' }))],
  revokeMembership: [
    {
      ...office('somebody else’s role', 'membership.manage', ({ thing }) => ({
        path: { id: thing.membershipId ?? '' },
      })),
      of: 'somebody',
      spends: true,
    },
  ],

  listTokens: [{ ...office('the tokens', 'token.read'), whose: 'self', account: 'needed' }],
  createToken: [
    own('token.manage', () => ({ body: { name: 'matrix', days: 1 } }), { on: 'a token of one’s own' }),
  ],
  revokeToken: [
    {
      ...office('one’s own token', 'token.manage', async (stand) => ({
        path: { id: (await tokenOf(stand.platform.services, ownId(stand))).id },
      })),
      of: 'somebody',
      whose: 'self',
      account: 'needed',
    },
    {
      ...read('somebody else’s token', 'foreignToken', 'token.read'),
      needs: 'token.manage',
      whose: 'somebody',
      account: 'needed',
    },
  ],

  listPublishers: [free('the publishers')],
  createPublicBody: [
    office('a new body', 'body.manage', ({ number }) => ({
      body: { code: `N${number}`, name: `新单位${number}`, nameEn: `New body ${number}` },
    })),
  ],
  closePublicBody: [{ ...office('a body', 'body.manage', byId), of: 'body', spends: true }],

  listEvents: [office('the audit trail', 'event.read')],
  listAccessRecords: [office('the access records', 'access-record.read')],
  readAccessRecordCounts: [office('the counts of access', 'access-record.read')],
  checkStore: [office('the store', 'settings.manage')],
  readConfiguration: [office('the configuration', 'settings.manage')],
  listRunning: [office('what runs now', 'running.read')],
  stopRunning: [
    office('something that runs', 'running.stop', (stand) => ({
      path: { id: aRunningWork(stand) },
      body: { reason: '占用太多' },
    })),
  ],
  takeSnapshot: [{ ...office('the whole store', 'settings.manage'), needs: 'nobody' }],
  listDemonstrationAccounts: [{ ...free('a real city'), knows: 'nobody', needs: 'nobody' }],
  enterDemonstration: [
    {
      ...free('a real city', ({ thing }) => ({ body: { accountId: thing.id } })),
      of: 'somebody',
      knows: 'nobody',
      needs: 'nobody',
    },
  ],
};
