import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import {
  endReview,
  getReview,
  type BodyProgress,
  type ReviewView,
} from '../../../rules/reviews/reviews.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { ProgressCells } from './progress-cells.tsx';

const css = classesOf(styles);
const PATH = '/console/reviews';

interface ReviewData {
  review: ReviewView;
  bodies: BodyProgress[];
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<ReviewData> =>
  load(context, getReview, { id: params['id'] ?? '' });

export async function action({ context, params }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const done = await attempt(pageOf(context).port.call(endReview, { id }));
  if (done.ok) return redirect(`${PATH}/${id}?done=review-end`, 303);
  return data(done.problem, { status: done.problem.status });
}

/** One yearly review: how far it has come, as a whole and by body, and what the viewer can do next. */
export default function Review() {
  const { review, bodies, history } = useLoaderData<ReviewData>();
  const refused = useActionData<ProblemView>();
  const [search] = useSearchParams();
  const t = useT();
  const { progress, state } = review;
  const due = progress.due + progress.returned;
  const title = t('review.title', { year: String(review.year) });
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t('console.place.reviews'), to: PATH }, { name: title }]}
        meta={
          <>
            <span>{t(`review.state.${state}`)}</span>
            <span>{t('review.sentence', { ...progress, due })}</span>
          </>
        }
        aside={<ProvisionLink id="xz-10" />}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused} />}
      <Turn review={review} />
      <Part title={t('review.by-body')}>
        <div className={css('narrow')}>
          <Bodies review={review} bodies={bodies} />
        </div>
      </Part>
      <History items={history} />
    </>
  );
}

function Turn({ review: { id, state, can, progress } }: { review: ReviewView }) {
  const t = useT();
  const here = `${PATH}/${id}`;
  if (can['end'] === true) {
    return (
      <NextStep turn={t('review.turn')} title={t('review.end-title')}>
        <ProgressCells progress={progress} />
        <p className={css('prose')}>{t('review.end-text')}</p>
        <form method="post" className={css('actions')}>
          <Button kind="primary">{t('review.end')}</Button>
          <LinkButton to={`${here}/items`}>{t('review.items')}</LinkButton>
        </form>
      </NextStep>
    );
  }
  const wanted = can['confirm'] === true ? 'prepared' : 'due';
  const waiting = can['confirm'] === true ? progress.prepared : progress.due + progress.returned;
  const mine = (can['prepare'] === true || can['confirm'] === true) && waiting > 0;
  return (
    <NextStep
      turn={mine ? t('review.turn') : t(`review.state.${state}`)}
      title={t('review.progress-said', progress)}
    >
      <ProgressCells progress={progress} />
      <p className={css('actions')}>
        <LinkButton kind="primary" to={mine ? `${here}/items?state=${wanted}` : `${here}/items`}>
          {t('review.items')}
        </LinkButton>
        {mine && (
          <LinkButton to={`${here}/together`}>
            {t(can['confirm'] === true ? 'review.together-confirm' : 'review.together-prepare')}
          </LinkButton>
        )}
      </p>
    </NextStep>
  );
}

function Bodies({ review, bodies }: { review: ReviewView; bodies: readonly BodyProgress[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<BodyProgress>[] = [
    {
      key: 'body',
      head: t('console.publisher'),
      cell: ({ publisher: { code, name } }) => (
        <Link to={`${PATH}/${review.id}/items?publisher=${code}`}>{name}</Link>
      ),
    },
    { key: 'progress', head: t('review.progress'), cell: (body) => <ProgressCells progress={body} /> },
    {
      key: 'due',
      head: t('review.body.due'),
      numeric: true,
      cell: ({ due, returned }) => format.number(due + returned),
    },
    {
      key: 'prepared',
      head: t('review.body.prepared'),
      numeric: true,
      cell: ({ prepared }) => format.number(prepared),
    },
    {
      key: 'total',
      head: t('review.body.total'),
      numeric: true,
      minor: true,
      cell: ({ total }) => format.number(total),
    },
  ];
  return (
    <Table
      caption={t('review.by-body')}
      captionUnseen
      columns={columns}
      rows={bodies}
      rowKey={({ publisher }) => publisher.id}
    />
  );
}
