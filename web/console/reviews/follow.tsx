import type { ReviewDecision } from '../../../rules/reviews/assessment.ts';
import type { FollowUp, ReviewItemView } from '../../../rules/reviews/reviews.operations.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

interface FollowProps {
  followUp: FollowUp;
  decision: ReviewDecision;
  kind: ReviewItemView['kind'];
}

/** What the decision has led to: the list changes by a list change of its own, never by the review. */
export function Follow({ followUp: { datasetId, workOrder, carriedOut }, decision, kind }: FollowProps) {
  const t = useT();
  return (
    <Part id="follow" title={t('review.follow')}>
      <p className={css('prose')}>
        {carriedOut
          ? t('review.follow.done')
          : workOrder
            ? t('review.follow.order', { code: workOrder.code })
            : t(wordsOf(decision, kind))}
      </p>
      <p className={css('actions')}>
        {workOrder && (
          <LinkButton to={`/console/work-orders/${workOrder.id}`}>{t('review.follow.to-order')}</LinkButton>
        )}
        {datasetId !== null && (
          <LinkButton to={`/console/datasets/${datasetId}${decision === 'open-further' ? '' : '#standing'}`}>
            {t('review.to-dataset')}
          </LinkButton>
        )}
        {datasetId === null && <LinkButton to="/console/uploads/new">{t('review.follow.upload')}</LinkButton>}
      </p>
    </Part>
  );
}

function wordsOf(decision: ReviewDecision, kind: FollowProps['kind']) {
  if (decision === 'make-static' || decision === 'withdraw') return `review.follow.${decision}` as const;
  return kind === 'entry' ? 'review.follow.list' : 'review.follow.open-further';
}
