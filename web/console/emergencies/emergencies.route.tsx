import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { EMERGENCY_STATES, type EmergencyState } from '../../../rules/emergencies/emergency.machine.ts';
import { listEmergencies, type EmergencyView } from '../../../rules/emergencies/emergencies.operations.ts';
import { load } from '../../app/load.ts';
import { LinkButton } from '../../design/button.tsx';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';

const PATH = '/console/emergencies';
const PAGE = 30;

async function listed(context: LoaderFunctionArgs['context'], state: EmergencyState | null, cursor?: string) {
  return load(context, listEmergencies, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
}
interface EmergenciesData {
  page: Awaited<ReturnType<typeof listed>>;
  state: EmergencyState | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<EmergenciesData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = EMERGENCY_STATES.find((known) => known === asked.state) ?? null;
  return { page: await listed(context, state, cursor), state };
}

/** Openings in incidents, with the way to declare one where the city has them. */
export default function Emergencies() {
  const { page, state } = useLoaderData<EmergenciesData>();
  const t = useT();
  return (
    <ListPage
      place="emergencies"
      title={t('console.place.emergencies')}
      meta={t(page.maxDays === null ? 'emergency.not-provided' : 'emergency.lead')}
      aside={page.canDeclare && <LinkButton to={`${PATH}/new`}>{t('emergency.declare')}</LinkButton>}
      page={page}
      columns={useColumns()}
      none={{ title: t('emergency.none'), text: t('emergency.none-text') }}
    >
      <FilterLinks
        label={t('emergency.state')}
        path={PATH}
        name="state"
        chosen={state}
        options={EMERGENCY_STATES.map((value) => ({ value, words: t(`emergency.state.${value}`) }))}
      />
    </ListPage>
  );
}

function useColumns(): Column<EmergencyView>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('emergency.title'),
      cell: ({ id, title, code }) => <NameCell to={`${PATH}/${id}`} name={title} code={code} />,
    },
    {
      key: 'state',
      head: t('emergency.state'),
      cell: ({ state, isOpen }) => t(isOpen ? 'emergency.now' : `emergency.state.${state}`),
    },
    {
      key: 'from',
      head: t('emergency.from'),
      minor: true,
      cell: ({ from }) => <Time at={from} show="date-time" />,
    },
    {
      key: 'until',
      head: t('emergency.until'),
      minor: true,
      cell: ({ until }) => <Time at={until} show="date-time" />,
    },
  ];
}
