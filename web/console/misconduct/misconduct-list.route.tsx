import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { MISCONDUCT_STATES, type MisconductState } from '../../../rules/misconduct/misconduct.machine.ts';
import { listMisconduct, type MisconductSummary } from '../../../rules/misconduct/misconduct.operations.ts';
import { load } from '../../app/load.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';

const PATH = '/console/misconduct';
const PAGE = 30;

interface MisconductData {
  page: Page<MisconductSummary>;
  state: MisconductState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MisconductData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = MISCONDUCT_STATES.find((known) => known === asked.state) ?? null;
  const page = await load(context, listMisconduct, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state };
}

/** Reports and records of misuse, as far as the viewer reaches, with the clock of each examination. */
export default function MisconductList() {
  const { page, state } = useLoaderData<MisconductData>();
  const t = useT();
  return (
    <ListPage
      place="misconduct"
      title={t('console.place.misconduct')}
      meta={t('misconduct.lead')}
      page={page}
      columns={useColumns()}
      none={{ title: t('misconduct.none'), text: t('misconduct.none-text') }}
    >
      <FilterLinks
        label={t('misconduct.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={MISCONDUCT_STATES.map((value) => ({ value, words: t(`misconduct.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<MisconductSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('misconduct.data-user'),
      cell: ({ id, dataUser, code }) => (
        <NameCell to={`${PATH}/${id}`} name={dataUser || t('misconduct.unknown-user')} code={code} />
      ),
    },
    { key: 'state', head: t('misconduct.state'), cell: ({ state }) => t(`misconduct.state.${state}`) },
    {
      key: 'clock',
      head: t('misconduct.clock'),
      cell: ({ clock }) => (clock ? <DueCell clock={clock} /> : '–'),
    },
    {
      key: 'ground',
      head: t('misconduct.ground'),
      minor: true,
      cell: ({ ground }) => (ground ? t(`misconduct.ground.${ground}`) : '–'),
    },
    {
      key: 'dataset',
      head: t('misconduct.dataset'),
      minor: true,
      cell: ({ dataset }) => dataset?.name ?? '–',
    },
    {
      key: 'since',
      head: t('misconduct.reported-at'),
      minor: true,
      cell: ({ reportedAt }) => <Time at={reportedAt} />,
    },
  ];
}
