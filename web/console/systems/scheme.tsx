import { Link } from 'react-router';
import type { ComparedItem } from '../../../rules/systems/systems.operations.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';

/** The scheme beside what catalogue and list hold of it. */
export function Scheme({ scheme }: { scheme: readonly ComparedItem[] }) {
  const t = useT();
  return (
    <Part title={t('system.scheme')}>
      <Table
        caption={t('system.scheme')}
        captionUnseen
        columns={useColumns()}
        rows={scheme}
        rowKey={(_, place) => String(place)}
        empty={<p>{t('scheme-missing.title')}</p>}
      />
    </Part>
  );
}

function useColumns(): Column<ComparedItem>[] {
  const t = useT();
  return [
    { key: 'name', head: t('system.item-name'), cell: ({ name }) => name },
    { key: 'class', head: t('system.item-class'), cell: ({ openClass }) => <ClassMark kind={openClass} /> },
    {
      key: 'interface',
      head: t('system.item-interface'),
      minor: true,
      cell: (item) => t(`system.interface.${item.interface}`),
    },
    {
      key: 'frequency',
      head: t('system.item-frequency'),
      minor: true,
      cell: ({ updateFrequency }) => t(`updateFrequency.${updateFrequency}`),
    },
    {
      key: 'entry',
      head: t('system.item-entry'),
      cell: ({ catalogueEntryId, entryName }) =>
        catalogueEntryId === null ? (
          t('system.no-entry')
        ) : (
          <Link to={`/console/catalogue/${catalogueEntryId}`}>{entryName}</Link>
        ),
    },
    {
      key: 'datasets',
      head: t('system.datasets'),
      cell: ({ datasets }) =>
        datasets.length === 0
          ? t('system.not-listed')
          : datasets.map(({ id, name }) => (
              <Link key={id} to={`/console/datasets/${id}`}>
                {name}
              </Link>
            )),
    },
    {
      key: 'found',
      head: t('system.found'),
      cell: ({ lacks }) =>
        lacks.length === 0 ? t('system.complete') : t('system.missing', { count: lacks.length }),
    },
  ];
}
