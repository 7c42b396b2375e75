import { Type } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { ByDataset, ById, Literals, Nullable, Stepped } from '../api/views.ts';
import { DeliveryView, LIVE_LIMITS, LiveSetting, SourcePeriodView } from './live.ts';
import { LONGEST_INTERVAL_SECONDS } from './schedule.ts';
import { PullView, SourceAddress, SourceView } from './source.schema.ts';

/** Events that a person sends; a change of the address comes by `changeSource`. */
export const SENT_EVENTS = ['approve', 'pause', 'resume', 'end'] as const;

const tag = 'Sources';
const written = {
  name: Line({ minLength: 1, maxLength: 200 }),
  address: SourceAddress,
  everySeconds: Nullable(
    Type.Integer({
      minimum: 5,
      maximum: LONGEST_INTERVAL_SECONDS,
      description: 'How often it is pulled: from 60 on, from 5 on where it is live; null for what is pushed',
    }),
  ),
  live: Nullable(LiveSetting),
  secret: Type.Optional(
    Line({
      maxLength: 4000,
      description:
        'Password or value of the header. Written only, never answered; absent: the one that is kept',
    }),
  ),
};

export const listSources = operation({
  id: 'listSources',
  method: 'GET',
  path: '/sources',
  summary: 'Data sources that the platform pulls on a schedule or is sent rows by, newest first, at most 500',
  tag,
  response: Type.Object({ items: Type.Array(SourceView) }),
  problems: ['not-permitted'],
});

export const getSource = operation({
  id: 'getSource',
  method: 'GET',
  path: '/sources/{id}',
  summary:
    'One data source with the outcomes of its last pulls; of a live one, its last periods and deliveries',
  tag,
  params: ById,
  response: Type.Object({
    source: SourceView,
    pulls: Type.Array(PullView),
    periods: Type.Array(SourcePeriodView),
    deliveries: Type.Array(DeliveryView),
    /** A row as it can be pushed; null where nothing is pushed, or no version has shown the columns yet. */
    example: Nullable(Type.Record(Type.String(), Type.Unknown())),
  }),
  problems: ['not-found'],
});

export const createSource = operation({
  id: 'createSource',
  method: 'POST',
  path: '/sources',
  summary: 'Draft a data source for a dataset; nothing is pulled before a reviewer approves it',
  tag,
  body: Type.Object({ datasetId: ByDataset.properties.id, ...written }, { additionalProperties: false }),
  response: SourceView,
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'already-exists'],
});

export const changeSource = operation({
  id: 'changeSource',
  method: 'PUT',
  path: '/sources/{id}',
  summary: 'Change a data source; another address, secret or way of being live has to be approved again',
  tag,
  params: ById,
  body: Type.Object({ revision: Type.Integer({ minimum: 0 }), ...written }, { additionalProperties: false }),
  response: SourceView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'already-exists', 'changed-meanwhile'],
});

export const stepSource = operation({
  id: 'stepSource',
  method: 'POST',
  path: '/sources/{id}/{event}',
  summary: 'Approve, pause, resume or end a data source',
  tag,
  params: Type.Object(
    { id: ById.properties.id, event: Literals(SENT_EVENTS) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes'],
});

export const pullSource = operation({
  id: 'pullSource',
  method: 'POST',
  path: '/sources/{id}/pulls',
  summary: 'Pull an approved data source now instead of at its next time',
  tag,
  params: ById,
  response: SourceView,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const pushRows = operation({
  id: 'pushRows',
  method: 'POST',
  path: '/sources/{id}/rows',
  summary:
    'Send rows to an approved live source: taken whole, durable before the answer, readable within 2 s; one bad row refuses the delivery',
  tag,
  params: ById,
  body: Type.Object(
    {
      rows: Type.Optional(
        Type.Array(Type.Record(Type.String(), Type.Unknown()), {
          maxItems: LIVE_LIMITS.deliveryRows,
          description: 'Objects by the name or label of each field; a missing key is a missing value',
        }),
      ),
      ndjson: Type.Optional(Type.String({ description: 'The rows as NDJSON, instead of `rows`' })),
      csv: Type.Optional(Type.String({ description: 'The rows as CSV with a header, instead of `rows`' })),
    },
    { additionalProperties: false },
  ),
  rowsBody: true,
  response: Type.Object({
    accepted: Type.Integer(),
    periodStart: Type.String(),
    periodEnd: Type.String(),
    /** Rows of this delivery are readable once `live.revision` of the dataset's records has reached it. */
    revision: Type.Integer(),
  }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'no-data-yet', 'rows-refused', 'too-large'],
});
