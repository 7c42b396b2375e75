import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { USE_REPORT_STATES, type UseReportState } from '../../../rules/use-reports/use-report.machine.ts';
import { listUseReports, type UseReportSummary } from '../../../rules/use-reports/use-reports.operations.ts';
import { load } from '../../app/load.ts';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/use-reports';
const PAGE = 30;

interface ReportsData {
  page: Page<UseReportSummary>;
  state: UseReportState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<ReportsData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = USE_REPORT_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listUseReports, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

/** Reports on use, as far as the viewer reaches, with the clock of each that is owed. */
export default function UseReports() {
  const { page, state } = useLoaderData<ReportsData>();
  const t = useT();
  return (
    <ListPage
      place="use-reports"
      title={t('console.place.use-reports')}
      meta={t('use-report.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('use-report.none'), text: t('use-report.none-text') }}
    >
      <FilterLinks
        label={t('use-report.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={USE_REPORT_STATES.map((value) => ({ value, words: t(`use-report.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<UseReportSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('use-report.dataset'),
      cell: ({ id, dataset, code }) => <NameCell to={`${PATH}/${id}`} name={dataset.name} code={code} />,
    },
    { key: 'state', head: t('use-report.state'), cell: ({ state }) => t(`use-report.state.${state}`) },
    {
      key: 'clock',
      head: t('use-report.clock'),
      cell: ({ clock }) => (clock.state === 'done' ? '–' : <DueCell clock={clock} />),
    },
    { key: 'holder', head: t('use-report.holder'), cell: ({ holder }) => holder },
    {
      key: 'period',
      head: t('use-report.period'),
      minor: true,
      cell: ({ period }) => t('use-report.period-of', { ...period }),
    },
  ];
}
