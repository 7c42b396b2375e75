import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import {
  listExpertOpinions,
  type ExpertOpinionSummary,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { load } from '../../app/load.ts';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/expert-opinions';
const PAGE = 30;

export async function loader({ context, request }: LoaderFunctionArgs): Promise<Page<ExpertOpinionSummary>> {
  const { cursor } = askedOf(request);
  return load(context, listExpertOpinions, { limit: PAGE, ...(cursor && { cursor }) });
}

/** Opinions that the viewer is or was asked for as an expert. */
export default function ExpertOpinions() {
  const page = useLoaderData<Page<ExpertOpinionSummary>>();
  const t = useT();
  return (
    <ListPage
      place="expert-opinions"
      title={t('console.place.expert-opinions')}
      meta={t('expert.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('expert.none'), text: t('expert.none-text') }}
    />
  );
}

function useColumns(): Column<ExpertOpinionSummary>[] {
  const t = useT();
  return [
    {
      key: 'dataset',
      head: t('expert.dataset'),
      cell: ({ id, dataset, applicationCode }) => (
        <NameCell to={`${PATH}/${id}`} name={dataset.name} code={applicationCode} />
      ),
    },
    { key: 'state', head: t('expert.state'), cell: ({ state }) => t(`expert.state.${state}`) },
    {
      key: 'by',
      head: t('expert.by'),
      cell: ({ state, clock }) => (state === 'asked' ? <DueCell clock={clock} /> : '–'),
    },
    { key: 'publisher', head: t('expert.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
  ];
}
