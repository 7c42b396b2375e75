import { Type, type Static } from 'typebox';
import { Id, Literals, Nullable } from '../api/views.ts';
import { FAMILY_NAMES, type TermKind, type TermValue } from '../conditions/condition.schema.ts';
import { LICENCE_TYPES } from '../organisations/licence.ts';
import { GrantTerms } from '../grants/grant-terms.schema.ts';

/** What data is used for, in the words in which conditions allow and forbid it (`xz-15-1`). */
export const SCENARIO_KINDS = [
  'own-business',
  'scientific-research',
  'consulting-report',
  'business-support',
  'query-service',
  'commercial',
  'competition',
  'publishing-about-organisations',
] as const satisfies readonly TermValue[];

/** What an applicant promises, each with the kinds of conditions that ask for it. */
export const COMMITMENT_TERMS = {
  'cite-source': ['source-cited'],
  'accept-checks': ['spot-check'],
  'keep-logs': ['access-logged', 'real-time-logs'],
  'lawful-use': ['statement-needed'],
  'not-listed': ['not-listed', 'credit-standing'],
  'protect-data': ['security-measure', 'security-capability', 'masking'],
} as const satisfies Record<string, readonly TermKind[]>;
export type Commitment = keyof typeof COMMITMENT_TERMS;
export const COMMITMENTS = Object.keys(COMMITMENT_TERMS) as Commitment[];

/** As {@link GrantTerms}; while it is a draft no field need be chosen yet. */
export const AskedTerms = Type.Object(
  { ...GrantTerms.properties, fields: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 2000 }) },
  { additionalProperties: false },
);

const lines = (maxItems: number) => Type.Array(Type.String({ maxLength: 500 }), { maxItems });

/** What an application says beside its parts (`xz-18`). */
export const ApplicationContent = Type.Object(
  {
    scenarioKind: Nullable(Literals(SCENARIO_KINDS)),
    scenario: Type.String({ maxLength: 2000 }),
    purpose: Type.String({ maxLength: 5000 }),
    /** Whom it does good, and how others could copy it (`xz-19-2`). */
    publicBenefit: Type.String({ maxLength: 2000 }),
    replicability: Type.String({ maxLength: 2000 }),
    safeguards: lines(30),
    /** Who works with the data: name and duty, a line each. */
    people: lines(50),
    supervisionPlan: Type.String({ maxLength: 5000 }),
    commitments: Type.Array(Literals(COMMITMENTS), { maxItems: COMMITMENTS.length }),
    reportEveryMonths: Nullable(Type.Integer({ minimum: 1, maximum: 24 })),
    materialIds: Type.Array(Id, { maxItems: 50 }),
  },
  { additionalProperties: false },
);
export type ApplicationContent = Static<typeof ApplicationContent>;

export const ApplicationInput = Type.Object(
  {
    ...ApplicationContent.properties,
    /** One for each dataset that is asked for. */
    parts: Type.Array(Type.Object({ datasetId: Id, terms: AskedTerms }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 20,
    }),
  },
  { additionalProperties: false },
);
export type ApplicationInput = Static<typeof ApplicationInput>;

/** On what something is refused or granted narrower: a family of conditions, or the risk of what is asked. */
export const GROUNDS = [...FAMILY_NAMES, 'risk'] as const;
export const Reason = Type.Object(
  { ground: Literals(GROUNDS), text: Type.String({ minLength: 2, maxLength: 2000 }) },
  { additionalProperties: false },
);
export type Reason = Static<typeof Reason>;

export const OUTCOMES = ['approve', 'narrow', 'reject'] as const;
export type OpinionOutcome = (typeof OUTCOMES)[number];

/** What the editor of the publisher proposes; somebody else decides (`xz-19`). */
export const Opinion = Type.Object(
  {
    outcome: Literals(OUTCOMES),
    /** What is offered instead of what was asked; null unless narrower. */
    terms: Nullable(GrantTerms),
    reasons: Type.Array(Reason, { maxItems: 30 }),
    /** Public benefit and replicability, 1 to 5 (`xz-19-2`). */
    benefit: Type.Integer({ minimum: 1, maximum: 5 }),
    replicability: Type.Integer({ minimum: 1, maximum: 5 }),
    /** Where like requests were decided otherwise: why this one is not. */
    unlikePrecedent: Type.String({ maxLength: 2000, default: '' }),
  },
  { additionalProperties: false },
);
export type Opinion = Static<typeof Opinion>;

/** A document of an applicant, kept once and used in any of their applications. */
export const Material = Type.Object({
  id: Type.String(),
  /** The required material that it is, in the words of the conditions. */
  kind: Type.String(),
  fileName: Type.String(),
  fileType: Literals(LICENCE_TYPES),
  bytes: Type.Integer(),
  /** YYYY-MM-DD; null: without an end. */
  validUntil: Nullable(Type.String()),
  createdAt: Type.String(),
});
export type Material = Static<typeof Material>;
