import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';

/** What the platform itself measured of the use of a grant in some days. */
export const MeasuredUse = Type.Object({
  calls: Type.Integer(),
  /** Days with calls, the first and the last of them; and the day with most. */
  days: Type.Integer(),
  firstDay: Nullable(Type.String()),
  lastDay: Nullable(Type.String()),
  busiest: Nullable(Type.Object({ day: Type.String(), calls: Type.Integer() })),
  /** Given out over the whole term. */
  rowsInAll: Type.Integer(),
  /** Those that may be seen. */
  fields: Type.Array(Type.String()),
  /** How often the use was restricted, suspended or let go on. */
  measures: Type.Integer(),
});
export type MeasuredUse = Static<typeof MeasuredUse>;
