import { Form, useNavigation } from 'react-router';
import type { CoordinateLook } from '../../../rules/reading/geo/coordinate-choices.ts';
import { notesOf, remediesOf } from '../../../rules/reading/remedies.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
import type { Comparison } from '../../../rules/uploads/comparison.ts';
import type { SampleRow, UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { LookAgain } from '../look-again.tsx';
import { CarriedNote } from './carried-note.tsx';
import { ColumnList } from './column-list.tsx';
import { ConfirmForm, type ConfirmTargets } from './confirm-form.tsx';
import { Coordinates } from './coordinates.tsx';
import { CorrectionFields } from './correction-fields.tsx';
import { Encodings } from './encodings.tsx';
import { FileMapStrip } from './file-map-strip.tsx';
import { CORRECTIONS } from './reading-choices.ts';
import { RemediesList } from './remedies-list.tsx';
import { RowsBeside } from './rows-beside.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { TableChoice } from './table-choice.tsx';
import { useCorrectAtOnce } from './use-correct-at-once.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);

interface ReadFileProps {
  upload: UploadView;
  reading: Reading;
  survey: Survey | null;
  comparison: Comparison | null;
  rows: SampleRow[];
  /** The first row that was asked for; null: the telling ones are shown. */
  from: number | null;
  /** What each coordinate system makes of a place of the file; null where it has none. */
  look: CoordinateLook | null;
  targets: ConfirmTargets;
}

/** What was understood, beside what the file is; what can be decided, with its effect; where it goes. */
export function ReadFile({ upload, reading, survey, comparison, rows, from, look, targets }: ReadFileProps) {
  const correctable = upload.can['changeReading'] === true;
  const remedies = remediesOf(reading, upload.choices, survey);
  const { encodings = [] } = survey ?? {};
  useCorrectAtOnce();
  return (
    <>
      <Underway reread={upload.state === 'received'} />
      {correctable && <WithoutScripts />}
      {upload.carried && <CarriedNote carried={upload.carried} correctable={correctable} />}
      <TableChoice reading={reading} correctable={correctable} />
      <FileMapStrip reading={reading} cells={survey?.map ?? []} from={from ?? rows[0]?.number ?? 1} />
      {encodings.length > 0 && (
        <Encodings encodings={encodings} chosen={reading.encoding} correctable={correctable} />
      )}
      {look && (
        <Coordinates reading={reading} choices={upload.choices} look={look} correctable={correctable} />
      )}
      <RowsBeside reading={reading} rows={rows} correctable={correctable} from={from} />
      <div className={css('below')}>
        <div className={css('judged')}>
          <RemediesList
            remedies={remedies}
            notes={notesOf(reading, remedies, survey)}
            correctable={correctable}
          />
          <ColumnList reading={reading} correctable={correctable} />
          {correctable && <Corrections upload={upload} reading={reading} encodings={encodings.length > 0} />}
        </div>
        <aside className={css('side')}>
          <SummaryPanel
            reading={reading}
            comparison={comparison}
            open={remedies.filter(({ open }) => open).length}
          />
          {upload.can['confirm'] === true && <ConfirmForm upload={upload} targets={targets} />}
        </aside>
      </div>
    </>
  );
}

/** A correction is on its way: what is shown is still the reading before it. */
function Underway({ reread }: { reread: boolean }) {
  const t = useT();
  const { state, formMethod } = useNavigation();
  const isSent = state !== 'idle' && formMethod === 'POST';
  return (
    <div className={css('underway')} role="status">
      {(reread || isSent) && t('console.upload.reading-again')}
      {reread && <LookAgain />}
    </div>
  );
}

/** Without scripts nothing is sent by itself. */
function WithoutScripts() {
  const t = useT();
  return (
    <noscript>
      <div className={css('send-bar')}>
        <span>{t('console.upload.then-send')}</span>
        <Button form={CORRECTIONS} name="intent" value="correct">
          {t('console.upload.read-again')}
        </Button>
      </div>
    </noscript>
  );
}

interface CorrectionsProps {
  upload: UploadView;
  reading: Reading;
  /** They are chosen side by side above. */
  encodings: boolean;
}

function Corrections({ upload, reading, encodings }: CorrectionsProps) {
  const t = useT();
  const corrected = Object.keys(upload.choices).length > 0;
  return (
    <details className={css('more')}>
      <summary>{t('console.reading.correct')}</summary>
      <Form method="post" id={CORRECTIONS} className={css('corrections')}>
        <CorrectionFields reading={reading} choices={upload.choices} sideBySide={encodings} />
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
    </details>
  );
}
