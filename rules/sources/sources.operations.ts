import { Type } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { ByDataset, ById, Literals, Stepped } from '../api/views.ts';
import { LONGEST_INTERVAL_MINUTES, PullView, SourceAddress, SourceView } from './source.schema.ts';

/** Events that a person sends; a change of the address comes by `changeSource`. */
export const SENT_EVENTS = ['approve', 'pause', 'resume', 'end'] as const;

const tag = 'Sources';
const written = {
  name: Line({ minLength: 1, maxLength: 200 }),
  address: SourceAddress,
  everyMinutes: Type.Integer({ minimum: 1, maximum: LONGEST_INTERVAL_MINUTES }),
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
  summary: 'Data sources that the platform pulls on a schedule, newest first, at most 500',
  tag,
  response: Type.Object({ items: Type.Array(SourceView) }),
  problems: ['not-permitted'],
});

export const getSource = operation({
  id: 'getSource',
  method: 'GET',
  path: '/sources/{id}',
  summary: 'One data source with the outcomes of its last 50 pulls',
  tag,
  params: ById,
  response: Type.Object({ source: SourceView, pulls: Type.Array(PullView) }),
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
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const changeSource = operation({
  id: 'changeSource',
  method: 'PUT',
  path: '/sources/{id}',
  summary: 'Change a data source; another address or secret has to be approved again',
  tag,
  params: ById,
  body: Type.Object({ revision: Type.Integer({ minimum: 0 }), ...written }, { additionalProperties: false }),
  response: SourceView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile'],
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
