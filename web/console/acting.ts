import type { Actor } from '../../rules/access/roles.ts';
import type { Viewer } from '../../rules/sessions/sessions.schema.ts';

/** The viewer as the permission matrix knows them: to show only what they can use. The server judges for itself. */
export const actorOf = ({ accountId, acting }: Viewer): Actor => ({
  accountId,
  role: acting?.role ?? 'person',
  bodyId: acting?.bodyId ?? null,
  organisationId: acting?.organisationId ?? null,
  organisationRole: acting?.organisationRole ?? null,
  district: acting?.district ?? null,
  assuranceLevel: 0,
});
