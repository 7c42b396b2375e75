import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import { OPEN_CLASSES } from '../datasets/open-class.ts';

/** Consent of the rights holders as it stands: to which class, and for which fields (none named: the whole dataset). */
const LiftingConsent = Type.Object({
  id: Type.String(),
  opens: Literals(OPEN_CLASSES),
  fields: Type.Array(Type.String()),
});
export type LiftingConsent = Static<typeof LiftingConsent>;

/** What was decided of the dataset before. */
export const GradeStanding = Type.Object({
  /** Levels of the grading that its listing rests on; null before the first. */
  before: Nullable(Type.Record(Type.String(), Type.String())),
  /** Another version of the data came after it. */
  processedSince: Type.Boolean(),
  consents: Type.Array(LiftingConsent),
  /** Found to hold a state secret by the newest review. */
  stateSecret: Type.Boolean(),
});
export type GradeStanding = Static<typeof GradeStanding>;
