import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { DatasetState } from '../datasets/datasets.operations.ts';
import { Finding } from '../findings/finding.schema.ts';
import { STANDINGS } from './changes.ts';
import { BATCH_EVENTS, BATCH_STATES } from './draft-batch.machine.ts';
import { EDIT_MODES, EDIT_SUBJECTS } from './edit.ts';

export const LIST_FORMATS = ['xlsx', 'csv', 'json'] as const;
const encoding = Type.Union([Type.Literal('utf-8'), Type.Literal('gb18030')], { default: 'utf-8' });
const publisher = Type.Optional(Type.String({ maxLength: 20, description: 'Code of the body' }));
const byFormat = Type.Object({ format: Literals(LIST_FORMATS) });

export const exportOpenList = operation({
  id: 'exportOpenList',
  method: 'GET',
  path: '/open-list-exports/{format}',
  summary:
    'The open list as a file: every element of xz-9 of what is open; of closed datasets name, publisher and ground alone',
  tag: 'Datasets',
  params: byFormat,
  query: Type.Object({
    publisher,
    domain: Type.Optional(Type.String({ maxLength: 50, description: 'Domain code' })),
    part: Literals(['list', 'fields', 'closed'], { default: 'list', description: 'csv: which table' }),
    encoding,
  }),
  response: Download,
  problems: [],
});

const tag = 'Open list';
const path = '/draft-batches';

export const exportDrafts = operation({
  id: 'exportDrafts',
  method: 'GET',
  path: '/draft-exports/{format}',
  summary:
    'The list as it is being worked on, as a file that can be edited and brought back; as far as the caller may read drafts',
  tag,
  params: byFormat,
  query: Type.Object({
    publisher,
    state: Type.Optional(DatasetState),
    part: Literals(['list', 'fields'], { default: 'list', description: 'csv: which table' }),
    encoding,
  }),
  response: Download,
  problems: ['not-permitted'],
});

/** Datasets that one batch may change. */
export const LARGEST_BATCH = 2000;
/** Bytes of a list file, before it is written as base64. */
export const LARGEST_LIST_FILE = 3 * 1024 * 1024;

export const BatchEdit = Type.Object({
  element: Literals(EDIT_SUBJECTS, {
    description: '`from-catalogue` fills in all that each dataset’s own catalogue entry says',
  }),
  mode: Literals(EDIT_MODES, {
    description: 'In place of what is there, only where nothing is, or after it',
  }),
  value: Type.String({ maxLength: 30_000, description: 'Lists one item a line' }),
});
export type BatchEdit = Static<typeof BatchEdit>;

const BatchCounts = Type.Object({
  /** Datasets that were looked at. */
  looked: Type.Integer(),
  /** That change, say the same already, differ from somebody else’s change, or cannot be changed. */
  change: Type.Integer(),
  same: Type.Integer(),
  conflict: Type.Integer(),
  refused: Type.Integer(),
});
export type BatchCounts = Static<typeof BatchCounts>;

export const DraftBatchView = Type.Object({
  id: Type.String(),
  /** The file that it came with; null where one element was edited. */
  fileName: Nullable(Type.String()),
  edit: Nullable(BatchEdit),
  state: Literals(BATCH_STATES),
  body: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  by: Type.String(),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  /** What it would do as things stand, or did. */
  counts: BatchCounts,
  can: Abilities,
});
export type DraftBatchView = Static<typeof DraftBatchView>;

/** Why nothing of a dataset can be changed. */
export type BlockedBy = 'unknown-dataset' | 'under-way' | 'withdrawn' | 'state-secret';

const OUTCOMES = ['change', 'same', 'conflict', 'refused'] as const;
export type BatchOutcome = (typeof OUTCOMES)[number];

export const BatchItem = Type.Object({
  /** From 1, in the order of the file. */
  place: Type.Integer(),
  /** Of the file; null where one element was edited. */
  row: Nullable(Type.Integer()),
  code: Type.String(),
  dataset: Nullable(Type.Object({ id: Type.String(), name: Type.String(), state: DatasetState })),
  outcome: Literals(OUTCOMES),
  changes: Type.Array(
    Type.Object({
      element: Type.String(),
      /** Name of the field that it is of; null for an element of the dataset. */
      field: Nullable(Type.String()),
      before: Type.String(),
      after: Type.String(),
      standing: Literals(STANDINGS),
    }),
  ),
  /** Why it, or part of it, is not taken, in the reader’s language. */
  refusals: Type.Array(
    Type.Object({ code: Type.String(), row: Nullable(Type.Integer()), detail: Type.String() }),
  ),
  /** What xz-9 misses that it would mend, or bring; null once it is over. */
  findings: Nullable(
    Type.Object({ mended: Type.Array(Finding), brought: Type.Array(Finding), left: Type.Integer() }),
  ),
});
export type BatchItem = Static<typeof BatchItem>;

/** What became of a dataset of a batch, as it is kept. */
export type BatchDone = Pick<BatchItem, 'outcome' | 'changes'> & { blocked: BlockedBy | null };

export const listDraftBatches = operation({
  id: 'listDraftBatches',
  method: 'GET',
  path,
  summary: 'Changes of many drafts at once, newest first',
  tag,
  query: Type.Object(PageQuery),
  response: Page(DraftBatchView),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const editDrafts = operation({
  id: 'editDrafts',
  method: 'POST',
  path,
  summary: 'One element of many datasets: looked over first, and written when the batch is taken',
  tag,
  body: Type.Object({
    datasets: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: LARGEST_BATCH,
        description: 'Absent: all that the filter fits',
      }),
    ),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name or of the code' })),
    state: Type.Optional(DatasetState),
    edit: BatchEdit,
  }),
  response: DraftBatchView,
  status: 201,
  problems: ['not-permitted', 'invalid-input', 'too-large'],
});

export const sendListFile = operation({
  id: 'sendListFile',
  method: 'POST',
  path: '/draft-batches/files',
  summary: 'An exported list that was edited: looked over first, and written when the batch is taken',
  tag,
  body: Type.Object({
    fileName: Type.String({ minLength: 1, maxLength: 255 }),
    content: Type.String({
      minLength: 4,
      maxLength: (LARGEST_LIST_FILE / 3) * 4,
      pattern: '^[A-Za-z0-9+/]*={0,2}$',
      description: 'base64',
    }),
  }),
  response: DraftBatchView,
  status: 201,
  problems: ['not-permitted', 'invalid-input', 'unsupported-format', 'unreadable-file', 'too-large'],
});

export const getDraftBatch = operation({
  id: 'getDraftBatch',
  method: 'GET',
  path: `${path}/{id}`,
  summary: 'What a batch would change as things stand, or did',
  tag,
  params: ById,
  response: DraftBatchView,
  problems: ['not-found'],
});

export const listBatchItems = operation({
  id: 'listBatchItems',
  method: 'GET',
  path: `${path}/{id}/items`,
  summary: 'The datasets of a batch: before and after, conflicts, refusals, and what xz-9 then misses',
  tag,
  params: ById,
  query: Type.Object(PageQuery),
  response: Page(BatchItem),
  problems: ['not-found', 'invalid-cursor'],
});

export const stepDraftBatch = operation({
  id: 'stepDraftBatch',
  method: 'POST',
  path: `${path}/{id}/{event}`,
  summary: 'Write a batch into the drafts, or drop it; nothing of it is public before its work orders',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(BATCH_EVENTS) }),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});
