import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Literals, Abilities, ById, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { ListEntry } from '../datasets/list-entry.schema.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { Finding } from '../findings/finding.schema.ts';
import { GradingGuideline } from '../gradings/guideline.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { ListChange, ReturnReason } from './work-order.schema.ts';
import { WORK_ORDER_EVENTS, WORK_ORDER_STATES } from './work-order.machine.ts';

export const WorkOrderState = Literals(WORK_ORDER_STATES);

export const WorkOrderSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  kind: Type.Literal('list-change'),
  state: WorkOrderState,
  datasetId: Type.String(),
  datasetCode: Type.String(),
  name: Type.String(),
  publisher: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  preparedBy: Type.String(),
  preparedAt: Type.String(),
  submittedAt: Nullable(Type.String()),
  decidedAt: Nullable(Type.String()),
  clock: Nullable(ClockView),
});
export type WorkOrderSummary = Static<typeof WorkOrderSummary>;

export const WorkOrderView = Type.Object({
  ...WorkOrderSummary.properties,
  change: ListChange,
  /** The entry in force before it; null for a new dataset. */
  before: Nullable(ListEntry),
  findings: Type.Array(Finding),
  /** The secrecy review of these fields and this data was passed; without it nothing is submitted (grading2019). */
  secrecyPassed: Type.Boolean(),
  /** In force, as the body follows it. */
  guideline: GradingGuideline,
  reasons: Type.Array(ReturnReason),
  submittedBy: Nullable(Type.String()),
  decidedBy: Nullable(Type.String()),
  history: Type.Array(HistoryItem),
  can: Abilities,
});
export type WorkOrderView = Static<typeof WorkOrderView>;

const tag = 'Work orders';

export const listWorkOrders = operation({
  id: 'listWorkOrders',
  method: 'GET',
  path: '/work-orders',
  summary: 'Work orders that the caller may see, newest first',
  tag,
  query: Type.Object({ state: Type.Optional(WorkOrderState), ...PageQuery }),
  response: Page(WorkOrderSummary),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getWorkOrder = operation({
  id: 'getWorkOrder',
  method: 'GET',
  path: '/work-orders/{id}',
  summary: 'A work order with what it changes, its clock and its history',
  tag,
  params: ById,
  response: WorkOrderView,
  problems: ['not-found'],
});

export const stepWorkOrder = operation({
  id: 'stepWorkOrder',
  method: 'POST',
  path: '/work-orders/{id}/{event}',
  summary: 'Submit, send back, accept, return (all reasons at once) or cancel a list change (xz-11)',
  tag,
  params: Type.Object({
    ...ById.properties,
    event: Literals(WORK_ORDER_EVENTS),
  }),
  body: Type.Object({ reasons: Type.Array(ReturnReason, { maxItems: 20, default: [] }) }),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'incomplete-entry',
    'shared-data',
    'against-grading',
    'secrecy-review-missing',
    'state-secret',
    'already-exists',
  ],
});

/** One thing that waits for the caller. */
export const Task = Type.Object({
  kind: Type.Union([
    Type.Literal('submit-list-change'),
    Type.Literal('decide-list-change'),
    Type.Literal('mend-returned'),
    Type.Literal('publish-version'),
    Type.Literal('mend-quarantined'),
    Type.Literal('confirm-reading'),
    Type.Literal('approve-source'),
    Type.Literal('mend-source'),
    Type.Literal('mend-mismatches'),
    Type.Literal('prepare-review'),
    Type.Literal('confirm-review'),
    Type.Literal('carry-out-review'),
    Type.Literal('mend-system'),
    Type.Literal('confirm-system'),
    Type.Literal('decide-system'),
    Type.Literal('sign-agreement'),
    Type.Literal('examine-agreement'),
    Type.Literal('confirm-emergency'),
    Type.Literal('review-emergency'),
    Type.Literal('answer-changes'),
    Type.Literal('state-destruction'),
    Type.Literal('decide-organisation'),
    Type.Literal('mend-organisation'),
    Type.Literal('file-use-report'),
    Type.Literal('decide-use-report'),
    Type.Literal('answer-suggestion'),
    Type.Literal('answer-spot-check'),
    Type.Literal('mend-found'),
    Type.Literal('judge-spot-check'),
    Type.Literal('examine-misconduct'),
    Type.Literal('measure-misconduct'),
    Type.Literal('decide-appeal'),
    Type.Literal('take-in-application'),
    Type.Literal('prepare-opinion'),
    Type.Literal('decide-application'),
    Type.Literal('mend-application'),
    Type.Literal('answer-publisher'),
    Type.Literal('decide-offer'),
    Type.Literal('prepare-fast-track'),
    Type.Literal('decide-fast-track'),
    Type.Literal('overdue-application'),
    Type.Literal('reconsider-application'),
    Type.Literal('give-expert-opinion'),
    Type.Literal('finish-draft'),
    Type.Literal('mend-imported'),
    Type.Literal('decide-disputed'),
    Type.Literal('mend-binding'),
    Type.Literal('regrade'),
    Type.Literal('agree-guideline'),
    Type.Literal('enforce-guideline'),
  ]),
  thingId: Type.String(),
  datasetId: Nullable(Type.String()),
  title: Type.String(),
  /** What tells it apart: publisher, code, file name. */
  notes: Type.Array(Type.String()),
  /** Where it is not plain from the kind. */
  provision: Type.Optional(Type.String()),
  since: Type.String(),
  clock: Nullable(ClockView),
  /** What comes first of the same day, 0 to 10 (`xz-19-2`). */
  favour: Type.Optional(Type.Integer()),
});
export type Task = Static<typeof Task>;

export const listTasks = operation({
  id: 'listTasks',
  method: 'GET',
  path: '/tasks',
  summary: 'What waits for the caller in the acting role, most urgent first',
  tag,
  response: Type.Object({ items: Type.Array(Task) }),
  problems: ['not-permitted'],
});

export const WORK_ORDER_OPERATIONS = [listWorkOrders, getWorkOrder, stepWorkOrder, listTasks];
