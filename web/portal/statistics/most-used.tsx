import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Statistics, Uses } from '../../../rules/statistics/statistics.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Sparkline } from '../../design/sparkline.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Section } from '../section.tsx';

/** What is called and downloaded most, from the records of access alone. */
export function MostUsed({ uses, aside }: { uses: Statistics['uses']; aside: ReactNode }) {
  const t = useT();
  return (
    <Section title={t('statistics.used')} aside={aside}>
      {uses ? (
        <UsesTable uses={uses} />
      ) : (
        <EmptyState title={t('statistics.uses-none')}>{t('statistics.uses-none-text')}</EmptyState>
      )}
    </Section>
  );
}

function UsesTable({ uses: { since, calls, downloads, most } }: { uses: Uses }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p>{t('statistics.used-text', { since: format.day(since), calls, downloads })}</p>
      <Table
        caption={t('statistics.used')}
        captionUnseen
        rows={most}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'name',
            head: t('graph.kind.dataset'),
            cell: ({ code, name }) => <Link to={`/datasets/${code}`}>{name}</Link>,
          },
          {
            key: 'calls',
            head: t('statistics.calls'),
            numeric: true,
            cell: (each) => format.number(each.calls),
          },
          {
            key: 'downloads',
            head: t('statistics.downloads'),
            numeric: true,
            cell: (each) => format.number(each.downloads),
          },
          {
            key: 'line',
            head: t('statistics.line-days'),
            minor: true,
            cell: ({ days, name }) => <Sparkline values={days} label={name} />,
          },
        ]}
      />
    </>
  );
}
