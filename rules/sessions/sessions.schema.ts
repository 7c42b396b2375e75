import { Type, type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';
import { Literals, Nullable } from '../api/views.ts';
import { ORGANISATION_ROLES } from '../organisations/organisation-role.ts';

export const RoleName = Literals(ROLES);

export const MembershipView = Type.Object({
  id: Type.String(),
  role: RoleName,
  bodyId: Nullable(Type.String()),
  bodyName: Nullable(Type.String()),
  organisationId: Nullable(Type.String()),
  organisationName: Nullable(Type.String()),
  organisationRole: Nullable(Literals(ORGANISATION_ROLES)),
  district: Nullable(Type.String()),
});
export type MembershipView = Static<typeof MembershipView>;

/** What an account must do before it can act in a staff role. */
export const PENDING_DUTIES = ['change-password', 'enrol-second-factor'] as const;
export type PendingDuty = (typeof PENDING_DUTIES)[number];

/** The person who is looking and the role they act in; `acting` is null for an account without roles. */
export const Viewer = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  acting: Nullable(MembershipView),
  memberships: Type.Array(MembershipView),
  pending: Nullable(Literals(PENDING_DUTIES)),
});
export type Viewer = Static<typeof Viewer>;

export const SessionView = Type.Object({
  id: Type.String(),
  accountId: Type.String(),
  accountName: Type.String(),
  role: Nullable(RoleName),
  createdAt: Type.String(),
  lastSeenAt: Type.String(),
  expiresAt: Type.String(),
  /** The session that asks. */
  current: Type.Boolean(),
});
export type SessionView = Static<typeof SessionView>;
