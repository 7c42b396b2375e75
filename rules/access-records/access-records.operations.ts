import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Nullable, Page, PageQuery } from '../api/views.ts';

/** One call or download: who, what, how much, how long; never what was searched for. */
export const AccessRecordView = Type.Object({
  id: Type.String({ description: 'Segment and line' }),
  at: Type.String({ format: 'date-time', description: 'When the answer had been sent' }),
  operation: Type.String(),
  status: Type.Integer({ description: 'HTTP status; 499 when the caller left before an answer began' }),
  bytes: Type.Integer({ description: 'Bytes handed to the connection, headers included' }),
  durationUs: Type.Integer({ description: 'Microseconds from arrival to the last byte' }),
  address: Type.String(),
  role: Type.String(),
  accountId: Nullable(Type.String()),
  accountName: Nullable(Type.String()),
  tokenId: Nullable(Type.String()),
  datasetId: Nullable(Type.String()),
  datasetCode: Nullable(Type.String()),
  version: Nullable(Type.Integer()),
  format: Nullable(Type.String()),
  traceId: Type.String(),
});
export type AccessRecordView = Static<typeof AccessRecordView>;

const Moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})$',
  description: 'RFC 3339, with offset',
});

export const listAccessRecords = operation({
  id: 'listAccessRecords',
  method: 'GET',
  path: '/access-records',
  summary: 'Calls and downloads, newest first',
  tag: 'Audit',
  query: Type.Object(
    {
      dataset: Type.Optional(Type.String({ maxLength: 60, description: 'Id or code of a dataset' })),
      from: Type.Optional(Moment),
      to: Type.Optional(Moment),
      ...PageQuery,
    },
    { additionalProperties: false },
  ),
  response: Page(AccessRecordView),
  problems: ['not-permitted', 'invalid-cursor'],
});

/** Counted by the answering process since its start. */
export const AccessRecordCounts = Type.Object({
  taken: Type.Integer({ description: 'Accesses seen' }),
  durable: Type.Integer({ description: 'Of these, recorded so that no crash loses them' }),
  lost: Type.Integer({ description: 'Of these, given up: the disk of this node took none' }),
});
export type AccessRecordCounts = Static<typeof AccessRecordCounts>;

export const readAccessRecordCounts = operation({
  id: 'readAccessRecordCounts',
  method: 'GET',
  path: '/access-records/counts',
  summary: 'How many accesses this node has seen and recorded since it started',
  tag: 'Audit',
  response: AccessRecordCounts,
  problems: ['not-permitted'],
});
