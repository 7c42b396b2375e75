import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { listAccounts, type AccountView } from '../../../rules/accounts/accounts.operations.ts';
import type { Page } from '../../../rules/api/views.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { FindForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { useRoleName } from '../role-name.ts';

interface MembersData {
  page: Page<AccountView>;
  mayCreate: boolean;
}

const PAGE = 30;
const PATH = '/console/members';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MembersData> {
  const { viewer } = pageOf(context).port;
  const page = await load(context, listAccounts, { limit: PAGE, ...askedOf(request, 'q') });
  const mayCreate = viewer !== null && reachOf(actorOf(viewer), 'account.manage') === 'city';
  return { page, mayCreate };
}

export default function Members() {
  const { page, mayCreate } = useLoaderData<MembersData>();
  const t = useT();
  return (
    <ListPage
      place="members"
      title={t('console.members.title', { total: page.total })}
      meta={t(mayCreate ? 'console.members.lead-system' : 'console.members.lead')}
      aside={
        mayCreate && (
          <LinkButton kind="primary" to={`${PATH}/new`}>
            {t('console.members.new')}
          </LinkButton>
        )
      }
      page={page}
      columns={useColumns()}
      none={{ title: t('console.members.none'), text: t('console.members.none-text') }}
    >
      <FindForm label={t('console.members.find')} />
    </ListPage>
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
