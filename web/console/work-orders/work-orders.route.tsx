import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { WORK_ORDER_STATES, type WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import { listWorkOrders, type WorkOrderSummary } from '../../../rules/work-orders/work-orders.operations.ts';
import { load } from '../../app/load.ts';
import { linkWith } from '../../app/query-string.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { FilterLinks } from '../filter-links.tsx';
import { NameCell } from '../name-cell.tsx';
import { PageHead } from '../page-head.tsx';
import { DueCell } from './due-cell.tsx';

interface WorkOrdersData {
  items: WorkOrderSummary[];
  total: number;
  next: string | null;
  state: WorkOrderState | null;
}

const PAGE = 30;

export async function loader({ context, request }: LoaderFunctionArgs): Promise<WorkOrdersData> {
  const asked = new URL(request.url).searchParams;
  const state = WORK_ORDER_STATES.find((known) => known === asked.get('state')) ?? null;
  const cursor = asked.get('cursor');
  const page = await load(context, listWorkOrders, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { items: page.items, total: page.total, next: page.next, state };
}

export default function WorkOrders() {
  const { items, total, next, state } = useLoaderData<WorkOrdersData>();
  const [search] = useSearchParams();
  const t = useT();
  const path = '/console/work-orders';
  return (
    <>
      <PageHead title={t('console.orders.title', { total })} tab={t('console.place.work-orders')} />
      <FilterLinks
        label={t('console.state')}
        path={path}
        name="state"
        chosen={state}
        options={WORK_ORDER_STATES.map((value) => ({ value, words: t(`workOrderState.${value}`) }))}
      />
      <Table
        caption={t('console.orders.caption')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('console.orders.none')}>{t('console.orders.none-text')}</EmptyState>}
      />
      {total > items.length && (
        <Pagination
          summary={t('console.page', { count: items.length, total })}
          first={search.has('cursor') ? linkWith(path, search, { cursor: null }) : undefined}
          next={next === null ? undefined : linkWith(path, search, { cursor: next })}
        />
      )}
    </>
  );
}

function useColumns(): Column<WorkOrderSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('console.orders.name'),
      cell: ({ id, name, code }) => <NameCell to={`/console/work-orders/${id}`} name={name} code={code} />,
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
