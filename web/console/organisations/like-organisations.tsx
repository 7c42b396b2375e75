import { Link } from 'react-router';
import type { LikeOrganisation } from '../../../rules/organisations/organisations.operations.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';

/** Organisations of the same code or a like name, for the reviewer to look at before deciding. */
export function LikeOrganisations({ like }: { like: readonly LikeOrganisation[] }) {
  const t = useT();
  return (
    <Part id="like" title={t('organisation.like')}>
      <Table
        caption={t('organisation.like')}
        captionUnseen
        columns={useColumns()}
        rows={like}
        rowKey={({ id }) => id}
        empty={<p>{t('organisation.like-none')}</p>}
      />
    </Part>
  );
}

function useColumns(): Column<LikeOrganisation>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('organisation.part.name'),
      cell: ({ id, name }) => <Link to={`/console/organisations/${id}`}>{name}</Link>,
    },
    {
      key: 'code',
      head: t('organisation.part.creditCode'),
      cell: ({ creditCode }) => <code>{creditCode}</code>,
    },
    { key: 'state', head: t('organisation.state'), cell: ({ state }) => t(`organisation.state.${state}`) },
    {
      key: 'why',
      head: t('organisation.like'),
      cell: ({ sameCode, likeness }) =>
        sameCode
          ? t('organisation.same-code')
          : t('organisation.name-like', { share: format.percent(likeness, 0) }),
    },
  ];
}
