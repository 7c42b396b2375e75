import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { PART_STATES, type PartState } from '../../../rules/applications/application-part.machine.ts';
import {
  listApplications,
  type ApplicationSummary,
} from '../../../rules/applications/applications.operations.ts';
import { load } from '../../app/load.ts';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { useEnumeration } from '../enumeration.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/applications';
const PAGE = 30;

interface ApplicationsData {
  page: Page<ApplicationSummary>;
  state: PartState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<ApplicationsData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = PART_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listApplications, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

/** One's own applications, or those that come to one's desk. */
export default function Applications() {
  const { page, state } = useLoaderData<ApplicationsData>();
  const t = useT();
  return (
    <ListPage
      place="applications"
      title={t('console.place.applications')}
      meta={t('application.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('application.none'), text: t('application.none-text') }}
    >
      <FilterLinks
        label={t('application.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={PART_STATES.map((value) => ({ value, words: t(`application.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<ApplicationSummary>[] {
  const t = useT();
  const enumeration = useEnumeration();
  return [
    {
      key: 'datasets',
      head: t('application.datasets'),
      cell: ({ id, code, parts }) => (
        <NameCell
          to={`${PATH}/${id}`}
          name={enumeration(parts.map(({ dataset }) => dataset.name))}
          code={code}
        />
      ),
    },
    { key: 'state', head: t('application.state'), cell: ({ state }) => t(`application.state.${state}`) },
    {
      key: 'clock',
      head: t('application.answer-clock'),
      cell: ({ answerClock }) => (answerClock ? <DueCell clock={answerClock} /> : '–'),
    },
    { key: 'applicant', head: t('application.applicant'), minor: true, cell: ({ applicant }) => applicant },
  ];
}
