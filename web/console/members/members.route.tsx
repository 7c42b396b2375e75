import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { listAccounts, type AccountView } from '../../../rules/accounts/accounts.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { linkWith } from '../../app/query-string.ts';
import { LinkButton } from '../../design/button.tsx';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { FindForm } from '../find-form.tsx';
import { NameCell } from '../name-cell.tsx';
import { PageHead } from '../page-head.tsx';
import { useRoleName } from '../role-name.ts';

interface MembersData {
  items: AccountView[];
  total: number;
  next: string | null;
  q: string;
  mayCreate: boolean;
}

const PAGE = 30;
const PATH = '/console/members';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MembersData> {
  const { viewer } = pageOf(context).port;
  const asked = new URL(request.url).searchParams;
  const q = (asked.get('q') ?? '').trim().slice(0, 100);
  const cursor = asked.get('cursor');
  const { items, total, next } = await load(context, listAccounts, {
    limit: PAGE,
    ...(q && { q }),
    ...(cursor && { cursor }),
  });
  const mayCreate = viewer !== null && reachOf(actorOf(viewer), 'account.manage') === 'city';
  return { items, total, next, q, mayCreate };
}

export default function Members() {
  const { items, total, next, q, mayCreate } = useLoaderData<MembersData>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.members.title', { total })}
        tab={t('console.place.members')}
        meta={t(mayCreate ? 'console.members.lead-system' : 'console.members.lead')}
        aside={
          mayCreate && (
            <LinkButton kind="primary" to={`${PATH}/new`}>
              {t('console.members.new')}
            </LinkButton>
          )
        }
      />
      <FindForm label={t('console.members.find')} q={q} />
      <Table
        caption={t('console.place.members')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.members.none')}>{t('console.members.none-text')}</EmptyState>}
      />
      {total > items.length && (
        <Pagination
          summary={t('console.page', { count: items.length, total })}
          first={search.has('cursor') ? linkWith(PATH, search, { cursor: null }) : undefined}
          next={next === null ? undefined : linkWith(PATH, search, { cursor: next })}
        />
      )}
    </>
  );
}

function useColumns(): Column<AccountView>[] {
  const t = useT();
  const roleName = useRoleName();
  return [
    {
      key: 'name',
      head: t('console.members.name'),
      cell: ({ id, name, userName }) => (
        <NameCell to={`${PATH}/${id}`} name={name} code={userName ?? t('console.members.by-sign-on')} />
      ),
    },
    {
      key: 'roles',
      head: t('console.members.roles'),
      cell: ({ memberships }) =>
        memberships.length === 0
          ? t('console.members.no-roles')
          : memberships.map((membership) => <div key={membership.id}>{roleName(membership)}</div>),
    },
    {
      key: 'factor',
      head: t('console.members.second-factor'),
      minor: true,
      cell: ({ secondFactor }) =>
        t(secondFactor ? 'console.members.enrolled' : 'console.members.not-enrolled'),
    },
    { key: 'state', head: t('console.state'), cell: (account) => <State {...account} /> },
    {
      key: 'since',
      head: t('console.members.since'),
      minor: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}

function State({ closedAt, lockedUntil }: AccountView) {
  const t = useT();
  if (closedAt !== null) return t('console.members.closed');
  return lockedUntil === null ? t('console.members.open') : t('console.members.locked');
}
