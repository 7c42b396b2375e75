import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ByDataset, Nullable, Page, PageQuery } from '../api/views.ts';
import { Finding } from '../findings/finding.schema.ts';
import { GradeStanding } from '../gradings/grade-standing.schema.ts';
import { GradingGuideline, LevelRefinement } from '../gradings/guideline.schema.ts';
import { Regrading } from '../gradings/gradings.operations.ts';
import { ReturnReason } from '../work-orders/work-order.schema.ts';
import { VersionView } from '../versions/versions.operations.ts';
import { DatasetState } from './datasets.operations.ts';
import { ListEntry, OpenClass } from './list-entry.schema.ts';

const BodyRef = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

export const DraftView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: DatasetState,
  publisher: BodyRef,
  catalogueEntryId: Nullable(Type.String()),
  entry: ListEntry,
  /** What is in force on the list; null before the first listing. */
  listed: Nullable(ListEntry),
  revision: Type.Integer(),
  findings: Type.Array(Finding),
  /** What the entry in force lost by changes of the catalogue (`xz-9`). */
  lost: Type.Array(Finding),
  /** What the levels chosen so far give; null while a dimension is not answered. */
  gradedClass: Nullable(OpenClass),
  /** In force, as the body follows it, and how it reads the levels. */
  guideline: GradingGuideline,
  refinements: Type.Array(LevelRefinement),
  /** What was decided of its grade before: the live check needs it. */
  standing: GradeStanding,
  /** A new guideline asks for another grade; null when none does. */
  regrading: Nullable(Regrading),
  /** The one that the caller could publish, else the newest. */
  version: Nullable(VersionView),
  workOrderId: Nullable(Type.String()),
  /** The change that came back, with all its reasons, until it is handed on again. */
  returned: Nullable(Type.Object({ workOrderId: Type.String(), reasons: Type.Array(ReturnReason) })),
  can: Abilities,
});
export type DraftView = Static<typeof DraftView>;

export const DraftSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: DatasetState,
  name: Type.String(),
  openClass: Nullable(OpenClass),
  publisher: BodyRef,
  hasDraft: Type.Boolean(),
  rows: Nullable(Type.Integer()),
  dataUpdatedAt: Nullable(Type.String()),
  changedAt: Type.String(),
});
export type DraftSummary = Static<typeof DraftSummary>;

const tag = 'Open list';

export const listDrafts = operation({
  id: 'listDrafts',
  method: 'GET',
  path: '/drafts',
  summary: 'Datasets of every state that the caller works on or watches, the last changed first',
  tag,
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name or of the code' })),
    state: Type.Optional(DatasetState),
    ...PageQuery,
  }),
  response: Type.Object({
    ...Page(DraftSummary).properties,
    /** Of all that the words fit, by state. */
    states: Type.Array(Type.Object({ value: DatasetState, count: Type.Integer() })),
  }),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getDraft = operation({
  id: 'getDraft',
  method: 'GET',
  path: '/datasets/{id}/draft',
  summary: 'The entry as it is being written, with everything that xz-9 still misses',
  tag,
  params: ByDataset,
  response: DraftView,
  problems: ['not-found'],
});

export const saveDraft = operation({
  id: 'saveDraft',
  method: 'PUT',
  path: '/datasets/{id}/draft',
  summary: 'Keep the entry as far as it is written; `revision` is the one that was read',
  tag,
  params: ByDataset,
  body: Type.Object({ revision: Type.Integer(), entry: ListEntry }),
  response: DraftView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile', 'state-secret'],
});

export const prepareListChange = operation({
  id: 'prepareListChange',
  method: 'POST',
  path: '/datasets/{id}/prepare',
  summary: 'Hand the entry to the reviewer as a work order, with the reason for the change (xz-11)',
  tag,
  params: ByDataset,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) }),
  response: Type.Object({ workOrderId: Type.String(), code: Type.String() }),
  status: 201,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'incomplete-entry',
    'shared-data',
    'against-grading',
    'state-secret',
  ],
});

export const makeStatic = operation({
  id: 'makeStatic',
  method: 'POST',
  path: '/datasets/{id}/make-static',
  summary:
    'Propose, as a work order, that open data which can no longer be updated stays open as static data (xz-10-1)',
  tag,
  params: ByDataset,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) }),
  response: Type.Object({ workOrderId: Type.String(), code: Type.String() }),
  status: 201,
  problems: prepareListChange.problems,
});

export const DRAFT_OPERATIONS = [listDrafts, getDraft, saveDraft, prepareListChange, makeStatic];
