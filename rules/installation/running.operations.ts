import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { ById, Literals, Nullable } from '../api/views.ts';

export const WORK_KINDS = ['rows', 'sql', 'export', 'job'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export const RunningView = Type.Object({
  id: Type.String(),
  kind: Literals(WORK_KINDS),
  state: Literals(['waiting', 'running']),
  since: Type.String({ format: 'date-time' }),
  role: Nullable(Type.String({ description: 'Of the caller; null of a job' })),
  accountName: Nullable(Type.String({ description: 'Only for those who may read accounts' })),
  datasetId: Nullable(Type.String()),
  datasetCode: Nullable(Type.String()),
  format: Nullable(Type.String()),
  bytes: Nullable(Type.Integer({ description: 'Of an export, made so far' })),
  queue: Nullable(Type.String({ description: 'Of a job' })),
  attempt: Nullable(Type.Integer({ description: 'Of a job: 1 is the first' })),
});
export type RunningView = Static<typeof RunningView>;

const GateView = Type.Object({
  places: Type.Integer(),
  taken: Type.Integer(),
  waiting: Type.Integer(),
  refused: Type.Integer({ description: 'Since the start' }),
});

export const RunningReport = Type.Object({
  /** The oldest first. */
  items: Type.Array(RunningView),
  gates: Type.Object({ queries: GateView, exports: GateView }),
  exportCache: Type.Object({
    files: Type.Integer(),
    bytes: Type.Integer(),
    mostBytes: Type.Integer(),
    made: Type.Integer({ description: 'Since the start' }),
    reused: Type.Integer({ description: 'Since the start: asked for and there, or being made' }),
  }),
});
export type RunningReport = Static<typeof RunningReport>;

export const listRunning = operation({
  id: 'listRunning',
  method: 'GET',
  path: '/running',
  summary: 'What this node computes at this moment: queries and exports; and jobs, of all nodes',
  tag: 'Installation',
  response: RunningReport,
  problems: ['not-permitted'],
});

export const stopRunning = operation({
  id: 'stopRunning',
  method: 'POST',
  path: '/running/{id}/stop',
  summary: 'Stop a query, an export or a job; whoever waits for it is told the reason',
  tag: 'Installation',
  params: ById,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) }),
  response: Type.Object({ id: Type.String() }),
  problems: ['not-permitted', 'not-found'],
});

/** Where people see it. */
export const RUNNING_PAGE = '/console/running';
