import type { OrganisationRole } from '../organisations/organisation-role.ts';
import type { Actor, Role } from './roles.ts';

export const ACTIONS = [
  'body.read',
  'body.manage',
  'account.read',
  'account.manage',
  'membership.manage',
  'organisation.read',
  'organisation.write',
  'organisation.join',
  'organisation.decide',
  'rules.write',
  'rules.accept',
  'session.read',
  'session.end',
  'token.read',
  'token.manage',
  'catalogue-entry.read',
  'catalogue-entry.write',
  'catalogue.import',
  'upload.read',
  'upload.write',
  'source.read',
  'source.write',
  'source.approve',
  'source.push',
  'dataset.read',
  'draft.read',
  'draft.write',
  'draft.submit',
  'list-change.decide',
  'grading.read',
  'grading.decide',
  'guideline.read',
  'guideline.write',
  'guideline.agree',
  'guideline.enforce',
  'refinement.write',
  'consent.record',
  'consent.revoke',
  'secrecy-review.record',
  'version.publish',
  'dataset.suspend',
  'dataset.withdraw',
  'data.read',
  'original.read',
  'work-order.read',
  'mismatch.read',
  'mismatch.explain',
  'review.read',
  'review.open',
  'review.prepare',
  'review.confirm',
  'system.read',
  'system.write',
  'system.confirm',
  'system.decide',
  'application.read',
  'application.write',
  'application.intake',
  'application.prepare',
  'application.decide',
  'application.reconsider',
  'expert-opinion.read',
  'expert-opinion.write',
  'agreement.read',
  'agreement.sign',
  'agreement.examine',
  'use-report.read',
  'use-report.file',
  'use-report.decide',
  'use-report.answer',
  'spot-check.read',
  'spot-check.open',
  'spot-check.answer',
  'spot-check.judge',
  'emergency.read',
  'emergency.decide',
  'misconduct.report',
  'misconduct.read',
  'misconduct.examine',
  'misconduct.measure',
  'misconduct.appeal',
  'message.read',
  'message.manage',
  'task.read',
  'history.read',
  'event.read',
  'access-record.read',
  'settings.read',
  'settings.manage',
  'running.read',
  'running.stop',
  'grant.read',
  'grant.manage',
  'grant.use',
  'fast-track.manage',
  'fast-track.decide',
  'personal-consent.read',
  'personal-consent.write',
  'personal-data.declare',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How far a permission reaches. A missing cell is a denial. */
export const REACHES = ['own', 'body', 'district', 'city'] as const;
export type Reach = (typeof REACHES)[number];
export type Cells = Partial<Record<Action, Reach>>;

/** What anyone may do, signed in or not: read the open list, take unconditional data (`xz-17`), report misuse (`xz-30`). */
const everyone: Cells = {
  'body.read': 'city',
  'dataset.read': 'city',
  'data.read': 'city',
  'misconduct.report': 'city',
};
const signedIn: Cells = {
  ...everyone,
  'account.read': 'own',
  'session.read': 'own',
  'session.end': 'own',
  'message.read': 'own',
  'message.manage': 'own',
  'token.read': 'own',
  'token.manage': 'own',
  'history.read': 'own',
};
/** Who uses data: for themselves, or for the organisation in which they act. */
const dataUser: Cells = {
  ...signedIn,
  'task.read': 'own',
  'organisation.read': 'own',
  'organisation.write': 'own',
  'organisation.join': 'own',
  'rules.accept': 'own',
  'application.read': 'own',
  'application.write': 'own',
  'agreement.read': 'own',
  'agreement.sign': 'own',
  'grant.read': 'own',
  'grant.use': 'own',
  'use-report.read': 'own',
  'use-report.file': 'own',
  'spot-check.read': 'own',
  'spot-check.answer': 'own',
  'misconduct.read': 'own',
  'misconduct.appeal': 'own',
};
const staff: Cells = { ...signedIn, 'task.read': 'own', 'settings.read': 'city' };
const watching: Cells = {
  ...staff,
  'catalogue-entry.read': 'city',
  'draft.read': 'city',
  'grading.read': 'city',
  'guideline.read': 'city',
  'work-order.read': 'city',
  'mismatch.read': 'city',
  'review.read': 'city',
  'system.read': 'city',
  'agreement.read': 'city',
  'application.read': 'city',
  'organisation.read': 'city',
  'history.read': 'city',
  'grant.read': 'city',
  'emergency.read': 'city',
  'misconduct.read': 'city',
  'use-report.read': 'city',
  'spot-check.read': 'city',
};
/** Who checks the use of data anywhere in the city (`xz-29`). */
const checking: Cells = { 'spot-check.open': 'city', 'spot-check.judge': 'city' };

export const PERMISSIONS: Record<Role, Cells> = {
  visitor: everyone,
  person: { ...dataUser, 'personal-consent.read': 'own', 'personal-consent.write': 'own' },
  'organisation-member': dataUser,
  'publisher-editor': {
    ...staff,
    'account.read': 'body',
    'catalogue-entry.read': 'body',
    'catalogue-entry.write': 'body',
    'upload.read': 'body',
    'upload.write': 'body',
    'source.read': 'body',
    'source.write': 'body',
    'source.push': 'body',
    'draft.read': 'body',
    'draft.write': 'body',
    'grading.read': 'body',
    'consent.record': 'body',
    'consent.revoke': 'body',
    'original.read': 'body',
    'work-order.read': 'body',
    'mismatch.read': 'body',
    'mismatch.explain': 'body',
    'review.read': 'body',
    'review.prepare': 'body',
    'system.read': 'body',
    'system.write': 'body',
    'agreement.read': 'body',
    'application.read': 'body',
    'application.prepare': 'body',
    'history.read': 'body',
    'grant.read': 'body',
    'misconduct.read': 'body',
    'use-report.read': 'body',
    'spot-check.read': 'body',
    'use-report.answer': 'body',
  },
  'publisher-reviewer': {
    ...staff,
    'account.read': 'body',
    'catalogue-entry.read': 'body',
    'upload.read': 'body',
    'source.read': 'body',
    'source.approve': 'body',
    'draft.read': 'body',
    'draft.submit': 'body',
    'grading.read': 'body',
    'grading.decide': 'body',
    'refinement.write': 'body',
    'consent.revoke': 'body',
    'secrecy-review.record': 'body',
    'version.publish': 'body',
    'dataset.suspend': 'body',
    'dataset.withdraw': 'body',
    'original.read': 'body',
    'work-order.read': 'body',
    'mismatch.read': 'body',
    'review.read': 'body',
    'review.confirm': 'body',
    'system.read': 'body',
    'system.confirm': 'body',
    'agreement.read': 'body',
    'agreement.sign': 'body',
    'application.read': 'body',
    'application.decide': 'body',
    'application.reconsider': 'body',
    'history.read': 'body',
    'grant.read': 'body',
    'grant.manage': 'body',
    'personal-data.declare': 'body',
    'misconduct.read': 'body',
    'use-report.read': 'body',
    'spot-check.read': 'body',
    'spot-check.open': 'body',
    'spot-check.judge': 'body',
    'use-report.decide': 'body',
    'use-report.answer': 'body',
    'misconduct.measure': 'body',
  },
  operator: {
    ...watching,
    'catalogue.import': 'city',
    'list-change.decide': 'city',
    'guideline.agree': 'city',
    'system.decide': 'city',
    'application.intake': 'city',
    'organisation.decide': 'city',
    'rules.write': 'city',
    'upload.read': 'city',
    'source.read': 'city',
    'dataset.suspend': 'city',
    'running.read': 'city',
    'running.stop': 'city',
    'grant.manage': 'city',
    'misconduct.measure': 'city',
    ...checking,
  },
  authority: {
    ...watching,
    'guideline.write': 'city',
    'guideline.enforce': 'city',
    'review.open': 'city',
    'agreement.examine': 'city',
    'application.reconsider': 'city',
    'emergency.decide': 'city',
    'fast-track.manage': 'city',
    'fast-track.decide': 'city',
    'misconduct.examine': 'city',
    ...checking,
    'system.decide': 'city',
  },
  'district-authority': {
    ...staff,
    'catalogue-entry.read': 'district',
    'draft.read': 'district',
    'grading.read': 'district',
    'work-order.read': 'district',
    'mismatch.read': 'district',
    'review.read': 'district',
    'system.read': 'district',
    'agreement.read': 'district',
    'application.read': 'district',
    'history.read': 'district',
    'grant.read': 'district',
    'misconduct.read': 'district',
    'use-report.read': 'district',
    'spot-check.read': 'district',
  },
  'cyberspace-office': { ...watching, ...checking, 'dataset.suspend': 'city' },
  'supervision-office': watching,
  expert: { ...staff, 'expert-opinion.read': 'own', 'expert-opinion.write': 'own' },
  evaluator: staff,
  'authorised-operator': signedIn,
  'service-point-staff': staff,
  'system-administrator': {
    ...staff,
    'account.read': 'city',
    'account.manage': 'city',
    'body.manage': 'city',
    'catalogue.import': 'city',
    'settings.manage': 'city',
    'running.read': 'city',
    'running.stop': 'city',
  },
  'security-administrator': {
    ...staff,
    'account.read': 'city',
    'membership.manage': 'city',
    'session.read': 'city',
    'session.end': 'city',
    'token.read': 'city',
  },
  'audit-administrator': {
    ...staff,
    'history.read': 'city',
    'event.read': 'city',
    'access-record.read': 'city',
  },
  system: {},
};

/** What a permission is asked about. Absent parts reach nobody but the whole city. */
export interface Target {
  ownerId?: string | null;
  /** The organisation whose thing it is: its members own it together. */
  organisationId?: string | null;
  bodyId?: string | null;
  district?: string | null;
}

/** True when the actor's role reaches the target. Reach is cumulative only by what the matrix says. */
export function can(actor: Actor, action: Action, target: Target = {}): boolean {
  const reach = reachOf(actor, action);
  if (reach === null) return false;
  switch (reach) {
    case 'city':
      return true;
    case 'district':
      return actor.district !== null && actor.district === target.district;
    case 'body':
      return actor.bodyId !== null && actor.bodyId === target.bodyId;
    case 'own':
      return owns(actor, target);
  }
}

/** What was done for an organisation is the organisation's: who has left it owns nothing of it. */
function owns({ accountId, organisationId }: Actor, target: Target): boolean {
  const { ownerId, organisationId: ofOrganisation = null } = target;
  if (ofOrganisation !== null) return organisationId === ofOrganisation;
  return accountId !== null && accountId === ownerId;
}

/** How somebody is refused what another may do: a visitor is asked to sign in first. */
export const denialOf = ({ role }: Pick<Actor, 'role'>): 'sign-in-required' | 'not-permitted' =>
  role === 'visitor' ? 'sign-in-required' : 'not-permitted';

/** What a member's place in the organisation takes from what its members may do. */
const WITHHELD: Record<OrganisationRole, (action: Action) => boolean> = {
  administrator: () => false,
  applicant: (action) => action === 'organisation.write',
  viewer: (action) => !action.endsWith('.read') && action !== 'organisation.join' && !(action in signedIn),
};

/** How far the actor reaches with an action, for lists; null: not at all. */
export function reachOf(actor: Actor, action: Action): Reach | null {
  const { role, organisationRole = null } = actor;
  if (organisationRole !== null && WITHHELD[organisationRole](action)) return null;
  return PERMISSIONS[role][action] ?? null;
}
