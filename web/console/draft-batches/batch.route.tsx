import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { BATCH_EVENTS } from '../../../rules/draft-batches/draft-batch.machine.ts';
import {
  getDraftBatch,
  listBatchItems,
  stepDraftBatch,
  type BatchItem,
  type DraftBatchView,
} from '../../../rules/draft-batches/draft-batches.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { EmptyState } from '../../design/states.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { askedOf } from '../asked.ts';
import styles from '../console.module.css';
import { choiceOf } from '../form-data.ts';
import { Paging } from '../list-page.tsx';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { Item } from './batch-item.tsx';
import { useBatchName } from './batch-words.ts';

const css = classesOf(styles);
const PATH = '/console/datasets/batches';
const PAGE = 20;

interface BatchData {
  batch: DraftBatchView;
  page: Page<BatchItem>;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<BatchData> {
  const id = params['id'] ?? '';
  const { cursor } = askedOf(request);
  const [batch, page] = await Promise.all([
    load(context, getDraftBatch, { id }),
    load(context, listBatchItems, { id, limit: PAGE, ...(cursor && { cursor }) }),
  ]);
  return { batch, page };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const event = choiceOf(await request.formData(), 'event', BATCH_EVENTS) ?? 'drop';
  const done = await attempt(pageOf(context).port.call(stepDraftBatch, { id, event }));
  if (done.ok) return redirect(`${PATH}/${id}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

/** What a batch would do to each dataset, or did: before and after, conflicts, refusals, findings. */
export default function Batch() {
  const { batch, page } = useLoaderData<BatchData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const t = useT();
  const name = useBatchName()(batch);
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { name: t('console.place.datasets'), to: '/console/datasets' },
          { name: t('draftBatch.title'), to: PATH },
          { name },
        ]}
        meta={
          <>
            <span>{batch.body.name}</span>
            <span>{batch.by}</span>
            <Time at={batch.createdAt} show="date-time" />
          </>
        }
      />
      {refused && <ProblemNote problem={refused.problem} />}
      <Standing batch={batch} />
      {page.items.map((item) => (
        <Item key={item.place} item={item} over={batch.state !== 'compared'} />
      ))}
      {page.items.length === 0 && (
        <EmptyState title={t('draftBatch.no-changes')}>{t('draftBatch.no-changes-text')}</EmptyState>
      )}
      <Paging page={page} />
    </>
  );
}

/** What it comes to, and the one thing to do. */
function Standing({ batch }: { batch: DraftBatchView }) {
  const t = useT();
  const { counts, can, state } = batch;
  const told = t('draftBatch.told', { ...counts });
  if (state !== 'compared')
    return (
      <div className={css('notes')}>
        <Note kind={state === 'taken' ? 'done' : 'plain'} title={t(`draftBatch.over.${state}`)}>
          {state === 'taken' && <p>{told}</p>}
        </Note>
      </div>
    );
  const mayAct = can['take'] === true;
  return (
    <NextStep
      turn={t(mayAct ? 'draftBatch.turn' : 'draftBatch.turn-other')}
      title={t('draftBatch.would', { ...counts })}
    >
      <p>{told}</p>
      <p className={css('quiet')}>{t('draftBatch.not-public')}</p>
      {mayAct && (
        <form method="post" className={css('actions')}>
          {counts.change > 0 && (
            <Button kind="primary" name="event" value="take">
              {t('draftBatch.take', { count: counts.change })}
            </Button>
          )}
          <Button name="event" value="drop">
            {t('draftBatch.drop')}
          </Button>
        </form>
      )}
    </NextStep>
  );
}
