import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Id, Literals, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { GRANT_STATES } from './grant.machine.ts';
import { GrantTerms } from './grant-terms.schema.ts';

/** What people do to a grant. */
export const GRANT_STEPS = ['restrict', 'suspend', 'resume', 'revoke'] as const;

export const GrantView = Type.Object({
  id: Type.String(),
  agreementId: Type.String(),
  dataset: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  publisher: Type.Object({ id: Type.String(), name: Type.String() }),
  /** The organisation, or the person, that may take the data. */
  holder: Type.String(),
  state: Literals(GRANT_STATES),
  reason: Nullable(Type.String()),
  /** Came by the fast track: it is watched more closely (`plan2023-2.4`). */
  fastTrack: Type.Boolean(),
  agreed: GrantTerms,
  /** What holds now: less than agreed while it is restricted. */
  terms: GrantTerms,
  callsToday: Type.Integer(),
  /** Over the whole term. */
  rowsGiven: Type.Integer(),
  createdAt: Type.String(),
  changedAt: Type.String(),
  can: Abilities,
});
export type GrantView = Static<typeof GrantView>;

export const GrantSecretView = Type.Object({
  id: Type.String(),
  /** Its first signs. */
  hint: Type.String(),
  createdByName: Type.String(),
  createdAt: Type.String(),
  /** null: until it is replaced. */
  endsAt: Nullable(Type.String()),
});
export type GrantSecretView = Static<typeof GrantSecretView>;

const tag = 'Grants';

export const listGrants = operation({
  id: 'listGrants',
  method: 'GET',
  path: '/grants',
  summary: 'Grants of conditional data: of a data user their own, of a body those on its data, newest first',
  tag,
  query: Type.Object({ ...PageQuery, state: Type.Optional(Literals(GRANT_STATES)) }),
  response: Page(GrantView),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getGrant = operation({
  id: 'getGrant',
  method: 'GET',
  path: '/grants/{id}',
  summary: 'One grant: its terms, what was taken under it, and the credentials of its system',
  tag,
  params: ById,
  response: Type.Object({
    ...GrantView.properties,
    /** Calls by day, the last 30 days with any. */
    days: Type.Array(Type.Object({ day: Type.String(), calls: Type.Integer() })),
    /** Secrets that are good, for who may use them. */
    secrets: Type.Array(GrantSecretView),
    history: Type.Array(HistoryItem),
  }),
  problems: ['sign-in-required', 'not-found'],
});

export const stepGrant = operation({
  id: 'stepGrant',
  method: 'POST',
  path: '/grants/{id}/{event}',
  summary:
    'Restrict, suspend, resume or revoke a grant; acts on the very next request and on running exports',
  tag,
  params: Type.Object({ id: Id, event: Literals(GRANT_STEPS) }),
  body: Type.Object({
    reason: Type.String({ minLength: 2, maxLength: 2000 }),
    callsPerMinute: Type.Optional(Type.Integer({ minimum: 1, description: 'restrict: fewer than agreed' })),
    callsPerDay: Type.Optional(Type.Integer({ minimum: 1, description: 'restrict: fewer than agreed' })),
    rowsInAll: Type.Optional(Type.Integer({ minimum: 1, description: 'restrict: fewer than agreed' })),
  }),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state', 'wider-than-agreed'],
});

export const createGrantSecret = operation({
  id: 'createGrantSecret',
  method: 'POST',
  path: '/grants/{id}/secrets',
  summary:
    'Make a client secret for the system of a grant; it is shown only in this answer, and those before it end after the overlap',
  tag,
  params: ById,
  body: Type.Object({
    overlapHours: Type.Integer({ minimum: 0, maximum: 720, default: 24 }),
  }),
  response: Type.Object({ clientId: Type.String(), clientSecret: Type.String(), view: GrantSecretView }),
  status: 201,
  secret: true,
  problems: ['sign-in-required', 'not-found', 'not-permitted', 'wrong-state'],
});

export const revokeGrantSecret = operation({
  id: 'revokeGrantSecret',
  method: 'POST',
  path: '/grants/{id}/secrets/{secretId}/revoke',
  summary: 'Revoke a client secret; what it was exchanged for is refused from the next request on, too',
  tag,
  params: Type.Object({ id: Id, secretId: Id }),
  response: Type.Object({ id: Type.String() }),
  problems: ['sign-in-required', 'not-found', 'not-permitted', 'wrong-state'],
});
