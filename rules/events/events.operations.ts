import { Type } from 'typebox';
import { operation } from '../api/operation.ts';
import { Page, PageQuery } from '../api/views.ts';
import { HistoryItem } from './event.schema.ts';

export const TrailItem = Type.Object({
  ...HistoryItem.properties,
  thing: Type.String(),
  thingId: Type.String(),
  traceId: Type.String(),
});

export const listEvents = operation({
  id: 'listEvents',
  method: 'GET',
  path: '/audit/events',
  summary: 'The audit trail, newest first: every act with its role, result, reasons and provision',
  tag: 'Audit',
  query: Type.Object({
    action: Type.Optional(Type.String({ maxLength: 100, description: 'Only acts of this name' })),
    thing: Type.Optional(Type.String({ maxLength: 100, description: 'Only acts on things of this kind' })),
    thingId: Type.Optional(Type.String({ maxLength: 100 })),
    ...PageQuery,
  }),
  response: Page(TrailItem),
  problems: ['not-permitted', 'invalid-cursor'],
});
