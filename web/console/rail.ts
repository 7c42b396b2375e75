import { reachOf, type Action } from '../../rules/access/permissions.ts';
import type { Role } from '../../rules/access/roles.ts';
import { IMPORT_PAGE } from '../../rules/catalogue/catalogue-imports.operations.ts';
import { RUNNING_PAGE } from '../../rules/installation/running.operations.ts';
import type { Profile } from '../../rules/profile/profile.schema.ts';
import type { Viewer } from '../../rules/sessions/sessions.schema.ts';
import { actorOf } from './acting.ts';

interface Place {
  to: string;
  key: string;
  /** Who cannot do this does not see the place; absent: everyone signed in. */
  needs?: Action;
  /** Or this. */
  orNeeds?: Action;
  /** Only in a body: the files of no body are nobody's. */
  inBody?: boolean;
  roles?: readonly Role[];
  /** Whether the city has such a thing at all. */
  provided?: (profile: Profile) => boolean;
}

const ADMINISTRATORS: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'publisher-editor',
  'publisher-reviewer',
];

const PLACES = [
  { to: '/console', key: 'tasks', needs: 'task.read' },
  { to: '/console/messages', key: 'messages', needs: 'message.read' },
  { to: '/console/uploads', key: 'uploads', needs: 'upload.read', inBody: true },
  { to: '/console/sources', key: 'sources', needs: 'source.read' },
  { to: '/console/datasets', key: 'datasets', needs: 'draft.read' },
  { to: '/console/work-orders', key: 'work-orders', needs: 'work-order.read' },
  { to: '/console/catalogue', key: 'catalogue', needs: 'catalogue-entry.read' },
  { to: IMPORT_PAGE.path, key: 'catalogue-imports', needs: 'catalogue.import' },
  { to: '/console/reconciliation', key: 'reconciliation', needs: 'mismatch.read' },
  { to: '/console/guidelines', key: 'guidelines', needs: 'grading.read' },
  { to: '/console/reviews', key: 'reviews', needs: 'review.read' },
  { to: '/console/applications', key: 'applications', needs: 'application.read' },
  { to: '/console/expert-opinions', key: 'expert-opinions', needs: 'expert-opinion.read' },
  { to: '/console/fast-track', key: 'fast-track', needs: 'fast-track.manage' },
  { to: '/console/systems', key: 'systems', needs: 'system.read' },
  { to: '/console/agreements', key: 'agreements', needs: 'agreement.read' },
  { to: '/console/grants', key: 'grants', needs: 'grant.read' },
  { to: '/console/personal-consents', key: 'personal-consents', needs: 'personal-consent.read' },
  { to: '/console/personal-datasets', key: 'personal-datasets', needs: 'personal-data.declare' },
  {
    to: '/console/organisations',
    key: 'organisations',
    needs: 'organisation.join',
  },
  { to: '/console/platform-rules', key: 'platform-rules', needs: 'rules.accept', orNeeds: 'rules.write' },
  { to: '/console/organisation-reviews', key: 'organisation-reviews', needs: 'organisation.decide' },
  { to: '/console/use-reports', key: 'use-reports', needs: 'use-report.read' },
  { to: '/console/spot-checks', key: 'spot-checks', needs: 'spot-check.read' },
  { to: '/console/misconduct', key: 'misconduct', needs: 'misconduct.read' },
  {
    to: '/console/emergencies',
    key: 'emergencies',
    needs: 'emergency.read',
    provided: ({ emergencyOpening }: Profile) => emergencyOpening !== null,
  },
  { to: '/console/members', key: 'members', needs: 'account.read', roles: ADMINISTRATORS },
  { to: '/console/access-records', key: 'access-records', needs: 'access-record.read' },
  { to: '/console/events', key: 'events', needs: 'event.read' },
  { to: RUNNING_PAGE, key: 'running', needs: 'running.read' },
  { to: '/console/settings', key: 'settings', needs: 'settings.read' },
  { to: '/console/tokens', key: 'tokens', needs: 'token.read' },
  { to: '/console/account', key: 'account' },
] as const satisfies readonly Place[];
export type PlaceKey = (typeof PLACES)[number]['key'];

/** The places of the console that the viewer's role can use and the city's profile provides, in the order of the day's work. */
export function placesOf(viewer: Viewer, profile: Profile): { to: string; key: PlaceKey }[] {
  const actor = actorOf(viewer);
  return PLACES.filter((place: Place) => {
    if (place.provided?.(profile) === false) return false;
    if (place.inBody === true && actor.bodyId === null) return false;
    if (place.roles && !place.roles.includes(actor.role)) return false;
    const needs = [place.needs, place.orNeeds].filter((action) => action !== undefined);
    return needs.length === 0 || needs.some((action) => reachOf(actor, action) !== null);
  });
}
