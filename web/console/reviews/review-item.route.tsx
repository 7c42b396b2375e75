import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { ReviewDecision } from '../../../rules/reviews/assessment.ts';
import {
  getReviewItem,
  prepareReviewItem,
  stepReviewItem,
  type FollowUp,
  type ReviewItemView,
} from '../../../rules/reviews/reviews.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { LinkButton } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { BigClock } from '../working-clock.tsx';
import { Assess } from './assess.tsx';
import { assessmentFrom, isWhole, type WrittenAssessment } from './assessment-form.ts';
import { Confirm } from './confirm.tsx';
import { Follow } from './follow.tsx';

const css = classesOf(styles);
const PATH = '/console/reviews';

interface ItemData {
  item: ReviewItemView;
  decisions: ReviewDecision[];
  followUp: FollowUp | null;
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<ItemData> =>
  load(context, getReviewItem, { id: params['id'] ?? '' });

interface Refused {
  /** null: something was not chosen. */
  problem: ProblemView | null;
  written: WrittenAssessment | null;
  reasons: string[];
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = textOf(form, 'event');
  const here = (done: string) => redirect(`${PATH}/items/${id}?done=review-item-${done}`, 303);
  if (event === 'confirm' || event === 'return') {
    const reasons = event === 'return' ? linesOf(form, 'reasons') : [];
    const done = await attempt(port.call(stepReviewItem, { id, event, reasons }));
    if (done.ok) return here(event);
    const refused: Refused = { problem: done.problem, written: null, reasons };
    return data(refused, { status: done.problem.status });
  }
  const written = assessmentFrom(form);
  if (!isWhole(written)) {
    const refused: Refused = { problem: null, written, reasons: [] };
    return data(refused, { status: 400 });
  }
  const done = await attempt(port.call(prepareReviewItem, { id, ...written }));
  if (done.ok) return here('prepare');
  const refused: Refused = { problem: done.problem, written, reasons: [] };
  return data(refused, { status: done.problem.status });
}

/** One listed dataset or unopened entry under review: whose turn it is, what was found, what it led to. */
export default function ReviewItem() {
  const { item, decisions, followUp, history } = useLoaderData<ItemData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const { name, code, review, publisher } = item;
  const title = t('review.title', { year: String(review.year) });
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { name: t('console.place.reviews'), to: PATH },
          { name: title, to: `${PATH}/${review.id}` },
          { name: code },
        ]}
        meta={publisher.name}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && (
        <ProblemNote
          problem={refused.problem ?? { code: 'invalid-input', status: 400, detail: t('review.choose-all') }}
        />
      )}
      <Turn item={item} />
      {followUp && item.assessment && (
        <Follow followUp={followUp} decision={item.assessment.decision} kind={item.kind} />
      )}
      <Part title={t('review.assessment')}>
        <DefinitionList facts={useFacts(item)} />
      </Part>
      {item.can['return'] === true && (
        <Confirm reasons={refused?.reasons ?? []} mayConfirm={item.can['confirm'] === true} />
      )}
      {item.can['prepare'] === true && (
        <Assess written={refused?.written ?? item.assessment} decisions={decisions} />
      )}
      <History items={history} />
    </>
  );
}

function Turn({
  item: { kind, state, clock, reasons, datasetId, catalogueEntryId, can },
}: {
  item: ReviewItemView;
}) {
  const t = useT();
  const mine = can['prepare'] === true || can['return'] === true;
  const turn =
    state === 'confirmed' || state === 'lapsed'
      ? t(`review.item-state.${state}`)
      : t(mine ? 'review.turn' : 'review.turn-other');
  return (
    <NextStep turn={turn} title={t(`review.next.${state}`)}>
      {state === 'lapsed' && <p className={css('prose')}>{t('review.lapsed-text')}</p>}
      {state === 'returned' && (
        <>
          <p>{t('review.returned-because')}</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
      <p className={css('quiet')}>{t(`review.kind.${kind}`)}</p>
      {state !== 'lapsed' && <BigClock clock={clock} />}
      <p className={css('actions')}>
        {datasetId !== null && (
          <LinkButton to={`/console/datasets/${datasetId}`}>{t('review.to-dataset')}</LinkButton>
        )}
        {catalogueEntryId !== null && (
          <LinkButton to={`/console/catalogue/${catalogueEntryId}`}>{t('review.to-entry')}</LinkButton>
        )}
      </p>
      <ProvisionLink id="xz-10" />
    </NextStep>
  );
}

function useFacts({ code, kind, openClass, assessment, preparedBy, state }: ReviewItemView) {
  const t = useT();
  return [
    { term: t('review.code'), value: code },
    { term: t('review.state'), value: t(`review.item-state.${state}`) },
    {
      term: t(kind === 'entry' ? 'review.class-declared' : 'review.class-now'),
      value: <ClassMark kind={openClass} />,
    },
    ...(assessment === null
      ? [{ term: t('review.assessment'), value: t('review.assessment-none') }]
      : [
          { term: t('review.security'), value: t(`review.security.${assessment.security}`) },
          ...(assessment.securityNote === ''
            ? []
            : [{ term: t('review.security-note'), value: assessment.securityNote }]),
          { term: t('review.feasibility'), value: t(`review.feasibility.${assessment.feasibility}`) },
          { term: t('review.decision'), value: t(`review.decision.${assessment.decision}`) },
          { term: t('review.reason'), value: assessment.reason },
          { term: t('review.prepared-by'), value: preparedBy ?? '–' },
        ]),
  ];
}
