import { REVIEW_RESULTS, type DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { RadioGroup, TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Table } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { MarksNote } from './marks-note.tsx';

const css = classesOf(styles);

interface SecrecyPartProps {
  datasetId: string;
  grading: DatasetGrading;
  /** The order that waits for the review; the page goes back to it. */
  workOrderId?: string;
}

/** The review for secrecy and security before listing: what was found, by whom, and the form for who may give it. */
export function SecrecyPart({ datasetId, grading, workOrderId }: SecrecyPartProps) {
  const t = useT();
  const format = useFormat();
  const { reviews, stateSecret, marks, can } = grading;
  const [newest] = reviews;
  const passed = newest?.result === 'passed' && newest.isCurrent;
  return (
    <Part
      id="review"
      title={t('console.review.title')}
      aside={passed ? t('console.review.passed') : t('console.review.needed')}
    >
      {stateSecret && (
        <Note kind="wrong" title={t('state-secret.title')}>
          <p>{t('state-secret.remedy')}</p>
        </Note>
      )}
      {workOrderId !== undefined && <MarksNote marks={marks} />}
      {newest && !newest.isCurrent && <p className={css('quiet')}>{t('console.review.outdated')}</p>}
      <Table
        caption={t('console.review.title')}
        captionUnseen
        rows={reviews}
        rowKey={({ id }) => id}
        empty={<p className={css('quiet')}>{t('console.review.none')}</p>}
        columns={[
          {
            key: 'result',
            head: t('console.review.result'),
            cell: ({ result }) => t(`review.result.${result}`),
          },
          { key: 'evidence', head: t('console.review.evidence'), cell: ({ evidence }) => evidence },
          { key: 'who', head: t('console.review.reviewer'), cell: ({ reviewer }) => reviewer },
          { key: 'at', head: t('console.review.at'), cell: ({ at }) => format.dateTime(at) },
        ]}
      />
      {can['review'] === true && !passed && <ReviewForm datasetId={datasetId} workOrderId={workOrderId} />}
      <ProvisionLink id="grading2019" />
    </Part>
  );
}

function ReviewForm({ datasetId, workOrderId }: { datasetId: string; workOrderId: string | undefined }) {
  const t = useT();
  return (
    <form method="post" action={`/console/datasets/${datasetId}`} className={css('step-form')}>
      {workOrderId !== undefined && <input type="hidden" name="workOrderId" value={workOrderId} />}
      <RadioGroup
        legend={t('console.review.result')}
        name="result"
        chosen=""
        options={REVIEW_RESULTS.map((value) => ({ value, label: t(`review.result.${value}`) }))}
      />
      <TextArea
        label={t('console.review.evidence')}
        hint={t('console.review.evidence-hint')}
        name="evidence"
        rows={3}
        minLength={2}
        maxLength={5000}
        required
      />
      <p>
        <Button name="intent" value="review">
          {t('console.review.act')}
        </Button>
      </p>
    </form>
  );
}
