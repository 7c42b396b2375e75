import type { OrganisationRole } from '../organisations/organisation-role.ts';

/** The actors of the rules. `visitor` is anyone without an account; `system` is the platform itself. */
export const ROLES = [
  'visitor',
  'person',
  'organisation-member',
  'publisher-editor',
  'publisher-reviewer',
  'operator',
  'authority',
  'district-authority',
  'cyberspace-office',
  'supervision-office',
  'expert',
  'evaluator',
  'authorised-operator',
  'service-point-staff',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** Real-name levels of a data user: 0 unverified, 1 phone, 2 real name, 3 face to face or certificate. */
export const ASSURANCE_LEVELS = [0, 1, 2, 3] as const;
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number];

/** Roles that are held in a public body; the others are held for the whole city. */
export const BODY_ROLES: readonly Role[] = ['publisher-editor', 'publisher-reviewer'];

/** Roles that must show a second factor at sign-in. */
export const STAFF_ROLES: readonly Role[] = ROLES.filter(
  (role) => !['visitor', 'person', 'organisation-member', 'system'].includes(role),
);

/** 三员分立: one person never holds two of these. */
export const SEPARATED_ROLES: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
];

/** Who acts, in which role. Every event names both. */
export interface Actor {
  /** null for a visitor and for the platform itself. */
  accountId: string | null;
  role: Role;
  /** The public body in which the role is held. */
  bodyId: string | null;
  /** The organisation for which a data user acts; null: for themselves, or in another role. */
  organisationId: string | null;
  /** What they may do within it; absent or null: all that its members may. */
  organisationRole?: OrganisationRole | null;
  district: string | null;
  assuranceLevel: AssuranceLevel;
}

export const VISITOR: Actor = {
  accountId: null,
  role: 'visitor',
  bodyId: null,
  organisationId: null,
  district: null,
  assuranceLevel: 0,
};
export const SYSTEM: Actor = { ...VISITOR, role: 'system' };
