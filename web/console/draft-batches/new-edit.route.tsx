import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { DATASET_STATES, type DatasetState } from '../../../rules/datasets/dataset.machine.ts';
import { listDrafts } from '../../../rules/datasets/drafts.operations.ts';
import { EDIT_MODES, EDIT_SUBJECTS, modesOf, type Edit } from '../../../rules/draft-batches/edit.ts';
import { editDrafts } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { actorOf } from '../acting.ts';
import { askedOf } from '../asked.ts';
import styles from '../console.module.css';
import { choiceOf, textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { EditFields } from './edit-fields.tsx';

const css = classesOf(styles);
const PATH = '/console/datasets/batches';

/** Which datasets: those named, or all that the filter fits. */
interface Chosen {
  ids: string[];
  q: string;
  state: DatasetState | null;
}
interface NewEditData extends Chosen {
  count: number;
}

const chosenIn = (given: { getAll(name: string): (string | File)[] }, q: string, state: string): Chosen => ({
  ids: given.getAll('id').filter((id) => typeof id === 'string'),
  q,
  state: DATASET_STATES.find((known) => known === state) ?? null,
});

export async function loader({ context, request }: LoaderFunctionArgs): Promise<NewEditData> {
  const { viewer } = pageOf(context).port;
  const actor = viewer && actorOf(viewer);
  if (!actor || !can(actor, 'draft.write', { bodyId: actor.bodyId }))
    throw problemResponse('not-permitted', { provision: 'xz-9' });
  const { q = '', state = '' } = askedOf(request, 'q', 'state');
  const query = new URL(request.url).searchParams;
  const chosen = chosenIn(query, q, state);
  // “All that match” is a button of its own: ticks that stand beside it do not narrow it.
  if (!query.has('chosen') && (query.has('all') || chosen.ids.length === 0)) {
    const filter = { ...(q !== '' && { q }), ...(chosen.state && { state: chosen.state }) };
    const { total } = await load(context, listDrafts, { limit: 1, ...filter });
    return { ...chosen, ids: [], count: total };
  }
  return { ...chosen, count: chosen.ids.length };
}

interface Refused {
  problem: ProblemView;
  edit: Edit;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const element = choiceOf(form, 'element', EDIT_SUBJECTS) ?? 'domain';
  const edit: Edit = {
    element,
    mode: choiceOf(form, `${element}.mode`, EDIT_MODES) ?? modesOf(element)[0] ?? 'set',
    value: textOf(form, `${element}.value`),
  };
  const { ids, q, state } = chosenIn(form, textOf(form, 'q'), textOf(form, 'state'));
  const which = ids.length > 0 ? { datasets: ids } : { ...(q !== '' && { q }), ...(state && { state }) };
  const done = await attempt(pageOf(context).port.call(editDrafts, { ...which, edit }));
  if (done.ok) return redirect(`${PATH}/${done.value.id}`, 303);
  const refused: Refused = { problem: done.problem, edit };
  return data(refused, { status: done.problem.status });
}

/** One element of many datasets: what it shall say; the next page shows what that does to each. */
export default function NewEdit() {
  const { ids, q, state, count } = useLoaderData<NewEditData>();
  const refused = useActionData<Refused>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('draftBatch.edit-title', { count })}
        crumbs={[
          { name: t('console.place.datasets'), to: '/console/datasets' },
          { name: t('draftBatch.title'), to: PATH },
          { name: t('draftBatch.edit-crumb') },
        ]}
        meta={t('draftBatch.edit-lead')}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      {count === 0 && (
        <EmptyState
          title={t('draftBatch.none-chosen')}
          action={<LinkButton to="/console/datasets">{t('draftBatch.to-datasets')}</LinkButton>}
        >
          {t('draftBatch.none-chosen-text')}
        </EmptyState>
      )}
      <form method="post" className={css('form')}>
        {ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="q" value={q} />
        <input type="hidden" name="state" value={state ?? ''} />
        {count > 0 && <EditFields written={refused?.edit ?? null} />}
      </form>
    </>
  );
}
