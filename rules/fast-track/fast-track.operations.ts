import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Stepped } from '../api/views.ts';
import { SCENARIO_KINDS } from '../applications/application.schema.ts';
import { Finding } from '../findings/finding.schema.ts';
import { FAST_TRACK_EVENTS, FAST_TRACK_STATES } from './fast-track.machine.ts';

/** Key scenarios, pioneer firms of the digital city, model units. */
export const FAST_TRACK_KINDS = ['scenario', 'pioneer-firm', 'model-unit'] as const;

const entryInput = {
  kind: Literals(FAST_TRACK_KINDS),
  name: Line({ minLength: 2, maxLength: 200 }),
  /** What it is for, or on which decision it rests. */
  description: Type.String({ maxLength: 2000 }),
  /** Of a scenario: the kind of use that applications must state; null: any. */
  scenarioKind: Nullable(Literals(SCENARIO_KINDS)),
  /** Of a firm or unit. */
  creditCode: Nullable(Type.String({ pattern: '^[0-9A-Z]{18}$' })),
  /** First and last day (+08:00); no last day: until it is ended. */
  from: Type.String({ format: 'date' }),
  until: Nullable(Type.String({ format: 'date' })),
};

export const FastTrackEntry = Type.Object({
  id: Type.String(),
  ...entryInput,
  endedAt: Nullable(Type.String()),
  endReason: Nullable(Type.String()),
});
export type FastTrackEntry = Static<typeof FastTrackEntry>;

export const FastTrackEntryInput = Type.Object(entryInput, { additionalProperties: false });
export type FastTrackEntryInput = Static<typeof FastTrackEntryInput>;

/** The text to be signed; `hash` is the SHA-256 of its bytes, in hexadecimal. */
const Notice = Type.Object({ version: Type.Integer(), text: Type.String(), hash: Type.String() });

export const FastTrackRequest = Type.Object({
  state: Literals(FAST_TRACK_STATES),
  entry: FastTrackEntry,
  notice: Notice,
  signedBy: Type.String(),
  signedAt: Type.String(),
  preparedBy: Nullable(Type.String()),
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(Type.String()),
  reasons: Type.Array(Type.String()),
});
export type FastTrackRequest = Static<typeof FastTrackRequest>;

/** How an application stands to the fast track, as the caller may see it. */
export const FastTrackStanding = Type.Object({
  code: Type.String(),
  /** null: it was not asked for. */
  request: Nullable(FastTrackRequest),
  /** Entries in force that fit who asks. */
  fitting: Type.Array(FastTrackEntry),
  /** What keeps the application from it today, by the entry asked with, else by the first that fits. */
  findings: Type.Array(Finding),
  can: Abilities,
});
export type FastTrackStanding = Static<typeof FastTrackStanding>;

const tag = 'Fast track';

export const listFastTrack = operation({
  id: 'listFastTrack',
  method: 'GET',
  path: '/fast-track',
  summary:
    'Key scenarios, pioneer firms and model units whose applications take the fast track; what is signed',
  tag,
  response: Type.Object({ notice: Notice, items: Type.Array(FastTrackEntry) }),
  problems: [],
});

export const addFastTrackEntry = operation({
  id: 'addFastTrackEntry',
  method: 'POST',
  path: '/fast-track/entries',
  summary: 'Put a scenario, a firm or a unit on the lists of the fast track, with its days',
  tag,
  body: FastTrackEntryInput,
  response: FastTrackEntry,
  status: 201,
  problems: ['sign-in-required', 'not-permitted'],
});

export const endFastTrackEntry = operation({
  id: 'endFastTrackEntry',
  method: 'POST',
  path: '/fast-track/entries/{id}/end',
  summary: 'Take an entry off the lists, with the reason; what was approved by it stays',
  tag,
  params: ById,
  body: Type.Object(
    { reason: Type.String({ minLength: 2, maxLength: 500 }) },
    { additionalProperties: false },
  ),
  response: FastTrackEntry,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'wrong-state'],
});

export const getFastTrack = operation({
  id: 'getFastTrack',
  method: 'GET',
  path: '/applications/{id}/fast-track',
  summary: 'Whether an application may take the fast track, and where its review in one pass stands',
  tag,
  params: ById,
  response: FastTrackStanding,
  problems: ['not-found'],
});

export const askFastTrack = operation({
  id: 'askFastTrack',
  method: 'PUT',
  path: '/applications/{id}/fast-track',
  summary: 'Ask for the fast track with the signed notice and commitment, by its version and digest',
  tag,
  params: ById,
  body: Type.Object(
    { entryId: Id, version: Type.Integer(), hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
    { additionalProperties: false },
  ),
  response: FastTrackStanding,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'assurance-too-low',
    'changed-meanwhile',
    'fast-track-refused',
  ],
});

export const stepFastTrack = operation({
  id: 'stepFastTrack',
  method: 'POST',
  path: '/applications/{id}/fast-track/{event}',
  summary:
    'Put an application forward for one pass, approve it for all publishers at once, or leave it to the usual way',
  tag,
  params: Type.Object({ ...ById.properties, event: Literals(FAST_TRACK_EVENTS) }),
  body: Type.Object(
    {
      reasons: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), { maxItems: 20, default: [] }),
    },
    { additionalProperties: false },
  ),
  response: Stepped,
  problems: [
    'not-permitted',
    'not-found',
    'wrong-state',
    'own-application',
    'four-eyes',
    'fast-track-missing',
    'fast-track-refused',
  ],
});
