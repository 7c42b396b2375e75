import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { OpenClass, UpdateFrequency } from '../datasets/list-entry.schema.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { WORK_ORDER_STATES } from '../work-orders/work-order.machine.ts';
import { Assessment, REVIEW_DECISIONS } from './assessment.ts';
import { CAMPAIGN_STATES } from './review-campaign.machine.ts';
import { REVIEW_ITEM_STATES } from './review-item.machine.ts';

export const REVIEW_KINDS = ['dataset', 'entry'] as const;
const BodyRef = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

/** Items by state; those that lapsed are not among them. */
const progress = {
  total: Type.Integer(),
  due: Type.Integer(),
  prepared: Type.Integer(),
  returned: Type.Integer(),
  confirmed: Type.Integer(),
};
const Progress = Type.Object(progress);
export type Progress = Static<typeof Progress>;

export const ReviewView = Type.Object({
  id: Type.String(),
  year: Type.Integer(),
  state: Literals(CAMPAIGN_STATES),
  openedAt: Type.String(),
  openedBy: Type.String(),
  endedAt: Nullable(Type.String()),
  progress: Progress,
  can: Abilities,
});
export type ReviewView = Static<typeof ReviewView>;

export const BodyProgress = Type.Object({ publisher: BodyRef, ...progress });
export type BodyProgress = Static<typeof BodyProgress>;

export const ReviewItemView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  review: Type.Object({ id: Type.String(), year: Type.Integer(), state: Literals(CAMPAIGN_STATES) }),
  kind: Literals(REVIEW_KINDS),
  state: Literals(REVIEW_ITEM_STATES),
  publisher: BodyRef,
  name: Type.String(),
  datasetId: Nullable(Type.String()),
  catalogueEntryId: Nullable(Type.String()),
  /** As it is listed; of an entry that is not on the list, as the catalogue declares it. */
  openClass: OpenClass,
  updateFrequency: Nullable(UpdateFrequency),
  assessment: Nullable(Assessment),
  /** Why it was sent back, until it is prepared again. */
  reasons: Type.Array(Type.String()),
  preparedBy: Nullable(Type.String()),
  decidedAt: Nullable(Type.String()),
  clock: ClockView,
  can: Abilities,
});
export type ReviewItemView = Static<typeof ReviewItemView>;

/** What a confirmed decision that changes the list has led to so far; the review itself changes nothing. */
export const FollowUp = Type.Object({
  datasetId: Nullable(Type.String()),
  catalogueEntryId: Nullable(Type.String()),
  workOrder: Nullable(
    Type.Object({ id: Type.String(), code: Type.String(), state: Literals(WORK_ORDER_STATES) }),
  ),
  carriedOut: Type.Boolean(),
});
export type FollowUp = Static<typeof FollowUp>;

/** Which items: all parts must hold. */
const likeness = {
  kind: Type.Optional(Literals(REVIEW_KINDS)),
  openClass: Type.Optional(OpenClass),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name' })),
};

/** Of the items that are alike: how many fit, and those that do not, with all that is wrong (at most 20 listed). */
const Effect = Type.Object({
  count: Type.Integer(),
  names: Type.Array(Type.String(), { description: 'The first 20 that fit' }),
  unfitCount: Type.Integer(),
  unfit: Type.Array(
    Type.Object({
      id: Type.String(),
      code: Type.String(),
      name: Type.String(),
      why: Type.Array(Type.String()),
    }),
  ),
  done: Type.Boolean(),
});
export type ReviewEffect = Static<typeof Effect>;
const preview = {
  preview: Type.Boolean({ default: true, description: 'Only say what it would do' }),
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'As the preview said it; when it is another by now, nothing is done',
    }),
  ),
};

const tag = 'Reviews';

export const listReviews = operation({
  id: 'listReviews',
  method: 'GET',
  path: '/reviews',
  summary:
    'Yearly reviews of the open list and of what is not opened, newest first, with their progress (xz-10)',
  tag,
  response: Type.Object({ items: Type.Array(ReviewView), mayOpen: Type.Boolean() }),
  problems: ['not-permitted'],
});

export const openReview = operation({
  id: 'openReview',
  method: 'POST',
  path: '/reviews',
  summary:
    'Open the review of a calendar year: every listed dataset and every unopened entry becomes a work order',
  tag,
  body: Type.Object(
    { year: Type.Integer({ minimum: 2000, maximum: 2999 }) },
    { additionalProperties: false },
  ),
  response: ReviewView,
  status: 201,
  problems: ['not-permitted', 'already-exists'],
});

export const getReview = operation({
  id: 'getReview',
  method: 'GET',
  path: '/reviews/{id}',
  summary: 'A yearly review with its progress by body, and its history',
  tag,
  params: ById,
  response: Type.Object({
    review: ReviewView,
    bodies: Type.Array(BodyProgress),
    history: Type.Array(HistoryItem),
  }),
  problems: ['not-found'],
});

export const endReview = operation({
  id: 'endReview',
  method: 'POST',
  path: '/reviews/{id}/end',
  summary: 'End a yearly review; refused, with all that is missing by body, until every item is confirmed',
  tag,
  params: ById,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'review-incomplete'],
});

export const listReviewItems = operation({
  id: 'listReviewItems',
  method: 'GET',
  path: '/reviews/{id}/items',
  summary: 'Items of a yearly review; lapsed ones only when asked for',
  tag,
  params: ById,
  query: Type.Object({
    ...likeness,
    state: Type.Optional(Literals(REVIEW_ITEM_STATES)),
    decision: Type.Optional(Literals(REVIEW_DECISIONS)),
    publisher: Type.Optional(Type.String({ maxLength: 20, description: 'Code of a body' })),
    ...PageQuery,
  }),
  response: Page(ReviewItemView),
  problems: ['not-found', 'invalid-cursor'],
});

export const prepareReviewItems = operation({
  id: 'prepareReviewItems',
  method: 'POST',
  path: '/reviews/{id}/prepare-items',
  summary:
    'Assess all like items of the own body at once that are due or were sent back; a preview says the effect',
  tag,
  params: ById,
  body: Type.Object({ ...likeness, assessment: Assessment, ...preview }, { additionalProperties: false }),
  response: Effect,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile', 'too-large'],
});

export const confirmReviewItems = operation({
  id: 'confirmReviewItems',
  method: 'POST',
  path: '/reviews/{id}/confirm-items',
  summary: 'Confirm all like prepared items of the own body at once; a preview says the effect',
  tag,
  params: ById,
  body: Type.Object(
    { ...likeness, decision: Type.Optional(Literals(REVIEW_DECISIONS)), ...preview },
    { additionalProperties: false },
  ),
  response: Effect,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile', 'too-large'],
});

export const getReviewItem = operation({
  id: 'getReviewItem',
  method: 'GET',
  path: '/review-items/{id}',
  summary: 'One item of a yearly review: what can be decided, what it led to, its history',
  tag,
  params: ById,
  response: Type.Object({
    item: ReviewItemView,
    decisions: Type.Array(Literals(REVIEW_DECISIONS)),
    followUp: Nullable(FollowUp),
    history: Type.Array(HistoryItem),
  }),
  problems: ['not-found'],
});

export const prepareReviewItem = operation({
  id: 'prepareReviewItem',
  method: 'POST',
  path: '/review-items/{id}/prepare',
  summary:
    'Write the security review, the feasibility and the decision of an item; all contradictions are said at once',
  tag,
  params: ById,
  body: Assessment,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const stepReviewItem = operation({
  id: 'stepReviewItem',
  method: 'POST',
  path: '/review-items/{id}/{event}',
  summary: 'Confirm a prepared item, or send it back with all reasons at once',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(['confirm', 'return']) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 2, maxLength: 2000 }), { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'four-eyes'],
});
