import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { GRANT_STATES, type GrantState } from '../../../rules/grants/grant.machine.ts';
import { listGrants, type GrantView } from '../../../rules/grants/grants.operations.ts';
import { load } from '../../app/load.ts';
import { useFormat, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';

const PATH = '/console/grants';
const PAGE = 30;

interface GrantsData {
  page: Page<GrantView>;
  state: GrantState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<GrantsData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = GRANT_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listGrants, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

/** What a data user may take; what a body or the operator watches over. */
export default function Grants() {
  const { page, state } = useLoaderData<GrantsData>();
  const t = useT();
  return (
    <ListPage
      place="grants"
      title={t('console.place.grants')}
      meta={t('console.grants.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('console.grants.none'), text: t('console.grants.none-text') }}
    >
      <FilterLinks
        label={t('grant.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={GRANT_STATES.map((value) => ({ value, words: t(`grant.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<GrantView>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'dataset',
      head: t('console.grants.dataset'),
      cell: ({ id, dataset }) => <NameCell to={`${PATH}/${id}`} name={dataset.name} code={dataset.code} />,
    },
    { key: 'holder', head: t('console.grants.holder'), cell: ({ holder }) => holder },
    { key: 'state', head: t('grant.state'), cell: ({ state }) => t(`grant.state.${state}`) },
    {
      key: 'calls',
      head: t('console.grants.calls-today'),
      numeric: true,
      minor: true,
      cell: ({ callsToday }) => format.number(callsToday),
    },
    {
      key: 'rows',
      head: t('console.grants.rows-given'),
      numeric: true,
      minor: true,
      cell: ({ rowsGiven }) => format.number(rowsGiven),
    },
    { key: 'until', head: t('console.grants.until'), cell: ({ terms }) => terms.until },
  ];
}
