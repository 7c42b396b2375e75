import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { ClockView } from '../time/working-clock.ts';
import { EMERGENCY_STATES } from './emergency.machine.ts';

/** What people do to an emergency opening; when its time is over it ends by itself. */
export const EMERGENCY_STEPS = ['confirm', 'decline', 'end', 'review'] as const;

const notice = {
  code: Type.String(),
  state: Literals(EMERGENCY_STATES),
  /** It serves data at this moment. */
  isOpen: Type.Boolean(),
  title: Type.String(),
  reason: Type.String(),
  from: Type.String(),
  until: Type.String(),
  forEveryone: Type.Boolean(),
  datasets: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  endedAt: Nullable(Type.String()),
  /** What came of it, written afterwards. */
  review: Nullable(Type.String()),
};
export const EmergencyNotice = Type.Object(notice);
export type EmergencyNotice = Static<typeof EmergencyNotice>;

export const EmergencyView = Type.Object({
  id: Type.String(),
  ...notice,
  users: Type.Array(Type.Object({ userName: Type.String(), name: Type.String() })),
  declaredBy: Type.String(),
  declaredAt: Type.String(),
  confirmedBy: Nullable(Type.String()),
  confirmedAt: Nullable(Type.String()),
  reasons: Type.Array(Type.String()),
  reviewedBy: Nullable(Type.String()),
  /** Of the review that follows its end. */
  clock: Nullable(ClockView),
  can: Abilities,
});
export type EmergencyView = Static<typeof EmergencyView>;

const tag = 'Emergencies';

export const listEmergencies = operation({
  id: 'listEmergencies',
  method: 'GET',
  path: '/emergencies',
  summary: 'Emergency openings in every state, newest first (cq-main-4)',
  tag,
  query: Type.Object({ ...PageQuery, state: Type.Optional(Literals(EMERGENCY_STATES)) }),
  response: Type.Object({
    ...Page(EmergencyView).properties,
    /** For how many days data may be opened at most; null: the city’s profile has no emergency opening. */
    maxDays: Nullable(Type.Integer()),
    canDeclare: Type.Boolean(),
  }),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getEmergency = operation({
  id: 'getEmergency',
  method: 'GET',
  path: '/emergencies/{id}',
  summary: 'One emergency opening: its data, its users, who declared and who confirmed it',
  tag,
  params: ById,
  response: Type.Object({ emergency: EmergencyView, history: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const declareEmergency = operation({
  id: 'declareEmergency',
  method: 'POST',
  path: '/emergencies',
  summary:
    'Declare an incident and name the conditional data to open in it; open once a second person confirms',
  tag,
  body: Type.Object(
    {
      title: Line({ minLength: 4, maxLength: 200 }),
      reason: Type.String({ minLength: 10, maxLength: 4000 }),
      from: Type.String({ format: 'date-time' }),
      until: Type.String({ format: 'date-time' }),
      datasets: Type.Array(Line({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      }),
      users: Type.Array(Line({ minLength: 1, maxLength: 100 }), {
        maxItems: 200,
        default: [],
        uniqueItems: true,
        description: 'Names of accounts; none: everyone, without signing in',
      }),
    },
    { additionalProperties: false },
  ),
  response: EmergencyView,
  status: 201,
  problems: ['sign-in-required', 'not-permitted', 'no-emergency-opening'],
});

export const stepEmergency = operation({
  id: 'stepEmergency',
  method: 'POST',
  path: '/emergencies/{id}/{event}',
  summary: 'Confirm or decline a declared opening, end one before its time, or write what came of it',
  tag,
  params: Type.Object({ id: Id, event: Literals(EMERGENCY_STEPS) }),
  body: Type.Object(
    { reasons: Type.Array(Type.String({ minLength: 2, maxLength: 4000 }), { maxItems: 20, default: [] }) },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    ...(['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'four-eyes'] as const),
    ...(['no-emergency-opening', 'emergency-over'] as const),
  ],
});

export const listEmergencyNotices = operation({
  id: 'listEmergencyNotices',
  method: 'GET',
  path: '/emergency-notices',
  summary: 'Public notices of emergency openings, those that serve data first; for anyone',
  tag,
  query: Type.Object(PageQuery),
  response: Page(EmergencyNotice),
  problems: ['invalid-cursor'],
});
