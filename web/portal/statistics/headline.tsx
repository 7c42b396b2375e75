import type { Statistics } from '../../../rules/statistics/statistics.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Sparkline } from '../../design/sparkline.tsx';
import styles from './statistics.module.css';

const css = classesOf(styles);

interface Figure {
  term: string;
  value: string;
  note: string;
  line?: readonly number[];
}

/** Five figures in a row, each with how it went. */
export function Headline({ statistics: { total, months, days, uses } }: { statistics: Statistics }) {
  const t = useT();
  const format = useFormat();
  const share = (value: number | null): string => (value === null ? '—' : format.percent(value));
  const figures: Figure[] = [
    {
      term: t('statistics.listed'),
      value: format.number(total.listed),
      note: t('statistics.line-months'),
      line: months.map(({ listed }) => listed),
    },
    {
      term: t('statistics.with-data'),
      value: format.number(total.withData),
      note: t('statistics.rows', { rows: total.rows }),
      line: months.map(({ opened }) => opened),
    },
    {
      term: t('statistics.updates-30'),
      value: format.number(total.updates),
      note: t('statistics.line-days'),
      line: days.slice(-30).map(({ updates }) => updates),
    },
    {
      term: t('statistics.on-time'),
      value: share(total.onTime),
      note: t('statistics.on-time-note', { late: total.late }),
    },
    {
      term: t('statistics.uses'),
      value: uses ? format.number(uses.calls + uses.downloads) : '—',
      note: uses ? t('statistics.uses-note') : t('statistics.uses-none'),
      ...(uses && { line: uses.days.map(({ calls, downloads }) => calls + downloads) }),
    },
  ];
  return (
    <dl className={css('headline')}>
      {figures.map(({ term, value, note, line }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={css('figure')}>{value}</dd>
          {line && (
            <dd>
              <Sparkline values={line} label={`${term}：${note}`} />
            </dd>
          )}
          <dd className={css('small')}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
