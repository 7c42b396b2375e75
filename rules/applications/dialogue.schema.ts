import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { INSTANCES } from './application-part.machine.ts';

const SAID_KINDS = ['question', 'answer', 'message', 'reminder'] as const;

/** What publisher and applicant say to each other on one dataset; both sides read all of it. */
export const Said = Type.Object({
  at: Type.String(),
  by: Literals(['publisher', 'applicant']),
  text: Type.String(),
  /** Absent of what is older than messages: a question or its answer. */
  kind: Type.Optional(Literals(SAID_KINDS)),
});
export type Said = Static<typeof Said>;

/** A rejection that the applicant asked to consider again. */
export const Reconsideration = Type.Object({
  of: Literals(INSTANCES),
  at: Type.String(),
  text: Type.String(),
  /** Accounts that may not decide again. */
  deciders: Type.Array(Type.String()),
  answer: Nullable(
    Type.Object({ at: Type.String(), upheld: Type.Boolean(), reasons: Type.Array(Type.String()) }),
  ),
});
export type Reconsideration = Static<typeof Reconsideration>;
