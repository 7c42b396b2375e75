import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { AGREEMENT_STATES, type AgreementState } from '../../../rules/agreements/agreement-state.ts';
import { listAgreements, type AgreementSummary } from '../../../rules/agreements/agreements.operations.ts';
import type { Page } from '../../../rules/api/views.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { LinkButton } from '../../design/button.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';

const PATH = '/console/agreements';
const PAGE = 30;

interface AgreementsData {
  page: Page<AgreementSummary>;
  state: AgreementState | null;
  /** Only those filed with the authority. */
  filed: 'yes' | null;
  /** Of the viewer themselves or their organisation, not of a body or the city. */
  isOwn: boolean;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<AgreementsData> {
  const { cursor, ...asked } = askedOf(request, 'state', 'filed');
  const filed = asked.filed === 'yes' ? 'yes' : null;
  const state = AGREEMENT_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listAgreements, {
    limit: PAGE,
    ...(state && { state }),
    ...(filed && { filed }),
    ...(cursor && { cursor }),
  });
  const role = pageOf(context).port.viewer?.acting?.role ?? 'person';
  return { page, state, filed, isOwn: role === 'person' || role === 'organisation-member' };
}

/** Agreements as far as the viewer's role reaches. */
export default function Agreements() {
  const { page, state, filed, isOwn } = useLoaderData<AgreementsData>();
  const t = useT();
  return (
    <ListPage
      place="agreements"
      title={t(isOwn ? 'agreement.mine' : 'console.place.agreements')}
      meta={t('agreement.lead')}
      aside={<LinkButton to="/agreements/verify">{t('agreement.verify-link')}</LinkButton>}
      page={page}
      columns={useColumns()}
      none={{ title: t('agreement.none'), text: t('agreement.none-text') }}
    >
      <FilterLinks
        label={t('agreement.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={AGREEMENT_STATES.map((value) => ({ value, words: t(`agreement.state.${value}`) }))}
      />
      <FilterLinks
        label={t('agreement.filed')}
        path={PATH}
        name="filed"
        chosen={filed}
        options={[{ value: 'yes', words: t('agreement.filed-only') }]}
      />
    </ListPage>
  );
}

function useColumns(): Column<AgreementSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('agreement.dataset'),
      cell: ({ id, dataset, code }) => <NameCell to={`${PATH}/${id}`} name={dataset.name} code={code} />,
    },
    { key: 'state', head: t('agreement.state'), cell: ({ state }) => t(`agreement.state.${state}`) },
    { key: 'filing', head: t('agreement.filed'), minor: true, cell: ({ filing }) => filing?.code ?? '–' },
    { key: 'user', head: t('agreement.user'), minor: true, cell: ({ user }) => user.name },
    {
      key: 'publisher',
      head: t('agreement.publisher'),
      minor: true,
      cell: ({ publisher }) => publisher.name,
    },
    {
      key: 'term',
      head: t('agreement.term'),
      minor: true,
      cell: ({ from, until }) => t('agreement.from-until', { from, until }),
    },
  ];
}
