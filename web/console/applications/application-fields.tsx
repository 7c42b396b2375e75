import {
  COMMITMENTS,
  SCENARIO_KINDS,
  type ApplicationInput,
  type Material,
} from '../../../rules/applications/application.schema.ts';
import type {
  ApplicationPartView,
  ApplicationView,
} from '../../../rules/applications/applications.operations.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Checkbox, CheckboxGroup, Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import console from '../console.module.css';
import { ofPart } from './application-form.ts';
import styles from './applications.module.css';

const css = classesOf({ ...console, ...styles });

interface FieldsProps {
  application: ApplicationView;
  /** Of a form that was refused: it stays. */
  written: ApplicationInput | null;
  /** All documents of the applicant. */
  materials: readonly Material[];
}

/** The whole form: what for, what of each dataset, how it is kept safe, which documents. */
export function ApplicationFields({ application, written, materials }: FieldsProps) {
  const t = useT();
  const content = written ?? application.content;
  const termsOf = (part: ApplicationPartView): GrantTerms =>
    written?.parts.find(({ datasetId }) => datasetId === part.dataset.id)?.terms ?? part.terms;
  const parts = application.parts.filter(({ state }) => state !== 'withdrawn');
  return (
    <form method="post" className={css('form')}>
      <input type="hidden" name="revision" value={application.revision} />
      <Purpose content={content} />
      {parts.map((part) => (
        <PartFields key={part.id} part={part} terms={termsOf(part)} removable={parts.length > 1} />
      ))}
      <Safety content={content} />
      <Materials chosen={content.materialIds} materials={materials} />
      <p className={css('actions')}>
        <Button kind="primary" name="event" value="submit">
          {t('application.submit')}
        </Button>
        <Button name="event" value="save">
          {t('application.save')}
        </Button>
      </p>
    </form>
  );
}

interface Content {
  content: Omit<ApplicationInput, 'parts'>;
}

function Purpose({ content }: Content) {
  const t = useT();
  return (
    <>
      <Select
        label={t('application.scenario-kind')}
        name="scenarioKind"
        defaultValue={content.scenarioKind ?? ''}
        none={t('application.scenario-choose')}
        options={SCENARIO_KINDS.map((value) => ({ value, label: t(`condition.value.${value}`) }))}
      />
      <TextArea
        label={t('application.scenario')}
        hint={t('application.scenario-hint')}
        name="scenario"
        defaultValue={content.scenario}
        rows={3}
        maxLength={2000}
      />
      <TextArea
        label={t('application.purpose')}
        name="purpose"
        defaultValue={content.purpose}
        rows={3}
        maxLength={5000}
      />
      <div className={css('pair')}>
        <TextArea
          label={t('application.public-benefit')}
          name="publicBenefit"
          defaultValue={content.publicBenefit}
          rows={3}
          maxLength={2000}
          optional
        />
        <TextArea
          label={t('application.replicability')}
          name="replicability"
          defaultValue={content.replicability}
          rows={3}
          maxLength={2000}
          optional
        />
      </div>
    </>
  );
}

function PartFields({
  part,
  terms,
  removable,
}: {
  part: ApplicationPartView;
  terms: GrantTerms;
  removable: boolean;
}) {
  const t = useT();
  const control = (name: string): string => ofPart(part.id, name);
  return (
    <fieldset className={css('asked')}>
      <legend>{part.dataset.name}</legend>
      <div className={css('fields')}>
        <CheckboxGroup
          legend={t('application.fields')}
          name={control('fields')}
          chosen={terms.fields}
          options={part.fields.map(({ name, label }) => ({ value: name, label: label || name }))}
          compact
        />
      </div>
      <TermFields terms={terms} fields={part.fields} control={control} />
      {removable && <Checkbox name={control('leave-out')} label={t('application.leave-out')} />}
    </fieldset>
  );
}

interface TermFieldsProps {
  terms: GrantTerms;
  fields: ApplicationPartView['fields'];
  control: (name: string) => string;
}

function TermFields({ terms, fields, control }: TermFieldsProps) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('application.rows')}
        hint={t('application.rows-hint')}
        name={control('where')}
        defaultValue={terms.where ?? ''}
        maxLength={4000}
        optional
      />
      <Select
        label={t('application.key')}
        hint={t('application.key-hint')}
        name={control('keyField')}
        defaultValue={terms.keyField ?? ''}
        options={[
          { value: '', label: t('application.key-any') },
          ...fields.map(({ name, label }) => ({
            value: name,
            label: t('application.key-only', { field: label || name }),
          })),
        ]}
      />
      <div className={css('pair')}>
        <TextField
          label={t('application.system')}
          name={control('system')}
          defaultValue={terms.system ?? ''}
          maxLength={200}
          optional
        />
        <TextField
          label={t('application.calls-per-day')}
          name={control('callsPerDay')}
          defaultValue={terms.callsPerDay ?? ''}
          inputMode="numeric"
          optional
        />
      </div>
      <div className={css('pair')}>
        <TextField
          label={t('application.from')}
          name={control('from')}
          type="date"
          defaultValue={terms.from}
        />
        <TextField
          label={t('application.until')}
          name={control('until')}
          type="date"
          defaultValue={terms.until}
        />
      </div>
    </>
  );
}

const MONTHS = [1, 3, 6, 12];

function Safety({ content }: Content) {
  const t = useT();
  return (
    <>
      <TextArea
        label={t('application.safeguards')}
        hint={t('application.one-a-line')}
        name="safeguards"
        defaultValue={content.safeguards.join('\n')}
      />
      <TextArea
        label={t('application.people')}
        hint={t('application.people-hint')}
        name="people"
        defaultValue={content.people.join('\n')}
      />
      <TextArea
        label={t('application.supervision-plan')}
        name="supervisionPlan"
        defaultValue={content.supervisionPlan}
        maxLength={5000}
      />
      <Select
        label={t('application.report-every')}
        name="reportEveryMonths"
        defaultValue={String(content.reportEveryMonths ?? '')}
        none={t('application.report-none')}
        options={MONTHS.map((count) => ({ value: String(count), label: t('application.months', { count }) }))}
      />
      <CheckboxGroup
        legend={t('application.commitments')}
        name="commitments"
        chosen={content.commitments}
        options={COMMITMENTS.map((value) => ({ value, label: t(`application.commitment.${value}`) }))}
      />
    </>
  );
}

function Materials({ chosen, materials }: { chosen: readonly string[]; materials: readonly Material[] }) {
  const t = useT();
  if (materials.length === 0) return <p className={css('quiet')}>{t('application.material-none')}</p>;
  return (
    <CheckboxGroup
      legend={t('application.material-attach')}
      name="materialIds"
      chosen={chosen}
      options={materials.map(({ id, kind, fileName, validUntil }) => ({
        value: id,
        label: kind,
        hint:
          validUntil === null
            ? fileName
            : `${fileName} ${t('application.material-valid', { date: validUntil })}`,
      }))}
    />
  );
}

/** A document is sent by itself, so that it is kept also while the form is not complete. */
export function AddMaterial({ wanted }: { wanted: readonly string[] }) {
  const t = useT();
  return (
    <form method="post" encType="multipart/form-data" className={css('form')}>
      <TextField
        label={t('application.material-kind')}
        hint={t('application.material-kind-hint')}
        name="kind"
        list="wanted-materials"
        defaultValue={wanted[0]}
        maxLength={500}
        required
      />
      <datalist id="wanted-materials">
        {wanted.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <div className={css('pair')}>
        <TextField
          label={t('application.material-file')}
          name="file"
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          required
        />
        <TextField label={t('application.material-until')} name="validUntil" type="date" optional />
      </div>
      <p>
        <Button name="event" value="material">
          {t('application.material-add')}
        </Button>
      </p>
    </form>
  );
}
