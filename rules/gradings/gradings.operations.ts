import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ByDataset, ById, Literals, Nullable } from '../api/views.ts';
import { OPEN_CLASSES } from '../datasets/open-class.ts';
import { SecrecyMarkView } from './scan.schema.ts';
import { SIGN_KINDS } from './signs.ts';

const OpenClass = Literals(OPEN_CLASSES);

const ProposalReason = Type.Object({
  kind: Literals(SIGN_KINDS),
  by: Literals(['name', 'description', 'values', 'text']),
  count: Type.Integer(),
  looked: Type.Integer(),
});
const FieldProposal = Type.Object({
  field: Type.String(),
  signs: Type.Array(ProposalReason),
  levels: Type.Array(
    Type.Object({ dimension: Type.String(), level: Type.String(), reasons: Type.Array(ProposalReason) }),
  ),
});

export const GradingView = Type.Object({
  id: Type.String(),
  guidelineVersion: Type.String(),
  levels: Type.Record(Type.String(), Type.String()),
  /** Level per dimension of each field. */
  fields: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
  evidence: Type.String(),
  gradedClass: Nullable(OpenClass),
  openClass: OpenClass,
  consentId: Nullable(Type.String()),
  proposedBy: Type.String(),
  decidedBy: Type.String(),
  decidedAt: Type.String(),
  /** When the operator took the list change that it belongs to; null until then. */
  acceptedAt: Nullable(Type.String()),
});
export type GradingView = Static<typeof GradingView>;

export const ConsentView = Type.Object({
  id: Type.String(),
  holders: Type.String(),
  opens: OpenClass,
  fields: Type.Array(Type.String()),
  evidence: Type.String(),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
  revokedAt: Nullable(Type.String()),
  revokedBecause: Nullable(Type.String()),
});
export type ConsentView = Static<typeof ConsentView>;

export const REVIEW_RESULTS = ['passed', 'not-passed', 'state-secret'] as const;
export const SecrecyReviewView = Type.Object({
  id: Type.String(),
  result: Literals(REVIEW_RESULTS),
  evidence: Type.String(),
  reviewer: Type.String(),
  at: Type.String(),
  /** The data that was looked at; null where there is none. */
  versionId: Nullable(Type.String()),
  /** It is of the fields and the data as they are now. */
  isCurrent: Type.Boolean(),
});
export type SecrecyReviewView = Static<typeof SecrecyReviewView>;

/** The class that the levels gave before and give now, and by which version of the guideline. */
export const Regrading = Type.Object({
  version: Type.String(),
  before: Nullable(OpenClass),
  after: Nullable(OpenClass),
  since: Type.String(),
});

export const DatasetGrading = Type.Object({
  proposals: Type.Array(FieldProposal),
  /** Where secrecy marks or terms stand in the file and in the entry. */
  marks: Type.Array(SecrecyMarkView),
  gradings: Type.Array(GradingView),
  consents: Type.Array(ConsentView),
  reviews: Type.Array(SecrecyReviewView),
  stateSecret: Type.Boolean(),
  /** The new guideline that asks for another grade; null when none does. */
  regrading: Nullable(Regrading),
  can: Abilities,
});
export type DatasetGrading = Static<typeof DatasetGrading>;

const tag = 'Grading';
const Written = Type.String({ minLength: 2, maxLength: 5000 });

export const getDatasetGrading = operation({
  id: 'getDatasetGrading',
  method: 'GET',
  path: '/datasets/{id}/grading',
  summary: 'Everything about the grade of a dataset: proposals with reasons, gradings, consents, reviews',
  tag,
  params: ByDataset,
  response: DatasetGrading,
  problems: ['not-found'],
});

export const recordConsent = operation({
  id: 'recordConsent',
  method: 'POST',
  path: '/datasets/{id}/consents',
  summary: 'Record that the rights holders agree to the opening of data that its grade closes (xz-14-1)',
  tag,
  params: ByDataset,
  body: Type.Object({
    holders: Written,
    opens: Literals(['unconditional', 'conditional']),
    fields: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500, default: [] }),
    evidence: Written,
  }),
  response: Type.Object({ id: Type.String() }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'state-secret', 'invalid-input'],
});

export const revokeConsent = operation({
  id: 'revokeConsent',
  method: 'POST',
  path: '/datasets/{id}/consents/{consentId}/revoke',
  summary: 'Record that a consent was taken back; data that is open by it alone is suspended at once',
  tag,
  params: Type.Object({ ...ByDataset.properties, consentId: ById.properties.id }),
  body: Type.Object({ reason: Written }),
  response: Type.Object({ id: Type.String(), suspended: Type.Boolean() }),
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const recordSecrecyReview = operation({
  id: 'recordSecrecyReview',
  method: 'POST',
  path: '/datasets/{id}/secrecy-reviews',
  summary: 'Record the secrecy and security review before listing, by another person than who prepared it',
  tag,
  params: ByDataset,
  body: Type.Object({ result: Literals(REVIEW_RESULTS), evidence: Written }),
  response: Type.Object({ id: Type.String() }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes', 'state-secret'],
});

export const GRADING_OPERATIONS = [getDatasetGrading, recordConsent, revokeConsent, recordSecrecyReview];
