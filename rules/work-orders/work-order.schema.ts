import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { ListEntry } from '../datasets/list-entry.schema.ts';

/** The four grounds on which a list change is returned (`xz-11-1` – `xz-11-4`). */
export const RETURN_GROUNDS = ['no-good-reason', 'incomplete', 'against-grading', 'other'] as const;

export const ReturnReason = Type.Object(
  {
    ground: Literals(RETURN_GROUNDS),
    text: Type.String({ minLength: 2, maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type ReturnReason = Static<typeof ReturnReason>;

/** What is to change on the open list and why (`xz-11`); `entry` is the whole entry as it shall be. */
export const ListChange = Type.Object(
  { reason: Type.String(), draftRevision: Type.Integer(), entry: ListEntry },
  { additionalProperties: false },
);
export type ListChange = Static<typeof ListChange>;
