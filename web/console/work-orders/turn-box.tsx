import type { WorkOrderView } from '../../../rules/work-orders/work-orders.operations.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { LinkButton } from '../../design/button.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { BigClock } from '../working-clock.tsx';

/** Who must act, by when, on which provision; when all is done, how it ended. */
export function TurnBox({ order }: { order: WorkOrderView }) {
  const t = useT();
  const language = useLanguage();
  const format = useFormat();
  const { operator } = profileOf(usePage()).authorities;
  const { state, clock, publisher, can, datasetId, datasetCode } = order;
  const mine = Object.values(can).some(Boolean);
  const date = clock && format.day(clock.dueOn, new Date());
  const title = t(`console.turn.${state}`, {
    who: state === 'submitted' ? operator[language] : publisher.name,
    date,
    dated: date === null ? 'no' : 'yes',
  });
  const settled = state === 'accepted' || state === 'cancelled';
  const yours = mine && (state === 'prepared' || state === 'submitted');
  return (
    <NextStep turn={t(settled ? 'console.turn.settled' : 'console.next.turn')} title={title}>
      <p>{t(yours ? `console.turn.${state}-you` : `console.turn.${state}-text`)}</p>
      {clock && <BigClock clock={clock} />}
      {state === 'returned' && (
        <p>
          <LinkButton to={`/console/datasets/${datasetId}`}>{t('console.turn.to-draft')}</LinkButton>
        </p>
      )}
      {state === 'accepted' && (
        <p>
          <LinkButton to={`/datasets/${datasetCode}`}>{t('console.draft.public-page')}</LinkButton>
        </p>
      )}
      <ProvisionLink id="xz-11" />
    </NextStep>
  );
}
