import { Form, Link } from 'react-router';
import type { Survey } from '../../../rules/reading/survey.ts';
import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { FailedState } from '../../design/states.tsx';
import { Part } from '../page-head.tsx';
import { CorrectionFields } from './correction-fields.tsx';
import { Encodings } from './encodings.tsx';
import { CORRECTIONS } from './reading-choices.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** A file that could not be read: what is wrong, where, what to do; it can be tried again with other choices. */
export function RefusedFile({ upload, survey }: { upload: UploadView; survey: Survey | null }) {
  const t = useT();
  const { problem, choices } = upload;
  const { encodings = [] } = survey ?? {};
  // What is no table at all cannot be read otherwise.
  const correctable = upload.can['changeReading'] === true && problem?.code !== 'unsupported-format';
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
      {correctable && encodings.length > 0 && (
        <Encodings encodings={encodings} chosen={choices.encoding ?? null} correctable />
      )}
      {correctable && (
        <Part title={t('console.upload.try-otherwise')}>
          <Form method="post" id={CORRECTIONS} className={css('corrections')}>
            <CorrectionFields reading={null} choices={choices} sideBySide={encodings.length > 0} />
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
