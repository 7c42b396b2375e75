import type { Invitation } from '../../../rules/organisations/organisations.operations.ts';
import { Button } from '../../design/button.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';

/** An invitation with the way to follow it: the form sends `value` as `name`. */
export function InvitedBox({
  invitation: { organisation, organisationRole, invitedBy },
  name,
  value,
}: {
  invitation: Invitation;
  name: string;
  value: string;
}) {
  const t = useT();
  const role = t(`organisationRole.${organisationRole}`);
  return (
    <NextStep turn={t('organisation.turn')} title={t('organisation.invited-title')}>
      <p>{t('organisation.invited-text', { by: invitedBy, name: organisation.name, role })}</p>
      <p>{t(`organisationRole.${organisationRole}.may`)}</p>
      <form method="post">
        <Button kind="primary" name={name} value={value}>
          {t('organisation.join')}
        </Button>
      </form>
    </NextStep>
  );
}
