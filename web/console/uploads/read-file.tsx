import { Form } from 'react-router';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { SampleRow, UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { Part } from '../page-head.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { ConfirmForm, type ConfirmTargets } from './confirm-form.tsx';
import { CorrectionFields } from './correction-fields.tsx';
import { FileMapStrip } from './file-map-strip.tsx';
import { RowsBeside } from './rows-beside.tsx';
import { Warnings } from './warnings.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);
const CORRECTIONS = 'corrections';

interface ReadFileProps {
  upload: UploadView;
  reading: Reading;
  rows: SampleRow[];
  offset: number;
  targets: ConfirmTargets;
}

/** What was understood, beside what the file is; what to look at; how to correct it; where it goes. */
export function ReadFile({ upload, reading, rows, offset, targets }: ReadFileProps) {
  const t = useT();
  const correctable = upload.can['changeReading'] === true;
  return (
    <>
      <FileMapStrip reading={reading} choices={upload.choices} />
      <RowsBeside upload={upload} reading={reading} rows={rows} offset={offset} />
      <div className={css('below')}>
        <div className={css('judged')}>
          <Warnings uploadId={upload.id} warnings={reading.warnings} />
          <Part
            title={t('console.reading.columns')}
            count={t('console.reading.columns-count', { count: reading.columns.length })}
            aside={correctable && t('console.reading.columns-note')}
          >
            <ColumnsTable reading={reading} form={correctable ? CORRECTIONS : null} />
          </Part>
          {correctable && <Corrections upload={upload} reading={reading} />}
        </div>
        <aside className={css('side')}>
          <Understood reading={reading} />
          {upload.can['confirm'] === true && <ConfirmForm upload={upload} targets={targets} />}
        </aside>
      </div>
    </>
  );
}

function Corrections({ upload, reading }: { upload: UploadView; reading: Reading }) {
  const t = useT();
  const corrected = Object.keys(upload.choices).length > 0;
  return (
    <Part title={t('console.reading.correct')} aside={t('console.reading.correct-note')}>
      <Form method="post" id={CORRECTIONS} className={css('corrections')}>
        <CorrectionFields reading={reading} choices={upload.choices} />
        <p className={css('actions')}>
          <Button name="intent" value="correct">
            {t('console.upload.read-again')}
          </Button>
          {corrected && (
            <Button name="intent" value="detect" kind="plain">
              {t('console.upload.detect-again')}
            </Button>
          )}
        </p>
      </Form>
    </Part>
  );
}

function Understood({ reading }: { reading: Reading }) {
  const t = useT();
  const format = useFormat();
  const { rows, columns, warnings, plan } = reading;
  const missing = columns.reduce((sum, column) => sum + column.plan.missing, 0);
  const unfit = columns.reduce((sum, column) => sum + column.plan.unfit, 0);
  const facts: Fact[] = [
    { term: t('console.reading.fact.rows'), value: format.number(rows) },
    { term: t('console.reading.fact.not-read'), value: format.number(plan.totalRows - rows) },
    { term: t('console.reading.fact.columns'), value: format.number(columns.length) },
    { term: t('console.reading.fact.missing'), value: format.number(missing) },
    ...(unfit > 0 ? [{ term: t('console.reading.fact.unfit'), value: format.number(unfit) }] : []),
    { term: t('console.reading.fact.noticed'), value: format.number(warnings.length) },
  ];
  return (
    <Panel title={t('console.reading.now')}>
      <DefinitionList facts={facts} />
    </Panel>
  );
}
