import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import {
  ORGANISATION_STATES,
  type OrganisationState,
} from '../../../rules/organisations/organisation.machine.ts';
import {
  listOrganisations,
  type OrganisationSummary,
} from '../../../rules/organisations/organisations.operations.ts';
import { load } from '../../app/load.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/organisation-reviews';
const PAGE = 30;
const SENT_IN = ORGANISATION_STATES.filter((state) => state !== 'draft' && state !== 'withdrawn');

interface ReviewsData {
  page: Page<OrganisationSummary>;
  state: OrganisationState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<ReviewsData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = SENT_IN.find((known) => known === asked.state) ?? null;
  const page = await load(context, listOrganisations, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

/** Registrations that were sent in, with the clock of each review. */
export default function OrganisationReviews() {
  const { page, state } = useLoaderData<ReviewsData>();
  const t = useT();
  return (
    <ListPage
      place="organisation-reviews"
      title={t('console.place.organisation-reviews')}
      meta={t('organisation.reviews-lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('organisation.reviews-none'), text: t('organisation.reviews-none-text') }}
    >
      <FilterLinks
        label={t('organisation.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={SENT_IN.map((value) => ({ value, words: t(`organisation.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<OrganisationSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('organisation.part.name'),
      cell: ({ id, name, creditCode }) => (
        <NameCell to={`/console/organisations/${id}`} name={name} code={creditCode} />
      ),
    },
    { key: 'state', head: t('organisation.state'), cell: ({ state }) => t(`organisation.state.${state}`) },
    {
      key: 'clock',
      head: t('organisation.clock'),
      cell: ({ clock }) => (clock ? <DueCell clock={clock} /> : '–'),
    },
    {
      key: 'kind',
      head: t('organisation.part.kind'),
      minor: true,
      cell: ({ kind }) => (kind ? t(`organisationKind.${kind}`) : '–'),
    },
    {
      key: 'registrant',
      head: t('organisation.registrant'),
      minor: true,
      cell: ({ registrant }) => registrant ?? '–',
    },
    {
      key: 'since',
      head: t('organisation.since'),
      minor: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}
