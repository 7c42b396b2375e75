import { Type } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { ById, Nullable } from '../api/views.ts';
import { SessionView, Viewer } from './sessions.schema.ts';

const tag = 'Sessions';

export const signIn = operation({
  id: 'signIn',
  method: 'POST',
  path: '/session',
  summary: 'Sign in with user name, password and, where a second factor is enrolled, its code',
  tag,
  body: Type.Object(
    {
      userName: Line({ minLength: 1, maxLength: 100 }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
      code: Type.Optional(Type.String({ maxLength: 20, description: 'The six digits of the authenticator' })),
    },
    { additionalProperties: false },
  ),
  response: Viewer,
  secret: true,
  problems: ['wrong-credentials', 'second-factor-required', 'locked-out', 'too-many-requests'],
});

export const getSession = operation({
  id: 'getSession',
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in, and whether city sign-on and corporate certificates are offered',
  tag,
  response: Type.Object({
    viewer: Nullable(Viewer),
    citySignOn: Nullable(Type.Object({ name: Type.String(), path: Type.String() })),
    corporateCertificate: Type.Boolean(),
  }),
  problems: [],
});

export const signOut = operation({
  id: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out; without a session it does nothing',
  tag,
  response: Type.Null(),
  status: 204,
  problems: [],
});

export const actAs = operation({
  id: 'actAs',
  method: 'POST',
  path: '/session/acting',
  summary: 'Act in another of my roles',
  tag,
  body: Type.Object({ membershipId: ById.properties.id }, { additionalProperties: false }),
  response: Viewer,
  problems: ['sign-in-required', 'not-found'],
});

export const listSessions = operation({
  id: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: 'Open sessions: my own, or for the security administrator everyone’s, newest first, at most 500',
  tag,
  query: Type.Object({ accountId: Type.Optional(ById.properties.id) }),
  response: Type.Object({ items: Type.Array(SessionView) }),
  problems: ['sign-in-required'],
});

export const endSession = operation({
  id: 'endSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  summary: 'End a session; it is refused from the next request on',
  tag,
  params: ById,
  response: Type.Null(),
  status: 204,
  problems: ['sign-in-required', 'not-found'],
});
