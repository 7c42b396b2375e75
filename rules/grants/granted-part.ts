import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';

/** What the reader may take of a conditional dataset today, under one grant. */
export const GrantedPart = Type.Object({
  id: Type.String(),
  fields: Type.Array(Type.String()),
  /** The last day. */
  until: Type.String(),
  /** Only this system may call; null: the reader takes it themselves. */
  system: Nullable(Type.String()),
  /** Each call looks up one value of this field; null: any question. */
  keyField: Nullable(Type.String()),
  /** Calls or rows are few: none are spent unasked. */
  isSparing: Type.Boolean(),
});
export type GrantedPart = Static<typeof GrantedPart>;
