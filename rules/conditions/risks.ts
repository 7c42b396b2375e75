import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { placeOf } from '../gradings/guideline.ts';
import { Text, type GradingGuideline } from '../gradings/guideline.schema.ts';
import { TERM_KIND_NAMES, type ConditionTerm, type TermKind } from './condition.schema.ts';

const PEOPLE_AND_FIRMS = ['person', 'organisation'];
const WHAT_IT_TELLS = [...PEOPLE_AND_FIRMS, 'object'];
const ANY = [...WHAT_IT_TELLS, 'supply'];
/** How it is asked for, not what may go wrong with it: such terms stand with any grade. */
const PROCEDURE = null;

/** The dimensions of the guideline whose risks a kind of term answers. */
const ANSWERS: Record<TermKind, readonly string[] | null> = {
  'scenario-allowed': ANY,
  'scenario-forbidden': ANY,
  'security-capability': ANY,
  'security-certificate': ANY,
  'security-maturity': ANY,
  'security-measure': ANY,
  masking: PEOPLE_AND_FIRMS,
  'sensitivity-stated': WHAT_IT_TELLS,
  'source-cited': PROCEDURE,
  'spot-check': ANY,
  'use-report': ANY,
  'real-time-logs': ANY,
  'access-logged': ANY,
  'technical-capability': ['supply'],
  'not-listed': ANY,
  'credit-standing': ANY,
  'application-needed': PROCEDURE,
  'approval-needed': PROCEDURE,
  'contact-first': PROCEDURE,
  'statement-needed': PROCEDURE,
  'material-needed': PROCEDURE,
  'applicant-kind': ANY,
  'applicant-excluded': ANY,
  'own-data-only': PEOPLE_AND_FIRMS,
  'one-key-query': PEOPLE_AND_FIRMS,
  'real-name': PROCEDURE,
  'agreement-needed': PROCEDURE,
  'named-system': ANY,
  'fields-limited': WHAT_IT_TELLS,
  'period-limited': ANY,
  withheld: PROCEDURE,
  'free-of-charge': PROCEDURE,
};

/** A risk that the grade of a dataset found, and what its conditions set against it (`xz-15`). */
export const GradedRisk = Type.Object(
  {
    dimension: Type.String(),
    level: Type.String(),
    question: Text,
    name: Text,
    /** Kinds of terms among the conditions that answer it. */
    answeredBy: Type.Array(Literals(TERM_KIND_NAMES)),
  },
  { additionalProperties: false },
);
export type GradedRisk = Static<typeof GradedRisk>;

type Levels = Readonly<Record<string, string>>;
type Terms = readonly Pick<ConditionTerm, 'kind'>[];

/** Every dimension in which a dataset stands above the most open level, with the terms that answer it. */
export function gradedRisks({ dimensions }: GradingGuideline, levels: Levels, terms: Terms): GradedRisk[] {
  const asked = TERM_KIND_NAMES.filter((kind) => terms.some((term) => term.kind === kind));
  return dimensions.flatMap((dimension) => {
    const level = dimension.levels[placeOf(dimension, levels[dimension.code])];
    if (!level || level === dimension.levels[0]) return [];
    const answeredBy = asked.filter((kind) => ANSWERS[kind]?.includes(dimension.code));
    return [
      {
        dimension: dimension.code,
        level: level.code,
        question: dimension.question,
        name: level.name,
        answeredBy,
      },
    ];
  });
}

/** The terms that answer none of the risks, and are no matter of procedure either: reasonable conditions match a risk (`xz-15`). */
export const answeringNone = <Term extends Pick<ConditionTerm, 'kind'>>(
  risks: readonly GradedRisk[],
  terms: readonly Term[],
): Term[] =>
  terms.filter(
    ({ kind }) => ANSWERS[kind] !== PROCEDURE && !risks.some(({ answeredBy }) => answeredBy.includes(kind)),
  );
