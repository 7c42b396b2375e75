import type { RulesStanding } from '../../../rules/platform-rules/platform-rules.operations.ts';
import { usePage } from '../../app/page.tsx';
import { Button } from '../../design/button.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';

/** Whether the newest version is accepted; if not, the way to accept it. */
export function AcceptBox({ standing: { current, accepted, acceptedAt } }: { standing: RulesStanding }) {
  const t = useT();
  const format = useFormat();
  const { viewer } = usePage();
  const organisation = viewer?.acting?.organisationName ?? null;
  if (current === null) return null;
  if (accepted === current) {
    const said = { version: current, date: acceptedAt === null ? '' : format.date(acceptedAt) };
    return <NextStep turn={t('platformRules.turn-done')} title={t('platformRules.accepted', said)} />;
  }
  const title = accepted === null ? 'platformRules.accept-first' : 'platformRules.accept-title';
  return (
    <NextStep turn={t('platformRules.turn')} title={t(title, { version: current })}>
      {organisation !== null && <p>{t('platformRules.for-organisation', { name: organisation })}</p>}
      <form method="post">
        <input type="hidden" name="version" value={current} />
        <Button kind="primary" name="act" value="accept">
          {t('platformRules.accept', { version: current })}
        </Button>
      </form>
      <ProvisionLink id="xz-26" />
    </NextStep>
  );
}
