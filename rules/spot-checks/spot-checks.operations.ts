import { Type, type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { MeasuredUse } from '../use-reports/measured-use.schema.ts';
import { SPOT_CHECK_STATES } from './spot-check.machine.ts';

/** The items of `xz-29`, and what `guide2020-6` asks to be explained. */
export const CHECK_ITEMS = [
  'scenario',
  'use',
  'benefits',
  'safeguards',
  'processing',
  'intermediate',
  'evidence',
] as const;
export const JUDGEMENTS = ['find', 'rectify', 'pass', 'refer'] as const;
export const DRAWS = ['risk', 'random'] as const;

const Text = Type.String({ maxLength: 4000, default: '' });
export const CheckAnswers = Type.Object(
  {
    ...{ scenario: Text, use: Text, benefits: Text, safeguards: Text },
    ...{ processing: Text, intermediate: Text, evidence: Text },
  },
  { additionalProperties: false },
);
export type CheckAnswers = Static<typeof CheckAnswers>;

export const MeasuredCheck = Type.Object({
  use: MeasuredUse,
  lateReports: Type.Integer(),
  isFastTrack: Type.Boolean(),
});
export type MeasuredCheck = Static<typeof MeasuredCheck>;

const State = Literals(SPOT_CHECK_STATES);
const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });

export const SpotCheckSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: State,
  grantId: Type.String(),
  /** The organisation, or the person, that uses the data. */
  holder: Type.String(),
  dataset: Named,
  publisher: Named,
  openedRole: Literals(ROLES),
  openedAt: Type.String(),
  /** Until the data user has answered. */
  clock: ClockView,
  /** Until when what was found is to be mended. */
  rectifyBy: Nullable(Type.String()),
});
export type SpotCheckSummary = Static<typeof SpotCheckSummary>;

export const SpotCheckView = Type.Object({
  ...SpotCheckSummary.properties,
  /** Why it was opened. */
  reason: Type.String(),
  drawId: Nullable(Type.String()),
  measured: MeasuredCheck,
  answers: Nullable(CheckAnswers),
  findings: Type.Array(Type.String()),
  rectification: Nullable(Type.String()),
  /** Why it was passed or referred. */
  reasons: Type.Array(Type.String()),
  history: Type.Array(HistoryItem),
  can: Abilities,
});
export type SpotCheckView = Static<typeof SpotCheckView>;

export const SpotCheckDraw = Type.Object({
  id: Type.String(),
  /** The chance of a grant is the first 52 bits of SHA-256 of seed, space and its id; the greatest chance^(1/weight) are drawn. */
  seed: Type.String(),
  candidates: Type.Array(Type.Object({ id: Type.String(), weight: Type.Number() })),
  drawn: Type.Array(Type.String()),
  drawnAt: Type.String(),
});
export type SpotCheckDraw = Static<typeof SpotCheckDraw>;

const tag = 'Spot checks';
const Reason = Type.String({ minLength: 2, maxLength: 2000 });

export const listSpotChecks = operation({
  id: 'listSpotChecks',
  method: 'GET',
  path: '/spot-checks',
  summary:
    'Spot checks of the use of data: of a data user their own, of a body those on its data, newest first',
  tag,
  query: Type.Object({ ...PageQuery, state: Type.Optional(State) }),
  response: Page(SpotCheckSummary),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getSpotCheck = operation({
  id: 'getSpotCheck',
  method: 'GET',
  path: '/spot-checks/{id}',
  summary: 'A spot check: what was measured, what the data user explains, what was found and mended',
  tag,
  params: ById,
  response: SpotCheckView,
  problems: ['not-found'],
});

export const openSpotCheck = operation({
  id: 'openSpotCheck',
  method: 'POST',
  path: '/spot-checks',
  summary: 'Check the use of one grant, chosen with a reason',
  tag,
  body: Type.Object({ grantId: Id, reason: Reason }, { additionalProperties: false }),
  response: Type.Object({ id: Type.String(), code: Type.String() }),
  status: 201,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const drawSpotChecks = operation({
  id: 'drawSpotChecks',
  method: 'POST',
  path: '/spot-check-draws',
  summary:
    'Draw grants to be checked, by risk or purely at random; the seed and the weights are kept, so that anyone can draw again',
  tag,
  body: Type.Object(
    {
      count: Type.Integer({ minimum: 1, maximum: 50 }),
      by: Literals(DRAWS, { default: 'risk' }),
      reason: Reason,
    },
    { additionalProperties: false },
  ),
  response: SpotCheckDraw,
  status: 201,
  problems: ['not-permitted', 'wrong-state'],
});

export const getSpotCheckDraw = operation({
  id: 'getSpotCheckDraw',
  method: 'GET',
  path: '/spot-check-draws/{id}',
  summary: 'How grants were drawn: the seed, every candidate with its weight, and those drawn',
  tag,
  params: ById,
  response: SpotCheckDraw,
  problems: ['not-permitted', 'not-found'],
});

export const answerSpotCheck = operation({
  id: 'answerSpotCheck',
  method: 'PUT',
  path: '/spot-checks/{id}',
  summary: 'Answer a spot check: use, benefits, safeguards, processing logic and intermediate data',
  tag,
  params: ById,
  body: CheckAnswers,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'incomplete-report'],
});

export const stepSpotCheck = operation({
  id: 'stepSpotCheck',
  method: 'POST',
  path: '/spot-checks/{id}/{event}',
  summary: 'Say what was found and by when it is to be mended, mend it, pass it, or report it as misuse',
  tag,
  params: Type.Object({ id: Id, event: Literals(JUDGEMENTS) }),
  body: Type.Object(
    {
      reasons: Type.Array(Type.String({ minLength: 1, maxLength: 4000 }), { maxItems: 20, default: [] }),
      rectifyBy: Type.Optional(Type.String({ format: 'date', description: 'find: the day to mend it by' })),
    },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'own-misconduct', 'other-office'],
});
