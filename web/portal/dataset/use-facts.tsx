import type { DatasetUse } from '../../../rules/datasets/use.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from './dataset.module.css';

const css = classesOf(styles);
const COUNTED = ['downloads', 'calls', 'days'] as const;

/** How often it was taken lately and in all; what is counted, since when, and until when. */
export function UseFacts({ use: { since, until, recent, all } }: { use: DatasetUse }) {
  const t = useT();
  const format = useFormat();
  const facts = COUNTED.map((name) => ({
    term: t(`look.used-${name}`),
    value: t('look.used-value', { recent: recent[name], all: all[name] }),
  }));
  return (
    <div className={css('used')}>
      <DefinitionList row facts={facts} />
      <p className={css('quiet')}>
        {t('look.used-note', { since: format.date(since), until: format.dateTime(until) })}
      </p>
    </div>
  );
}
