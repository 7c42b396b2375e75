import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import { SYSTEM_STATES, type SystemState } from '../../../rules/systems/system.machine.ts';
import { listSystems, type SystemView } from '../../../rules/systems/systems.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/systems';
const PAGE = 30;

interface SystemsData {
  page: Page<SystemView>;
  state: SystemState | null;
  mayWrite: boolean;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<SystemsData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = SYSTEM_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listSystems, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  const { viewer } = pageOf(context).port;
  return { page, state, mayWrite: viewer !== null && reachOf(actorOf(viewer), 'system.write') !== null };
}

/** Every system with how far catalogue and list carry out its scheme. */
export default function Systems() {
  const { page, state, mayWrite } = useLoaderData<SystemsData>();
  const t = useT();
  return (
    <ListPage
      place="systems"
      title={t('console.place.systems')}
      meta={t('system.lead')}
      aside={
        mayWrite && (
          <LinkButton kind="primary" to={`${PATH}/new`}>
            {t('system.new')}
          </LinkButton>
        )
      }
      page={page}
      columns={useColumns()}
      none={{ title: t('system.none'), text: t('system.none-text') }}
    >
      <FilterLinks
        label={t('system.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={SYSTEM_STATES.map((value) => ({ value, words: t(`system.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<SystemView>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('system.name'),
      cell: ({ id, name, code }) => <NameCell to={`${PATH}/${id}`} name={name} code={code} />,
    },
    { key: 'state', head: t('system.state'), cell: ({ state }) => t(`system.state.${state}`) },
    {
      key: 'found',
      head: t('system.found'),
      cell: ({ scheme }) =>
        t('system.missing', { count: scheme.reduce((sum, { lacks }) => sum + lacks.length, 0) }),
    },
    {
      key: 'clock',
      head: t('console.orders.clock'),
      minor: true,
      cell: ({ clock }) => (clock ? <DueCell clock={clock} /> : '–'),
    },
    { key: 'publisher', head: t('console.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
  ];
}
