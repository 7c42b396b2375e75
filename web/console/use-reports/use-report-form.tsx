import { OUTCOME_KINDS, SUGGESTION_KINDS } from '../../../rules/use-reports/use-report.schema.ts';
import type { MustBeSaid, UseReportContent } from '../../../rules/use-reports/use-report.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { choiceOf, linesOf, textOf, wordsOf } from '../form-data.ts';
import styles from '../console.module.css';

const css = classesOf(styles);
/** Rows of outcomes beyond those that are written. */
const MORE_OUTCOMES = 2;
const MOST_OUTCOMES = 20;

/** The report as the form was sent; an outcome without a name is none. */
export function contentFrom(form: FormData): UseReportContent {
  const text = (name: string): string => textOf(form, name);
  return {
    ...{ scenario: text('scenario'), audience: text('audience'), businessModel: text('businessModel') },
    ...{ algorithms: text('algorithms'), benefits: text('benefits'), safeguards: text('safeguards') },
    ...{ fields: wordsOf(form, 'fields'), differs: text('differs') },
    outcomes: Array.from({ length: MOST_OUTCOMES }, (_, place) => ({
      kind: choiceOf(form, `outcome-kind-${place}`, OUTCOME_KINDS) ?? 'other',
      title: text(`outcome-title-${place}`),
      citation: text(`outcome-citation-${place}`),
      link: text(`outcome-link-${place}`),
    })).filter(({ title }) => title !== ''),
    suggestions: SUGGESTION_KINDS.flatMap((kind) =>
      linesOf(form, `suggest-${kind}`).map((words) => ({ kind, words })),
    ),
  };
}

/** The four items of `xz-29`, filled in with what is known already. */
export function UseReportForm({ written, citation }: { written: UseReportContent; citation: string }) {
  const t = useT();
  const hints: Partial<Record<MustBeSaid, string>> = {
    businessModel: t('use-report.business-hint'),
    benefits: t('use-report.benefits-hint'),
  };
  const area = (name: MustBeSaid) => (
    <TextArea
      key={name}
      label={t(`use-report.${name}`)}
      hint={hints[name]}
      name={name}
      rows={3}
      defaultValue={written[name]}
    />
  );
  return (
    <form method="post" className={css('form')}>
      {area('scenario')}
      {area('audience')}
      {area('businessModel')}
      <TextArea
        label={t('use-report.fields')}
        hint={t('use-report.fields-hint')}
        name="fields"
        rows={2}
        defaultValue={written.fields.join('、')}
      />
      {area('algorithms')}
      <TextArea
        label={t('use-report.differs')}
        optional
        name="differs"
        rows={2}
        defaultValue={written.differs}
      />
      {area('benefits')}
      {area('safeguards')}
      <Outcomes written={written} citation={citation} />
      <Suggestions written={written} />
      <p className={css('actions')}>
        <Button kind="primary" name="event" value="file">
          {t('use-report.file-act')}
        </Button>
      </p>
    </form>
  );
}

function Outcomes({ written: { outcomes }, citation }: { written: UseReportContent; citation: string }) {
  const t = useT();
  const rows = Math.min(outcomes.length + MORE_OUTCOMES, MOST_OUTCOMES);
  return (
    <>
      <h3>{t('use-report.outcomes')}</h3>
      <p className={css('prose')}>{t('use-report.cite-as', { citation })}</p>
      {Array.from({ length: rows }, (_, place) => (
        <details key={place} open={place === 0 || place < outcomes.length}>
          <summary>{t('use-report.outcome', { number: place + 1 })}</summary>
          <OutcomeFields place={place} outcome={outcomes[place]} />
        </details>
      ))}
    </>
  );
}

function OutcomeFields({
  place,
  outcome,
}: {
  place: number;
  outcome: UseReportContent['outcomes'][number] | undefined;
}) {
  const t = useT();
  return (
    <div className={css('stack')}>
      <Select
        label={t('use-report.outcome-kind')}
        name={`outcome-kind-${place}`}
        defaultValue={outcome?.kind ?? 'product'}
        options={OUTCOME_KINDS.map((value) => ({ value, label: t(`use-report.outcome-kind.${value}`) }))}
      />
      <TextField
        label={t('use-report.outcome-title')}
        optional
        name={`outcome-title-${place}`}
        defaultValue={outcome?.title ?? ''}
        maxLength={200}
      />
      <TextField
        label={t('use-report.outcome-citation')}
        optional
        name={`outcome-citation-${place}`}
        defaultValue={outcome?.citation ?? ''}
        maxLength={500}
      />
      <TextField
        label={t('use-report.outcome-link')}
        optional
        name={`outcome-link-${place}`}
        defaultValue={outcome?.link ?? ''}
        maxLength={500}
      />
    </div>
  );
}

function Suggestions({ written: { suggestions } }: { written: UseReportContent }) {
  const t = useT();
  return (
    <>
      <h3>{t('use-report.suggestions')}</h3>
      <p className={css('prose')}>{t('use-report.suggestions-hint')}</p>
      {SUGGESTION_KINDS.map((kind) => (
        <TextArea
          key={kind}
          label={t(`use-report.suggestion.${kind}`)}
          optional
          name={`suggest-${kind}`}
          rows={2}
          defaultValue={suggestions
            .filter((each) => each.kind === kind)
            .map(({ words }) => words)
            .join('\n')}
        />
      ))}
    </>
  );
}
