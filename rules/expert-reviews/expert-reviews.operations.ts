import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { ApplicationContent } from '../applications/application.schema.ts';
import { GrantTerms } from '../grants/grant-terms.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { EXPERT_OPINION_STATES } from './expert-opinion.machine.ts';

const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

/** From 1, poor, to 5. */
const Mark = Type.Integer({ minimum: 1, maximum: 5 });
export const MARKS = ['benefit', 'replicability', 'necessity', 'safety'] as const;
export const ADVICE = ['approve', 'narrow', 'reject'] as const;

/** What an expert says and signs. */
export const ExpertWords = Type.Object(
  {
    advice: Literals(ADVICE),
    marks: Type.Object(
      { benefit: Mark, replicability: Mark, necessity: Mark, safety: Mark },
      { additionalProperties: false },
    ),
    text: Type.String({ minLength: 2, maxLength: 5000 }),
  },
  { additionalProperties: false },
);
export type ExpertWords = Static<typeof ExpertWords>;

/** Of one expert, as the publisher sees it. */
export const GivenOpinion = Type.Object({
  id: Type.String(),
  expert: Type.String(),
  state: Literals(EXPERT_OPINION_STATES),
  words: Nullable(ExpertWords),
  /** Why the expert recused themselves. */
  recusal: Type.String(),
  signedAt: Nullable(Type.String()),
  /** SHA-256 of what was signed, question and request with it. */
  signature: Nullable(Type.String()),
});
export type GivenOpinion = Static<typeof GivenOpinion>;

export const ExpertReviewView = Type.Object({
  /** Why hearing experts is proposed; empty: nothing asks for it. */
  proposed: Type.Array(Literals(['many-rows', 'many-sources'])),
  /** How many would be drawn. */
  experts: Type.Integer(),
  review: Nullable(
    Type.Object({
      question: Type.String(),
      askedAt: Type.String(),
      clock: ClockView,
      opinions: Type.Array(GivenOpinion),
    }),
  ),
});
export type ExpertReviewView = Static<typeof ExpertReviewView>;

const summary = {
  id: Type.String(),
  state: Literals(EXPERT_OPINION_STATES),
  applicationCode: Type.String(),
  dataset: Named,
  publisher: Named,
  askedAt: Type.String(),
  clock: ClockView,
};
export const ExpertOpinionSummary = Type.Object(summary);
export type ExpertOpinionSummary = Static<typeof ExpertOpinionSummary>;

/** What an expert is asked about, and what they said. */
export const ExpertOpinionView = Type.Object({
  ...summary,
  question: Type.String(),
  applicant: Type.String(),
  content: ApplicationContent,
  terms: GrantTerms,
  conditions: Type.Array(Type.String()),
  /** Of the dataset: level by dimension. */
  grade: Type.Record(Type.String(), Type.String()),
  words: Nullable(ExpertWords),
  recusal: Type.String(),
  signature: Nullable(Type.String()),
  can: Abilities,
});
export type ExpertOpinionView = Static<typeof ExpertOpinionView>;

const tag = 'Applications';
const basic = ['not-permitted', 'not-found'] as const;

export const getExpertReview = operation({
  id: 'getExpertReview',
  method: 'GET',
  path: '/application-parts/{id}/expert-review',
  summary: 'Whether experts should be heard on one dataset of an application, and what they said (xz-19-3)',
  tag,
  params: ById,
  response: ExpertReviewView,
  problems: [...basic],
});

export const askExperts = operation({
  id: 'askExperts',
  method: 'POST',
  path: '/application-parts/{id}/expert-review',
  summary: 'Hear experts, drawn by lot among those without a conflict of interest; they answer by a day',
  tag,
  params: ById,
  body: Type.Object(
    { question: Type.String({ minLength: 2, maxLength: 2000 }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [...basic, 'wrong-state', 'own-application', 'too-few-experts'],
});

export const listExpertOpinions = operation({
  id: 'listExpertOpinions',
  method: 'GET',
  path: '/expert-opinions',
  summary: 'Opinions that the caller is or was asked for as an expert, newest first',
  tag,
  query: Type.Object({ ...PageQuery }),
  response: Page(ExpertOpinionSummary),
  problems: ['not-permitted', 'invalid-cursor'],
});

export const getExpertOpinion = operation({
  id: 'getExpertOpinion',
  method: 'GET',
  path: '/expert-opinions/{id}',
  summary: 'What the caller is asked about as an expert, and what they said',
  tag,
  params: ById,
  response: ExpertOpinionView,
  problems: [...basic],
});

export const signExpertOpinion = operation({
  id: 'signExpertOpinion',
  method: 'POST',
  path: '/expert-opinions/{id}/sign',
  summary: 'Give and sign an opinion with marks; it cannot be changed afterwards',
  tag,
  params: ById,
  body: ExpertWords,
  response: Stepped,
  problems: [...basic, 'wrong-state'],
});

export const recuseExpert = operation({
  id: 'recuseExpert',
  method: 'POST',
  path: '/expert-opinions/{id}/recuse',
  summary: 'Stand aside for a reason; another expert is drawn, and the applicant’s later requests pass by',
  tag,
  params: ById,
  body: Type.Object(
    { reason: Type.String({ minLength: 2, maxLength: 2000 }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [...basic, 'wrong-state'],
});
