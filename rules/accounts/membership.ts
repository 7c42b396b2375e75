import { BODY_ROLES, ROLES, SEPARATED_ROLES, STAFF_ROLES, type Role } from '../access/roles.ts';
import type { OrganisationRole } from '../organisations/organisation-role.ts';
import type { ProblemCode } from '../problems/problems.ts';

/** Roles that a person can be given: all but anyone's and the platform's own. */
const GRANTABLE_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'visitor' && role !== 'system');
/** Those that an administrator gives; members of an organisation are let in by the organisation. */
export const OFFICE_ROLES: readonly Role[] = GRANTABLE_ROLES.filter((role) => role !== 'organisation-member');

export interface WishedMembership {
  role: Role;
  bodyId: string | null;
  organisationId?: string | null;
  organisationRole?: OrganisationRole | null;
  district: string | null;
}

export type MembershipRefusal =
  | { code: Extract<ProblemCode, 'separated-roles' | 'wrong-state'>; pointer?: never }
  | {
      code: Extract<ProblemCode, 'invalid-input'>;
      pointer: '/role' | '/bodyId' | '/organisationId' | '/district';
    };

/** What speaks against giving the role to somebody who holds `held`; null when nothing does. */
export function refusalOfMembership(
  wished: WishedMembership,
  holder: { held: readonly Role[]; hasUserName: boolean },
): MembershipRefusal | null {
  const { role, bodyId, organisationId = null, district } = wished;
  if (!GRANTABLE_ROLES.includes(role)) return { code: 'invalid-input', pointer: '/role' };
  if (BODY_ROLES.includes(role) !== (bodyId !== null)) return { code: 'invalid-input', pointer: '/bodyId' };
  if ((role === 'organisation-member') !== (organisationId !== null)) {
    return { code: 'invalid-input', pointer: '/organisationId' };
  }
  if ((role === 'district-authority') !== (district !== null)) {
    return { code: 'invalid-input', pointer: '/district' };
  }
  // City sign-on shows no second factor of ours, so that who comes by it acts in no staff role.
  if (STAFF_ROLES.includes(role) && !holder.hasUserName) return { code: 'wrong-state' };
  return separates(role, holder.held) ? { code: 'separated-roles' } : null;
}

/** 三员分立: true when the role and one already held must be in two people's hands. */
const separates = (role: Role, held: readonly Role[]): boolean =>
  SEPARATED_ROLES.includes(role) && held.some((other) => other !== role && SEPARATED_ROLES.includes(other));

/** True when an account with these roles signs in with a second factor. */
export const needsSecondFactor = (held: readonly Role[]): boolean =>
  held.some((role) => STAFF_ROLES.includes(role));
