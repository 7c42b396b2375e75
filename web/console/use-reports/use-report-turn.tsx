import type { SuggestionView, UseReportView } from '../../../rules/use-reports/use-reports.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, DefinitionList } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { NextStep } from '../../design/workflow.tsx';
import { Part } from '../page-head.tsx';
import { BigClock } from '../working-clock.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

/** The clock, why it was returned, and what the publisher can decide now. */
export function UseReportTurn({ report }: { report: UseReportView }) {
  const t = useT();
  const { state, clock, can, reasons, restricts } = report;
  const decides = can['accept'] === true;
  const acts = decides || can['file'] === true;
  return (
    <NextStep
      turn={t(acts ? 'use-report.turn' : 'use-report.turn-other')}
      title={t(`use-report.follow.${state}`)}
    >
      {clock.state !== 'done' && <BigClock clock={clock} />}
      {restricts && <Note kind="warning">{t('use-report.restricts')}</Note>}
      {state === 'returned' && reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {decides && (
        <form method="post" className={css('form')}>
          <TextArea label={t('use-report.reasons')} optional name="reasons" rows={3} />
          <p className={css('actions')}>
            <Button kind="primary" name="event" value="accept">
              {t('use-report.accept-act')}
            </Button>
            <Button name="event" value="return">
              {t('use-report.return-act')}
            </Button>
          </p>
        </form>
      )}
      <ProvisionLink id="xz-29" />
    </NextStep>
  );
}

/** What the data user suggests, each with its answer or the form for it. */
export function Suggestions({ report: { suggestions, can } }: { report: UseReportView }) {
  const t = useT();
  if (suggestions.length === 0) return null;
  const open = can['answer'] === true ? suggestions.filter(({ answer }) => answer === null) : [];
  return (
    <Part id="suggestions" title={t('use-report.suggestions')}>
      <DefinitionList
        facts={suggestions.map((each) => ({
          term: t(`use-report.suggestion.${each.kind}`),
          value: <Answered suggestion={each} />,
        }))}
      />
      {open.map(({ id, words }) => (
        <form key={id} method="post" className={css('form')}>
          <input type="hidden" name="suggestion" value={id} />
          <TextArea label={t('use-report.answer')} hint={words} name="answer" rows={2} />
          <p className={css('actions')}>
            <Button name="event" value="answer">
              {t('use-report.answer-act')}
            </Button>
          </p>
        </form>
      ))}
    </Part>
  );
}

function Answered({ suggestion: { words, answer, answeredBy } }: { suggestion: SuggestionView }) {
  const t = useT();
  return (
    <>
      <p>{words}</p>
      <p>
        {answer === null
          ? t('use-report.no-answer')
          : t('use-report.answered', { name: answeredBy ?? '', answer })}
      </p>
    </>
  );
}
