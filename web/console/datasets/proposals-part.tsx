import type { Proposal } from '../../../rules/datasets/proposals.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { elementOf } from './proposals.ts';
import { UPDATE_FREQUENCIES, type ListEntry } from '../../../rules/datasets/list-entry.schema.ts';

const css = classesOf(styles);

interface ProposalsPartProps {
  entry: ListEntry;
  proposals: readonly Proposal[];
}

/** Words for what is still empty, each with where it comes from: the chosen ones are taken into the form and kept. */
export function ProposalsPart({ entry, proposals }: ProposalsPartProps) {
  const t = useT();
  if (proposals.length === 0) return null;
  return (
    <Part
      id="proposals"
      title={t('console.proposals.title')}
      count={t('console.count', { count: proposals.length })}
    >
      <p className={css('quiet')}>{t('console.proposals.text')}</p>
      <details className={css('proposals')}>
        <summary>{t('console.proposals.look')}</summary>
        <ul>
          {proposals.map((proposal) => (
            <Choice key={proposal.pointer} entry={entry} proposal={proposal} />
          ))}
        </ul>
      </details>
      <p>
        <Button name="intent" value="fill">
          {t('console.proposals.take')}
        </Button>
      </p>
    </Part>
  );
}

function Choice({ entry, proposal }: { entry: ListEntry; proposal: Proposal }) {
  const t = useT();
  const { pointer, source, from, replaces } = proposal;
  const { part, field } = elementOf(entry, pointer);
  const words = useValueWords();
  return (
    <li>
      <label className={css('proposal')}>
        <input type="checkbox" name="fill" value={pointer} defaultChecked={replaces === ''} />
        <span>
          <b>{t(`console.proposals.element.${part}`, { field })}</b> {words(proposal)}
          <span className={css('quiet')}>
            {t(`console.proposals.source.${source}`, { name: from?.name ?? '' })}
          </span>
        </span>
      </label>
    </li>
  );
}

/** A domain and a frequency are shown by their names. */
function useValueWords(): (proposal: Proposal) => string {
  const { domains } = profileOf(usePage());
  const language = useLanguage();
  const t = useT();
  return ({ pointer, value }) => {
    if (pointer === '/domain') return domains.find(({ code }) => code === value)?.name[language] ?? value;
    const frequency = UPDATE_FREQUENCIES.find((each) => pointer === '/updateFrequency' && each === value);
    return frequency ? t(`updateFrequency.${frequency}`) : value;
  };
}
