import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { WORK_ORDER_STATES, type WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import { listWorkOrders, type WorkOrderSummary } from '../../../rules/work-orders/work-orders.operations.ts';
import { load } from '../../app/load.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from './due-cell.tsx';

interface WorkOrdersData {
  page: Page<WorkOrderSummary>;
  state: WorkOrderState | null;
}

const PAGE = 30;
const PATH = '/console/work-orders';

export async function loader({ context, request }: LoaderFunctionArgs): Promise<WorkOrdersData> {
  const { state: asked, cursor } = askedOf(request, 'state');
  const state = WORK_ORDER_STATES.find((known) => known === asked) ?? null;
  const page = await load(context, listWorkOrders, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

export default function WorkOrders() {
  const { page, state } = useLoaderData<WorkOrdersData>();
  const t = useT();
  return (
    <ListPage
      place="work-orders"
      title={t('console.orders.title', { total: page.total })}
      page={page}
      columns={useColumns()}
      none={{ title: t('console.orders.none'), text: t('console.orders.none-text') }}
    >
      <FilterLinks
        label={t('console.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={WORK_ORDER_STATES.map((value) => ({ value, words: t(`workOrderState.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<WorkOrderSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('console.orders.name'),
      cell: ({ id, name, code }) => <NameCell to={`${PATH}/${id}`} name={name} code={code} />,
    },
    { key: 'state', head: t('console.state'), cell: ({ state }) => t(`workOrderState.${state}`) },
    {
      key: 'clock',
      head: t('console.orders.clock'),
      cell: ({ clock }) => clock && <DueCell clock={clock} />,
    },
    { key: 'publisher', head: t('console.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
    { key: 'by', head: t('console.orders.prepared-by'), minor: true, cell: ({ preparedBy }) => preparedBy },
    {
      key: 'at',
      head: t('console.orders.prepared-at'),
      minor: true,
      cell: ({ preparedAt }) => <Time at={preparedAt} />,
    },
  ];
}
