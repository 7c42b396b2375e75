import type { PersonalUse } from '../../../rules/personal-consents/personal-consents.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';

/** Who took rows of consenting persons, on which day, how many. */
export function Uses({ uses }: { uses: readonly PersonalUse[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <Table
      caption={t('personalConsent.uses')}
      columns={[
        { key: 'day', head: t('personalConsent.day'), cell: ({ day }) => day },
        { key: 'firm', head: t('personalConsent.firm'), cell: ({ organisation }) => organisation },
        {
          key: 'times',
          head: t('personalConsent.times'),
          numeric: true,
          cell: ({ times }) => format.number(times),
        },
        {
          key: 'rows',
          head: t('personalConsent.rows'),
          numeric: true,
          cell: ({ rows }) => format.number(rows),
        },
      ]}
      rows={uses}
      rowKey={({ day, organisation }) => `${day} ${organisation}`}
      empty={<p>{t('personalConsent.uses-none')}</p>}
    />
  );
}
