import type { Statistics } from '../../../rules/statistics/statistics.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Sparkline } from '../../design/sparkline.tsx';
import styles from './home.module.css';

const css = classesOf(styles);
const DAYS = 30;

interface Line {
  term: string;
  values: readonly number[];
}

/** What happened in the last 30 days, from the records alone: updates, and uses once there are some. */
export function Live({ statistics: { at, days, uses } }: { statistics: Statistics }) {
  const t = useT();
  const format = useFormat();
  const lines: Line[] = [
    { term: t('home.live-updates'), values: days.slice(-DAYS).map(({ updates }) => updates) },
    ...(uses
      ? [
          { term: t('home.live-calls'), values: uses.days.map(({ calls }) => calls) },
          { term: t('home.live-downloads'), values: uses.days.map(({ downloads }) => downloads) },
        ]
      : []),
  ];
  return (
    <section className={css('live')} aria-label={t('home.live')}>
      <h2 className={css('live-head')}>
        {t('home.live')}{' '}
        <span className={css('quiet')}>{t('home.live-at', { at: format.dateTime(at) })}</span>
      </h2>
      <dl>
        {lines.map(({ term, values }) => {
          const sum = values.reduce((all, value) => all + value, 0);
          const today = values.at(-1) ?? 0;
          return (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <Sparkline values={values} label={t('home.live-line', { sum, today })} />
              </dd>
              <dd className={css('figure')}>{format.number(sum)}</dd>
            </div>
          );
        })}
      </dl>
      <p className={css('quiet')}>{t(uses ? 'home.live-note' : 'home.live-note-unused')}</p>
    </section>
  );
}
