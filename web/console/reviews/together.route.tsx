import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { REVIEW_DECISIONS } from '../../../rules/reviews/assessment.ts';
import {
  confirmReviewItems,
  getReview,
  prepareReviewItems,
  type ReviewEffect,
  type ReviewView,
} from '../../../rules/reviews/reviews.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { integerOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { AssessmentFields } from './assessment-fields.tsx';
import { assessmentFrom, isWhole, type WrittenAssessment } from './assessment-form.ts';
import { Effect } from './effect.tsx';
import { LikenessFields } from './likeness-fields.tsx';
import { likenessFrom, type WrittenLikeness } from './together-form.ts';

const css = classesOf(styles);
const PATH = '/console/reviews';

interface TogetherData {
  review: ReviewView;
  preparing: boolean;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<TogetherData> {
  const { review } = await load(context, getReview, { id: params['id'] ?? '' });
  if (review.can['prepare'] !== true && review.can['confirm'] !== true)
    throw problemResponse('not-permitted', { provision: 'xz-10' });
  return { review, preparing: review.can['prepare'] === true };
}

interface Answer {
  /** null: something was not chosen. */
  problem?: ProblemView | null;
  effect?: ReviewEffect;
  likeness: WrittenLikeness;
  assessment: WrittenAssessment | null;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const count = integerOf(form, 'count');
  const preparing = form.has('reason');
  const likeness = likenessFrom(form);
  const assessment = preparing ? assessmentFrom(form) : null;
  if (assessment && !isWhole(assessment)) {
    const answer: Answer = { problem: null, likeness, assessment };
    return data(answer, { status: 400 });
  }
  const { decided, ...like } = likeness;
  const doing =
    textOf(form, 'intent') === 'do' && count !== null ? { preview: false, count } : { preview: true };
  const { port } = pageOf(context);
  const done = await attempt(
    assessment
      ? port.call(prepareReviewItems, { id, ...like, assessment, ...doing })
      : port.call(confirmReviewItems, { id, ...like, ...(decided && { decision: decided }), ...doing }),
  );
  if (done.ok && done.value.done)
    return redirect(`${PATH}/${id}?done=review-${preparing ? 'prepare' : 'confirm'}-items`, 303);
  const answer: Answer = {
    ...(done.ok ? { effect: done.value } : { problem: done.problem }),
    likeness,
    assessment,
  };
  return data(answer, { status: done.ok ? 200 : done.problem.status });
}

/** Like items dealt with together: which, the effect first, then the deed. Works without scripts. */
export default function Together() {
  const { review, preparing } = useLoaderData<TogetherData>();
  const answer = useActionData<Answer>();
  const t = useT();
  const year = String(review.year);
  return (
    <>
      <PageHead
        title={t('review.together-title', { year })}
        crumbs={[
          { name: t('console.place.reviews'), to: PATH },
          { name: t('review.title', { year }), to: `${PATH}/${review.id}` },
          { name: t(preparing ? 'review.together-prepare' : 'review.together-confirm') },
        ]}
        meta={t('review.together-lead')}
      />
      {answer?.problem !== undefined && (
        <ProblemNote
          problem={answer.problem ?? { code: 'invalid-input', status: 400, detail: t('review.choose-all') }}
        />
      )}
      {answer?.effect && (
        <Effect effect={answer.effect} likeness={answer.likeness} assessment={answer.assessment} />
      )}
      <Part title={t('review.together-which')}>
        <form method="post" className={css('form')}>
          <LikenessFields written={answer?.likeness ?? {}} decided={!preparing} />
          {preparing && (
            <AssessmentFields written={answer?.assessment ?? null} decisions={REVIEW_DECISIONS} />
          )}
          <p>
            <Button kind={answer?.effect ? 'secondary' : 'primary'}>{t('review.preview')}</Button>
          </p>
        </form>
      </Part>
    </>
  );
}
