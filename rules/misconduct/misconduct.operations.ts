import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { GROUNDS } from './ground.ts';
import { MISCONDUCT_EVENTS, MISCONDUCT_STATES } from './misconduct.machine.ts';

/** What people do to a record; what is served ends by itself. */
export const MISCONDUCT_STEPS = MISCONDUCT_EVENTS.filter((event) => event !== 'serve');
export const MEASURES = ['restrict', 'close'] as const;
export type MeasureKind = (typeof MEASURES)[number];

const State = Literals(MISCONDUCT_STATES);
const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });
const Text = Type.String({ minLength: 1, maxLength: 4000 });

export const MisconductSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: State,
  /** Who is said to have done it: as reported, or as found. */
  dataUser: Type.String(),
  dataset: Nullable(Named),
  publisher: Nullable(Named),
  ground: Nullable(Literals(GROUNDS)),
  appeal: Literals(['none', 'open', 'answered']),
  reportedAt: Type.String(),
  /** Of the examination; of the appeal once there is one. */
  clock: Nullable(ClockView),
});
export type MisconductSummary = Static<typeof MisconductSummary>;

const Measure = Type.Object({
  id: Type.String(),
  kind: Literals(MEASURES),
  /** The publisher on whose data it acts; null: on all data and every application. */
  publisher: Nullable(Type.String()),
  reason: Type.String(),
  takenAt: Type.String(),
  /** Its last day; null: until it is lifted. */
  until: Nullable(Type.String()),
  endedAt: Nullable(Type.String()),
});
export type Measure = Static<typeof Measure>;

export const MisconductView = Type.Object({
  ...MisconductSummary.properties,
  /** What was reported; null for whoever is concerned, as it may tell who reported it. */
  words: Nullable(Type.String()),
  link: Nullable(Type.String()),
  /** Only for who examines; null also when nobody signed in. */
  reporter: Nullable(Type.String()),
  /** Of the platform's own rules, on the first ground. */
  article: Nullable(Type.String()),
  /** Why it was dismissed or recorded. */
  reasons: Type.Array(Type.String()),
  appealWords: Nullable(Type.String()),
  appealAnswer: Nullable(Type.String()),
  notice: Nullable(Type.String()),
  measures: Type.Array(Measure),
  history: Type.Array(HistoryItem),
  can: Abilities,
});
export type MisconductView = Static<typeof MisconductView>;

export const Notice = Type.Object({
  code: Type.String(),
  /** Natural persons by their first character only. */
  dataUser: Type.String(),
  ground: Literals(GROUNDS),
  notice: Type.String(),
  measures: Type.Array(Type.Pick(Measure, ['kind', 'publisher', 'until'])),
  publishedAt: Type.String(),
});
export type Notice = Static<typeof Notice>;

const tag = 'Misconduct';

export const reportMisconduct = operation({
  id: 'reportMisconduct',
  method: 'POST',
  path: '/misconduct-reports',
  summary:
    'Report misuse of public data, signed in or not; the receipt by which it is followed is shown only in this answer',
  tag,
  body: Type.Object(
    {
      dataset: Line({ maxLength: 100, default: '', description: 'The code of a dataset; may be empty' }),
      dataUser: Line({ maxLength: 200, default: '', description: 'Who did it, as far as known' }),
      words: Type.String({ minLength: 10, maxLength: 4000 }),
      link: Line({ maxLength: 500, default: '', description: 'Where evidence can be seen (https)' }),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ code: Type.String(), receipt: Type.String() }),
  status: 201,
  secret: true,
  problems: ['invalid-input'],
});

export const followReport = operation({
  id: 'followReport',
  method: 'GET',
  path: '/misconduct-receipts/{receipt}',
  summary: 'What became of a report, by its receipt: its state and the answer, nothing of anybody else',
  tag,
  params: Type.Object({ receipt: Type.String({ maxLength: 100 }) }),
  response: Type.Object({
    code: Type.String(),
    state: State,
    reportedAt: Type.String(),
    /** Why it was dismissed, or on which ground it was recorded; null before. */
    reasons: Type.Array(Type.String()),
    ground: Nullable(Literals(GROUNDS)),
    measures: Type.Array(Literals(MEASURES)),
    clock: Nullable(ClockView),
  }),
  problems: ['not-found'],
});

export const listMisconduct = operation({
  id: 'listMisconduct',
  method: 'GET',
  path: '/misconduct',
  summary: 'Reports and records of misuse: of a data user those against them, of a body those on its data',
  tag,
  query: Type.Object({ ...PageQuery, state: Type.Optional(State) }),
  response: Page(MisconductSummary),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getMisconduct = operation({
  id: 'getMisconduct',
  method: 'GET',
  path: '/misconduct/{id}',
  summary: 'A record of misuse: what was found, the measures, the appeal',
  tag,
  params: ById,
  response: MisconductView,
  problems: ['not-found'],
});

export const stepMisconduct = operation({
  id: 'stepMisconduct',
  method: 'POST',
  path: '/misconduct/{id}/{event}',
  summary:
    'Examine, comment on, dismiss or record a report; restrict or close access; publish; appeal; decide on the appeal',
  tag,
  params: Type.Object({ id: Id, event: Literals(MISCONDUCT_STEPS) }),
  body: Type.Object(
    {
      reasons: Type.Array(Text, { maxItems: 20, default: [] }),
      subject: Line({
        maxLength: 100,
        default: '',
        description: 'record: credit code of the organisation, or user name of the person',
      }),
      ground: Type.Optional(Literals(GROUNDS)),
      article: Line({ maxLength: 200, default: '', description: 'record: of the platform rules, ground 1' }),
      until: Type.Optional(
        Type.String({ format: 'date', description: 'restrict, close: the last day; absent: until lifted' }),
      ),
      notice: Type.String({ maxLength: 4000, default: '', description: 'publish: what the notice says' }),
    },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'four-eyes',
    'own-misconduct',
    'misconduct-ungrounded',
  ],
});

export const listNotices = operation({
  id: 'listNotices',
  method: 'GET',
  path: '/misconduct-notices',
  summary: 'Public notices of misuse and of the measures taken, for as long as they last, newest first',
  tag,
  query: Type.Object(PageQuery),
  response: Page(Notice),
  problems: ['invalid-cursor'],
});
