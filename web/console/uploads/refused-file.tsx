import { Form, Link } from 'react-router';
import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { FailedState } from '../../design/states.tsx';
import { Part } from '../page-head.tsx';
import { CorrectionFields } from './correction-fields.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** A file that could not be read: what is wrong, where, what to do; it can be tried again with other choices. */
export function RefusedFile({ upload }: { upload: UploadView }) {
  const t = useT();
  const { problem } = upload;
  return (
    <div className={css('refused')}>
      <FailedState
        title={t('console.upload.refused')}
        traceId={problem?.traceId}
        action={<LinkButton to="/console/uploads/new">{t('console.upload.another')}</LinkButton>}
      >
        <p>{problem?.detail ?? problem?.remedy}</p>
        <p>{t('console.upload.refused-kept')}</p>
        {problem && <Link to={`/problems/${problem.code}`}>{t('console.problem.more')}</Link>}
      </FailedState>
      {upload.can['changeReading'] === true && (
        <Part title={t('console.upload.try-otherwise')}>
          <Form method="post" className={css('corrections')}>
            <CorrectionFields reading={null} choices={upload.choices} />
            <p className={css('actions')}>
              <Button name="intent" value="correct">
                {t('console.upload.read-again')}
              </Button>
            </p>
          </Form>
        </Part>
      )}
    </div>
  );
}
