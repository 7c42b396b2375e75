import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { listReviews, openReview, type ReviewView } from '../../../rules/reviews/reviews.operations.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { integerOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { ProgressCells } from './progress-cells.tsx';

const css = classesOf(styles);
const PATH = '/console/reviews';

interface ReviewsData {
  items: ReviewView[];
  mayOpen: boolean;
}

export const loader = ({ context }: LoaderFunctionArgs): Promise<ReviewsData> =>
  load(context, listReviews, {});

export async function action({ context, request }: ActionFunctionArgs) {
  const year = integerOf(await request.formData(), 'year') ?? 0;
  const done = await attempt(pageOf(context).port.call(openReview, { year }));
  if (done.ok) return redirect(`${PATH}/${done.value.id}?done=review-open`, 303);
  return data(done.problem, { status: done.problem.status });
}

/** Every yearly review with how far it has come; the authority opens the next. */
export default function Reviews() {
  const { items, mayOpen } = useLoaderData<ReviewsData>();
  const refused = useActionData<ProblemView>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('console.place.reviews')}
        meta={t('review.lead')}
        aside={<ProvisionLink id="xz-10" />}
      />
      {refused && <ProblemNote problem={refused} />}
      <Table
        caption={t('console.place.reviews')}
        captionUnseen
        columns={useColumns()}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('review.none')}>{t('review.none-text')}</EmptyState>}
      />
      {mayOpen && <Open />}
    </>
  );
}

function useColumns(): Column<ReviewView>[] {
  const t = useT();
  return [
    {
      key: 'year',
      head: t('review.year'),
      cell: ({ id, year }) => <Link to={`${PATH}/${id}`}>{t('review.title', { year: String(year) })}</Link>,
    },
    { key: 'state', head: t('review.state'), cell: ({ state }) => t(`review.state.${state}`) },
    {
      key: 'progress',
      head: t('review.progress'),
      cell: ({ progress }) => <ProgressCells progress={progress} />,
    },
    { key: 'opened', head: t('review.opened'), minor: true, cell: ({ openedAt }) => <Time at={openedAt} /> },
    {
      key: 'ended',
      head: t('review.ended'),
      minor: true,
      cell: ({ endedAt }) => (endedAt === null ? '–' : <Time at={endedAt} />),
    },
  ];
}

function Open() {
  const t = useT();
  return (
    <Part title={t('review.open-title')}>
      <form method="post" className={css('form')}>
        <TextField
          label={t('review.year')}
          hint={t('review.open-hint')}
          name="year"
          inputMode="numeric"
          defaultValue={cityDay(new Date()).slice(0, 4)}
          maxLength={4}
          required
        />
        <p>
          <Button kind="primary">{t('review.open')}</Button>
        </p>
      </form>
    </Part>
  );
}
