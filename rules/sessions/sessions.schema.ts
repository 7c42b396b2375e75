import { Type, type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';

export const MembershipView = Type.Object({
  id: Type.String(),
  role: Type.Union(ROLES.map((value) => Type.Literal(value))),
  bodyId: Type.Union([Type.String(), Type.Null()]),
  bodyName: Type.Union([Type.String(), Type.Null()]),
});
export type MembershipView = Static<typeof MembershipView>;

/** The person who is looking and the role they act in; `acting` is null for an account without roles. */
export const Viewer = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  acting: Type.Union([MembershipView, Type.Null()]),
  memberships: Type.Array(MembershipView),
});
export type Viewer = Static<typeof Viewer>;
