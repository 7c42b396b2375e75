import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { Literals, Abilities, ById, Nullable } from '../api/views.ts';
import { ProblemView } from '../problems/problem.schema.ts';
import { Reading, ReadingChoices } from '../reading/reading.schema.ts';
import { Survey } from '../reading/survey.ts';
import { CarriedReading, Comparison } from './comparison.ts';

/** receiving → received → read | refused → confirmed (a data version exists). */
export const UPLOAD_STATES = ['receiving', 'received', 'read', 'refused', 'confirmed'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

export const UploadView = Type.Object({
  id: Type.String(),
  bodyId: Type.String(),
  fileName: Type.String(),
  bytes: Type.Integer(),
  state: Literals(UPLOAD_STATES),
  digest: Nullable(Type.String()),
  reading: Nullable(Reading),
  choices: ReadingChoices,
  /** The dataset that it shall update, where that is known. */
  datasetId: Nullable(Type.String()),
  /** What was taken over from the last file of that dataset. */
  carried: Nullable(CarriedReading),
  problem: Nullable(ProblemView),
  createdAt: Type.String(),
  can: Abilities,
});
export type UploadView = Static<typeof UploadView>;

export const SampleRow = Type.Object({
  number: Type.Integer(),
  role: Literals(['preamble', 'header', 'data', 'footer', 'leftOut']),
  cells: Type.Array(Type.String()),
  typed: Type.Array(Nullable(Type.String())),
});
export type SampleRow = Static<typeof SampleRow>;

const tag = 'Uploads';

export const listUploads = operation({
  id: 'listUploads',
  method: 'GET',
  path: '/uploads',
  summary: 'Files that the body has sent and not yet turned into data, newest first, at most 100',
  tag,
  response: Type.Object({ items: Type.Array(UploadView) }),
  problems: ['not-permitted'],
});

export const getUpload = operation({
  id: 'getUpload',
  method: 'GET',
  path: '/uploads/{id}',
  summary: 'A file that was sent, and what was understood of it',
  tag,
  params: ById,
  response: UploadView,
  problems: ['not-found'],
});

export const sampleUpload = operation({
  id: 'sampleUpload',
  method: 'GET',
  path: '/uploads/{id}/sample',
  summary: 'Rows of the file as they were and as they are read',
  tag,
  params: ById,
  query: Type.Object({
    offset: Type.Integer({ minimum: 0, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    rows: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,9}(,[0-9]{1,9}){0,199}$',
        description: 'Rows by number instead, such as `1,2,218`',
      }),
    ),
  }),
  response: Type.Object({ rows: Type.Array(SampleRow) }),
  problems: ['not-found', 'wrong-state'],
});

export const surveyUpload = operation({
  id: 'surveyUpload',
  method: 'GET',
  path: '/uploads/{id}/survey',
  summary:
    'What the whole file holds: its map, values that stand out, rows of sums; what changes in the dataset',
  tag,
  params: ById,
  response: Type.Object({ survey: Nullable(Survey), comparison: Nullable(Comparison) }),
  problems: ['not-found'],
});

export const downloadUpload = operation({
  id: 'downloadUpload',
  method: 'GET',
  path: '/uploads/{id}/original',
  summary: 'The bytes as they were sent',
  tag,
  params: ById,
  response: Download,
  problems: ['not-found', 'wrong-state'],
});

export const changeReading = operation({
  id: 'changeReading',
  method: 'PUT',
  path: '/uploads/{id}/reading',
  summary: 'Correct how a file is read: encoding, table, header, types; the file is read again',
  tag,
  params: ById,
  body: Type.Object({
    choices: ReadingChoices,
    datasetId: Type.Optional(
      Type.String({
        description: 'The dataset that it updates: read it as the last file was, whatever the choices',
      }),
    ),
  }),
  response: UploadView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'unreadable-file'],
});

export const confirmReading = operation({
  id: 'confirmReading',
  method: 'POST',
  path: '/uploads/{id}/confirm',
  summary: 'Take the file as it was read: a new version of a dataset, or of a new one',
  tag,
  params: ById,
  body: Type.Object({
    datasetId: Type.Optional(Type.String({ description: 'The dataset it updates; a new draft when absent' })),
    catalogueEntryId: Type.Optional(
      Type.String({
        description: 'For a new dataset: the catalogue entry it comes from; a new entry when absent',
      }),
    ),
    name: Type.Optional(Type.String({ maxLength: 200, description: 'For a new dataset: its working name' })),
  }),
  response: Type.Object({ datasetId: Type.String(), versionId: Type.String() }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'already-exists'],
});

export const UPLOAD_OPERATIONS = [
  listUploads,
  getUpload,
  sampleUpload,
  surveyUpload,
  downloadUpload,
  changeReading,
  confirmReading,
];
