import type { ReactNode } from 'react';
import type { Statistics } from '../../../rules/statistics/statistics.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { LengthBar } from '../../design/sparkline.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Section } from '../section.tsx';

type Month = Statistics['months'][number];

/** How the list grew, and how punctual its updates were. */
export function Months({ months, aside }: Pick<Statistics, 'months'> & { aside: ReactNode }) {
  const t = useT();
  const columns = useColumns(months);
  const [first, last] = [months[0], months.at(-1)];
  return (
    <Section title={t('statistics.months')} aside={aside}>
      <p>
        {first &&
          last &&
          t('statistics.months-text', { before: first.listed, now: last.listed, opened: last.opened })}
      </p>
      <Table
        caption={t('statistics.months')}
        captionUnseen
        rows={months}
        rowKey={({ month }) => month}
        columns={columns}
      />
    </Section>
  );
}

function useColumns(months: readonly Month[]): Column<Month>[] {
  const t = useT();
  const format = useFormat();
  const most = Math.max(1, ...months.map(({ listed }) => listed));
  const mostUpdates = Math.max(1, ...months.map(({ updates }) => updates));
  return [
    { key: 'month', head: t('statistics.month'), cell: ({ month }) => month },
    {
      key: 'listed',
      head: t('statistics.listed-then'),
      numeric: true,
      cell: ({ listed }) => format.number(listed),
    },
    {
      key: 'bar',
      head: t('statistics.growth'),
      minor: true,
      cell: ({ listed }) => <LengthBar share={listed / most} />,
    },
    {
      key: 'opened',
      head: t('statistics.opened'),
      numeric: true,
      cell: ({ opened }) => format.number(opened),
    },
    {
      key: 'updates',
      head: t('statistics.updates'),
      numeric: true,
      cell: ({ updates }) => format.number(updates),
    },
    {
      key: 'updates-bar',
      head: t('statistics.updates-bar'),
      minor: true,
      cell: ({ updates }) => <LengthBar share={updates / mostUpdates} />,
    },
    {
      key: 'on-time',
      head: t('statistics.on-time'),
      numeric: true,
      cell: ({ onTime }) => (onTime === null ? '—' : format.percent(onTime)),
    },
  ];
}
