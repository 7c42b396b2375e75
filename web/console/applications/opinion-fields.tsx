import { GROUNDS, OUTCOMES } from '../../../rules/applications/application.schema.ts';
import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { CheckboxGroup, RadioGroup, Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import console from '../console.module.css';
import styles from './applications.module.css';
import { groundControl, reasonControl, REASON_ROWS } from './opinion-form.ts';

const css = classesOf({ ...console, ...styles });
const MARKS = ['1', '2', '3', '4', '5'];

/** What the editor proposes: as asked, less, or not, with all reasons at once. */
export function OpinionFields({ part }: { part: ApplicationPartView }) {
  const t = useT();
  const labels = new Map(part.fields.map(({ name, label }) => [name, label || name]));
  const marks = MARKS.map((value) => ({ value, label: value }));
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="part" value={part.id} />
      <RadioGroup
        legend={t('application.outcome')}
        name="outcome"
        chosen="approve"
        options={OUTCOMES.map((value) => ({ value, label: t(`application.outcome.${value}`) }))}
      />
      <div className={css('pair')}>
        <Select label={t('application.outcome-benefit')} name="benefit" defaultValue="3" options={marks} />
        <Select
          label={t('application.outcome-replicability')}
          name="replicability"
          defaultValue="3"
          options={marks}
        />
      </div>
      <p className={css('quiet')}>{t('application.narrow-hint')}</p>
      <div className={css('fields')}>
        <CheckboxGroup
          legend={t('application.keep-fields')}
          name="keep"
          options={part.terms.fields.map((name) => ({ value: name, label: labels.get(name) ?? name }))}
          compact
        />
      </div>
      <TextField label={t('application.more-where')} name="where" maxLength={2000} optional />
      <p className={css('quiet')}>{t('application.reason-hint')}</p>
      {Array.from({ length: REASON_ROWS }, (_, place) => (
        <ReasonRow key={place} place={place} />
      ))}
      <TextArea label={t('application.unlike')} name="unlikePrecedent" rows={2} maxLength={2000} optional />
      <p>
        <Button kind="primary" name="event" value="prepare">
          {t('application.prepare')}
        </Button>
      </p>
    </form>
  );
}

function ReasonRow({ place }: { place: number }) {
  const t = useT();
  return (
    <div
      className={css('reason-row')}
      role="group"
      aria-label={t('application.reason-row', { number: place + 1 })}
    >
      <Select
        label={t('application.ground')}
        name={groundControl(place)}
        defaultValue="scenario"
        options={GROUNDS.map((value) => ({
          value,
          label: value === 'risk' ? t('application.ground.risk') : t(`condition.family.${value}`),
        }))}
      />
      <TextArea label={t('application.reason-text')} name={reasonControl(place)} rows={2} maxLength={2000} />
    </div>
  );
}
