import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Stepped } from '../api/views.ts';
import { OPEN_CLASSES } from '../datasets/open-class.ts';
import { Finding } from '../findings/finding.schema.ts';
import { EFFECT_KINDS } from './effect.ts';
import { GUIDELINE_STATES } from './guideline.machine.ts';
import { GradingGuideline, GuidelineContent, LevelRefinement } from './guideline.schema.ts';

const OpenClass = Literals(OPEN_CLASSES);
const BodyRef = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });
const GuidelineState = Literals(GUIDELINE_STATES);

/** What a version of the guideline does to the open list. */
export const GuidelineEffect = Type.Object({
  /** Datasets on the list that were judged. */
  judged: Type.Integer(),
  changed: Type.Integer(),
  /** Of these, those whose class no longer follows: their bodies must act. */
  mustAct: Type.Integer(),
  kinds: Type.Object({ stricter: Type.Integer(), 'more-open': Type.Integer(), unanswered: Type.Integer() }),
  bodies: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      stricter: Type.Integer(),
      moreOpen: Type.Integer(),
      unanswered: Type.Integer(),
    }),
  ),
});
export type GuidelineEffect = Static<typeof GuidelineEffect>;

export const EffectItem = Type.Object({
  datasetId: Type.String(),
  code: Type.String(),
  name: Type.String(),
  body: Type.String(),
  openClass: OpenClass,
  before: Nullable(OpenClass),
  after: Nullable(OpenClass),
  kind: Literals(EFFECT_KINDS),
  mustAct: Type.Boolean(),
});
export type EffectItem = Static<typeof EffectItem>;

export const GuidelineSummary = Type.Object({
  id: Type.String(),
  version: Type.String(),
  state: GuidelineState,
  draftedBy: Nullable(Type.String()),
  createdAt: Type.String(),
  inForceAt: Nullable(Type.String()),
  supersededAt: Nullable(Type.String()),
});
export type GuidelineSummary = Static<typeof GuidelineSummary>;

export const GuidelineView = Type.Object({
  ...GuidelineSummary.properties,
  revision: Type.Integer(),
  guideline: GradingGuideline,
  /** Everything that keeps it from being put in force. */
  findings: Type.Array(Finding),
  agreedBy: Nullable(Type.String()),
  enforcedBy: Nullable(Type.String()),
  returnedBecause: Nullable(Type.String()),
  /** As it was when it was put in force. */
  effect: Nullable(GuidelineEffect),
  can: Abilities,
});
export type GuidelineView = Static<typeof GuidelineView>;

const tag = 'Grading';

export const listGuidelines = operation({
  id: 'listGuidelines',
  method: 'GET',
  path: '/grading-guidelines',
  summary: 'The versions of the grading guideline, newest first; drafts for those who may see them (xz-13)',
  tag,
  response: Type.Object({ items: Type.Array(GuidelineSummary), can: Abilities }),
  problems: [],
});

export const getGuidelineInForce = operation({
  id: 'getGuidelineInForce',
  method: 'GET',
  path: '/grading-guidelines/in-force',
  summary: 'The version of the grading guideline that is in force',
  tag,
  response: GuidelineView,
  problems: [],
});

export const getGuideline = operation({
  id: 'getGuideline',
  method: 'GET',
  path: '/grading-guidelines/{id}',
  summary:
    'One version of the grading guideline: levels, classes, conditions, safeguards, supervision, examples',
  tag,
  params: ById,
  response: GuidelineView,
  problems: ['not-found'],
});

export const draftGuideline = operation({
  id: 'draftGuideline',
  method: 'POST',
  path: '/grading-guidelines',
  summary: 'Begin a new version of the guideline as a copy of the one in force',
  tag,
  response: Type.Object({ id: Type.String(), version: Type.String() }),
  status: 201,
  problems: ['not-permitted'],
});

export const saveGuideline = operation({
  id: 'saveGuideline',
  method: 'PUT',
  path: '/grading-guidelines/{id}',
  summary: 'Keep a draft of the guideline; `revision` is the one that was read',
  tag,
  params: ById,
  body: Type.Object({ revision: Type.Integer(), content: GuidelineContent }),
  response: GuidelineView,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'changed-meanwhile'],
});

export const previewGuideline = operation({
  id: 'previewGuideline',
  method: 'GET',
  path: '/grading-guidelines/{id}/effect',
  summary:
    'Which datasets on the list would change class if this version took force: counts, by body, and each',
  tag,
  params: ById,
  query: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }) }),
  response: Type.Object({ effect: GuidelineEffect, items: Type.Array(EffectItem) }),
  problems: ['not-permitted', 'not-found'],
});

export const SENT_GUIDELINE_EVENTS = ['propose', 'return', 'agree', 'enforce', 'drop'] as const;
export const stepGuideline = operation({
  id: 'stepGuideline',
  method: 'POST',
  path: '/grading-guidelines/{id}/{event}',
  summary: 'Propose, return, agree to, put in force or drop a version of the guideline (xz-13)',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(SENT_GUIDELINE_EVENTS) }),
  body: Type.Object({ reason: Type.String({ maxLength: 2000, default: '' }) }),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'incomplete-guideline',
    'invalid-input',
  ],
});

export const RefinementView = Type.Object({
  body: BodyRef,
  revision: Type.Integer(),
  items: Type.Array(LevelRefinement),
  writtenAt: Nullable(Type.String()),
  /** The city's guideline that it refines. */
  guideline: GradingGuideline,
  can: Abilities,
});
export type RefinementView = Static<typeof RefinementView>;

const ByBody = Type.Object({ id: ById.properties.id });

export const getRefinement = operation({
  id: 'getRefinement',
  method: 'GET',
  path: '/publishers/{id}/grading-refinement',
  summary:
    'How a body reads the levels of the guideline: narrower or stricter, with examples of its own (xz-13)',
  tag,
  params: ByBody,
  response: RefinementView,
  problems: ['not-found'],
});

export const saveRefinement = operation({
  id: 'saveRefinement',
  method: 'PUT',
  path: '/publishers/{id}/grading-refinement',
  summary: 'Refine the guideline for one body; a class more open than the city’s is refused',
  tag,
  params: ByBody,
  body: Type.Object({ revision: Type.Integer(), items: Type.Array(LevelRefinement, { maxItems: 100 }) }),
  response: RefinementView,
  problems: ['not-permitted', 'not-found', 'changed-meanwhile', 'more-open-than-guideline'],
});

export const GUIDELINE_OPERATIONS = [
  listGuidelines,
  getGuidelineInForce,
  getGuideline,
  draftGuideline,
  saveGuideline,
  previewGuideline,
  stepGuideline,
  getRefinement,
  saveRefinement,
];
