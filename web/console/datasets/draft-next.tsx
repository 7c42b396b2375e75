import { Link } from 'react-router';
import type { Provision } from '../../../rules/provisions/provisions.ts';
import { LinkButton } from '../../design/button.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { ReturnReasons } from '../return-reasons.tsx';
import { sameEntry } from './entry-form.ts';
import type { DraftData } from './draft-data.ts';

type Next = 'under-way' | 'quarantined' | 'publish' | 'mend' | 'write' | 'hand-on' | 'watching' | 'none';

const BASIS: Record<Next, Provision> = {
  'under-way': 'xz-11',
  quarantined: 'xz-16-1',
  publish: 'xz-16-1',
  mend: 'xz-11',
  write: 'xz-9',
  'hand-on': 'xz-11',
  watching: 'xz-9',
  none: 'xz-9',
};

/** Who must act next on this dataset. */
function nextOf({ draft }: DraftData): Next {
  const { workOrderId, returned, version, can, findings, listed, entry, state } = draft;
  if (workOrderId !== null) return 'under-way';
  if (version?.can['publish'] === true) return 'publish';
  if (can['save'] !== true) return state === 'open' || state === 'withdrawn' ? 'none' : 'watching';
  if (version?.state === 'quarantined') return 'quarantined';
  if (listed && sameEntry(listed, entry)) return 'none';
  if (returned !== null) return 'mend';
  return findings.some(({ blocks }) => blocks) ? 'write' : 'hand-on';
}

/** The one thing to do next on a dataset in work, or that nothing is. */
export function DraftNext({ found }: { found: DraftData }) {
  const t = useT();
  const next = nextOf(found);
  const { workOrderId, returned, findings } = found.draft;
  if (next === 'none') return null;
  const missing = findings.filter(({ blocks }) => blocks).length;
  return (
    <NextStep turn={t('console.next.turn')} title={t(`console.draft-next.${next}`, { missing })}>
      <p>{t(`console.draft-next.${next}-text`)}</p>
      {next === 'under-way' && (
        <p>
          <LinkButton to={`/console/work-orders/${workOrderId ?? ''}`}>
            {t('console.draft-next.see-order')}
          </LinkButton>
        </p>
      )}
      {(next === 'publish' || next === 'quarantined') && (
        <p>
          <a href="#version">{t('console.draft-next.see-version')}</a>
        </p>
      )}
      {next === 'mend' && returned && (
        <>
          <ReturnReasons reasons={returned.reasons} />
          <p>
            <Link to={`/console/work-orders/${returned.workOrderId}`}>
              {t('console.draft-next.see-order')}
            </Link>
          </p>
        </>
      )}
      <ProvisionLink id={BASIS[next]} />
    </NextStep>
  );
}
