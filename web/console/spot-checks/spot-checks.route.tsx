import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import type { Page } from '../../../rules/api/views.ts';
import { SPOT_CHECK_STATES, type SpotCheckState } from '../../../rules/spot-checks/spot-check.machine.ts';
import {
  DRAWS,
  drawSpotChecks,
  listSpotChecks,
  openSpotCheck,
  type SpotCheckSummary,
} from '../../../rules/spot-checks/spot-checks.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import { DoneNote } from '../done-note.tsx';
import { FilterLinks } from '../filter-links.tsx';
import { choiceOf, integerOf, textOf } from '../form-data.ts';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';
import { DrawForm } from './open-forms.tsx';

const PATH = '/console/spot-checks';
const PAGE = 30;

interface ChecksData {
  page: Page<SpotCheckSummary>;
  state: SpotCheckState | null;
  opens: boolean;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<ChecksData> {
  const { cursor, ...asked } = askedOf(request, 'state');
  const state = SPOT_CHECK_STATES.find((known) => known === asked.state) ?? null;
  const { viewer } = pageOf(context).port;
  const page = await load(context, listSpotChecks, {
    limit: PAGE,
    ...(state && { state }),
    ...(cursor && { cursor }),
  });
  return { page, state, opens: viewer !== null && reachOf(actorOf(viewer), 'spot-check.open') !== null };
}

/** Draws, or opens the check of one grant, from where the form for it stands. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { port } = pageOf(context);
  const [grantId, reason] = [textOf(form, 'grant'), textOf(form, 'reason')];
  if (grantId !== '') {
    const opened = await attempt(port.call(openSpotCheck, { grantId, reason }));
    if (opened.ok) return redirect(`${PATH}/${opened.value.id}?done=spot-check-open`, 303);
    return data({ problem: opened.problem }, { status: opened.problem.status });
  }
  const by = choiceOf(form, 'by', DRAWS) ?? 'risk';
  const count = integerOf(form, 'count') ?? 1;
  const drawn = await attempt(port.call(drawSpotChecks, { count, by, reason }));
  if (drawn.ok) return redirect(`${PATH}?done=spot-check-draw`, 303);
  return data({ problem: drawn.problem }, { status: drawn.problem.status });
}

/** Spot checks, as far as the viewer reaches; who may check draws grants here. */
export default function SpotChecks() {
  const { page, state, opens } = useLoaderData<ChecksData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      <ListPage
        place="spot-checks"
        title={t('console.place.spot-checks')}
        meta={t('spot-check.lead')}
        page={page}
        columns={useColumns()}
        none={{ title: t('spot-check.none'), text: t('spot-check.none-text') }}
      >
        <FilterLinks
          label={t('spot-check.state')}
          path={PATH}
          name="state"
          chosen={state}
          options={SPOT_CHECK_STATES.map((value) => ({ value, words: t(`spot-check.state.${value}`) }))}
        />
      </ListPage>
      {opens && <DrawForm />}
    </>
  );
}

function useColumns(): Column<SpotCheckSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('spot-check.dataset'),
      cell: ({ id, dataset, code }) => <NameCell to={`${PATH}/${id}`} name={dataset.name} code={code} />,
    },
    { key: 'state', head: t('spot-check.state'), cell: ({ state }) => t(`spot-check.state.${state}`) },
    {
      key: 'clock',
      head: t('spot-check.clock'),
      cell: ({ clock }) => (clock.state === 'done' ? '–' : <DueCell clock={clock} />),
    },
    { key: 'holder', head: t('spot-check.holder'), cell: ({ holder }) => holder },
    {
      key: 'by',
      head: t('spot-check.opened-by'),
      minor: true,
      cell: ({ openedRole, publisher }) =>
        openedRole === 'publisher-reviewer' ? publisher.name : t(`role.${openedRole}`),
    },
  ];
}
