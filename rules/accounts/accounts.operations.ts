import { Type, type Static } from 'typebox';
import { ACTIONS, REACHES } from '../access/permissions.ts';
import { operation } from '../api/operation.ts';
import { Abilities, ById, Literals, Nullable, Page, PageQuery } from '../api/views.ts';
import { Line } from './line.ts';
import { MembershipView, RoleName } from '../sessions/sessions.schema.ts';

export const AccountView = Type.Object({
  id: Type.String(),
  /** null for people who come by city sign-on. */
  userName: Nullable(Type.String()),
  name: Type.String(),
  email: Nullable(Type.String()),
  assuranceLevel: Type.Integer({ minimum: 0, maximum: 3 }),
  secondFactor: Type.Boolean(),
  lockedUntil: Nullable(Type.String()),
  createdAt: Type.String(),
  closedAt: Nullable(Type.String()),
  memberships: Type.Array(MembershipView),
  can: Abilities,
});
export type AccountView = Static<typeof AccountView>;

const tag = 'People and permissions';
const Password = Type.String({ minLength: 1, maxLength: 200 });
const Code = Type.String({ minLength: 6, maxLength: 20, description: 'The six digits of the authenticator' });

export const getPermissions = operation({
  id: 'getPermissions',
  method: 'GET',
  path: '/permissions',
  summary: 'The permission matrix: which role may do what, and how far it reaches',
  tag,
  response: Type.Object({
    actions: Type.Array(Literals(ACTIONS)),
    roles: Type.Array(
      Type.Object({
        role: RoleName,
        staff: Type.Boolean(),
        reaches: Type.Record(Type.String(), Literals(REACHES)),
      }),
    ),
  }),
  problems: [],
});

export const listAccounts = operation({
  id: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  summary: 'People: myself, those of my body, or everyone, as far as the role reaches; oldest first',
  tag,
  query: Type.Object({
    q: Type.Optional(Line({ maxLength: 100, description: 'Part of the name or the user name' })),
    bodyId: Type.Optional(ById.properties.id),
    ...PageQuery,
  }),
  response: Page(AccountView),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const getAccount = operation({
  id: 'getAccount',
  method: 'GET',
  path: '/accounts/{id}',
  summary: 'One person',
  tag,
  params: ById,
  response: AccountView,
  problems: ['not-found'],
});

export const createAccount = operation({
  id: 'createAccount',
  method: 'POST',
  path: '/accounts',
  summary: 'Open an account; its one-time password is shown only in this answer',
  tag,
  body: Type.Object(
    {
      userName: Type.String({ pattern: '^[a-z][a-z0-9._-]{2,49}$' }),
      name: Line({ minLength: 1, maxLength: 100 }),
      email: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
      assuranceLevel: Type.Integer({ minimum: 0, maximum: 3, default: 0 }),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ account: AccountView, password: Type.String() }),
  status: 201,
  secret: true,
  problems: ['sign-in-required', 'not-permitted', 'already-exists'],
});

export const closeAccount = operation({
  id: 'closeAccount',
  method: 'POST',
  path: '/accounts/{id}/close',
  summary: 'Close an account: its roles, sessions and tokens end at once',
  tag,
  params: ById,
  response: AccountView,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'own-account'],
});

export const resetPassword = operation({
  id: 'resetPassword',
  method: 'POST',
  path: '/accounts/{id}/reset-password',
  summary: 'Give a one-time password, and where asked forget the second factor; sessions end at once',
  tag,
  params: ById,
  body: Type.Object({ secondFactor: Type.Boolean({ default: false }) }, { additionalProperties: false }),
  response: Type.Object({ account: AccountView, password: Type.String() }),
  secret: true,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'own-account'],
});

export const unlockAccount = operation({
  id: 'unlockAccount',
  method: 'POST',
  path: '/accounts/{id}/unlock',
  summary: 'Lift a lock-out before its time',
  tag,
  params: ById,
  response: AccountView,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'wrong-state', 'own-account'],
});

export const changePassword = operation({
  id: 'changePassword',
  method: 'POST',
  path: '/account/password',
  summary: 'Change my password; my other sessions end',
  tag,
  body: Type.Object({ current: Password, password: Password }, { additionalProperties: false }),
  response: Type.Null(),
  status: 204,
  problems: ['sign-in-required', 'not-permitted', 'wrong-credentials', 'locked-out', 'weak-password'],
});

export const enrolSecondFactor = operation({
  id: 'enrolSecondFactor',
  method: 'POST',
  path: '/account/second-factor',
  summary: 'Begin to enrol an authenticator; who has one already shows its code',
  tag,
  body: Type.Object({ code: Type.Optional(Code) }, { additionalProperties: false }),
  response: Type.Object({
    /** Handed back at confirmation, good for 15 minutes. */
    enrolment: Type.String(),
    secret: Type.String({ description: 'Base32, for authenticators that cannot scan' }),
    uri: Type.String(),
    qrSvg: Type.String(),
  }),
  secret: true,
  problems: [
    'sign-in-required',
    'not-permitted',
    'second-factor-required',
    'wrong-credentials',
    'locked-out',
    'wrong-state',
  ],
});

export const confirmSecondFactor = operation({
  id: 'confirmSecondFactor',
  method: 'POST',
  path: '/account/second-factor/confirm',
  summary: 'Finish enrolling by a code of the new authenticator; my other sessions end',
  tag,
  body: Type.Object(
    { enrolment: Type.String({ minLength: 1, maxLength: 1000 }), code: Code },
    { additionalProperties: false },
  ),
  response: Type.Null(),
  status: 204,
  problems: ['sign-in-required', 'not-permitted', 'wrong-credentials', 'locked-out', 'wrong-state'],
});

export const grantMembership = operation({
  id: 'grantMembership',
  method: 'POST',
  path: '/accounts/{id}/memberships',
  summary: 'Give a person a role, in a body or a district where the role is held there',
  tag,
  params: ById,
  body: Type.Object(
    {
      role: RoleName,
      bodyId: Type.Optional(ById.properties.id),
      district: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
    },
    { additionalProperties: false },
  ),
  response: MembershipView,
  status: 201,
  problems: [
    'sign-in-required',
    'not-permitted',
    'not-found',
    'own-account',
    'separated-roles',
    'already-exists',
    'wrong-state',
  ],
});

export const revokeMembership = operation({
  id: 'revokeMembership',
  method: 'POST',
  path: '/memberships/{id}/revoke',
  summary: 'Take a role back; it is refused from the next request on',
  tag,
  params: ById,
  response: MembershipView,
  problems: ['sign-in-required', 'not-permitted', 'not-found', 'own-account', 'last-administrator'],
});
