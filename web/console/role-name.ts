import type { MembershipView } from '../../rules/sessions/sessions.schema.ts';
import { useFormat, useT } from '../design/language.tsx';

/** “市交通委，审核”: where the role is held, and the role. */
export function useRoleName(): (
  membership: Pick<
    MembershipView,
    'role' | 'bodyName' | 'organisationName' | 'organisationRole' | 'district'
  >,
) => string {
  const t = useT();
  const format = useFormat();
  return ({ role, bodyName, organisationName, organisationRole, district }) =>
    format.list([
      bodyName ?? organisationName ?? district ?? '',
      organisationRole ? t(`organisationRole.${organisationRole}`) : t(`role.${role}`),
    ]);
}
