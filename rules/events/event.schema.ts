import { Type, type Static } from 'typebox';

/** One act: who, in which role, what, on what, with which result, why. Kept as canonical JSON (RFC 8785). */
export const Event = Type.Object({
  id: Type.String(),
  at: Type.String(),
  actor: Type.Union([Type.String(), Type.Null()]),
  role: Type.String(),
  body: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  thing: Type.String(),
  thingId: Type.String(),
  version: Type.Union([Type.Integer(), Type.Null()]),
  result: Type.Union([Type.Literal('done'), Type.Literal('refused'), Type.Literal('failed')]),
  reasons: Type.Array(Type.String()),
  provision: Type.Union([Type.String(), Type.Null()]),
  traceId: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type Event = Static<typeof Event>;

/** A line of a thing's history as people see it. */
export const HistoryItem = Type.Object({
  id: Type.String(),
  at: Type.String(),
  actorName: Type.String(),
  role: Type.String(),
  bodyName: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  result: Type.String(),
  reasons: Type.Array(Type.String()),
  provision: Type.Union([Type.String(), Type.Null()]),
});
export type HistoryItem = Static<typeof HistoryItem>;
