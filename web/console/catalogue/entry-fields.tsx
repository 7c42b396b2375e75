import { ORIGINS, type CatalogueEntryInput } from '../../../rules/catalogue/catalogue.schema.ts';
import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../../rules/datasets/list-entry.schema.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { fieldControl, SPARE_ROWS } from './entry-form.ts';
import styles from './catalogue.module.css';

const css = classesOf(styles);

/** A body that data can be got from by sharing. */
export interface Sharer {
  id: string;
  name: string;
}

/** What a body holds: what it is, where it comes from, what it covers, its fields. */
export function EntryFields({ entry, sharers }: { entry: CatalogueEntryInput; sharers: readonly Sharer[] }) {
  return (
    <>
      <div className={css('grid')}>
        <What entry={entry} />
        <WhereFrom entry={entry} sharers={sharers} />
        <Covered entry={entry} />
      </div>
      <Fields entry={entry} />
    </>
  );
}

function What({ entry }: { entry: CatalogueEntryInput }) {
  const t = useT();
  const language = useLanguage();
  const { domains } = profileOf(usePage());
  return (
    <>
      <TextField
        label={t('console.catalogue.name')}
        hint={t('console.catalogue.name-hint')}
        name="name"
        defaultValue={entry.name}
        maxLength={200}
        required
      />
      <Select
        label={t('console.entry.domain')}
        name="domain"
        defaultValue={entry.domain}
        none={t('console.choose')}
        options={domains.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      <Select
        label={t('console.catalogue.openness')}
        hint={t('console.catalogue.openness-hint')}
        name="openness"
        defaultValue={entry.openness}
        options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
      />
      <Select
        label={t('console.catalogue.frequency')}
        name="updateFrequency"
        defaultValue={entry.updateFrequency}
        options={UPDATE_FREQUENCIES.map((value) => ({ value, label: t(`updateFrequency.${value}`) }))}
      />
    </>
  );
}

function WhereFrom({ entry, sharers }: { entry: CatalogueEntryInput; sharers: readonly Sharer[] }) {
  const t = useT();
  return (
    <>
      <Select
        label={t('console.catalogue.origin')}
        name="origin"
        defaultValue={entry.origin}
        options={ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) }))}
      />
      <TextField
        label={t('console.catalogue.system')}
        hint={t('console.catalogue.system-hint')}
        name="system"
        defaultValue={entry.system}
        maxLength={200}
        optional
      />
      <div className={css('wide')}>
        <Select
          label={t('console.catalogue.acquisition')}
          hint={t('console.catalogue.acquisition-hint')}
          name="sharedFromId"
          defaultValue={entry.sharedFromId ?? ''}
          none={t('console.catalogue.produced')}
          options={sharers.map(({ id, name }) => ({
            value: id,
            label: t('console.catalogue.shared-from', { body: name }),
          }))}
        />
      </div>
    </>
  );
}

function Covered({ entry }: { entry: CatalogueEntryInput }) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('console.catalogue.time')}
        name="timeCoverage"
        defaultValue={entry.timeCoverage}
        maxLength={200}
        optional
      />
      <TextField
        label={t('console.catalogue.area')}
        name="area"
        defaultValue={entry.area}
        maxLength={200}
        optional
      />
      <div className={css('wide')}>
        <TextArea
          label={t('console.entry.summary')}
          name="summary"
          defaultValue={entry.summary}
          rows={2}
          optional
        />
      </div>
    </>
  );
}

function Fields({ entry: { fields } }: { entry: CatalogueEntryInput }) {
  const t = useT();
  const rows = fields.length + SPARE_ROWS;
  return (
    <Part
      title={t('console.catalogue.fields')}
      count={t('console.reading.columns-count', { count: fields.length })}
      aside={t('console.catalogue.fields-note')}
    >
      <input type="hidden" name="fieldCount" value={rows} />
      <div className={css('field-head')} aria-hidden="true">
        <span>{t('console.catalogue.field-name')}</span>
        <span>{t('console.field.label')}</span>
        <span>{t('console.field.description')}</span>
      </div>
      {Array.from({ length: rows }, (_, place) => (
        <FieldRow key={place} place={place} field={fields[place]} />
      ))}
    </Part>
  );
}

const PARTS = ['name', 'label', 'description'] as const;

function FieldRow({
  place,
  field,
}: {
  place: number;
  field: CatalogueEntryInput['fields'][number] | undefined;
}) {
  const t = useT();
  const number = place + 1;
  const words = {
    name: t('console.catalogue.field-name'),
    label: t('console.field.label'),
    description: t('console.field.description'),
  };
  return (
    <div
      className={css('field-row')}
      role="group"
      aria-label={t('console.catalogue.field-number', { number })}
    >
      {PARTS.map((part) => (
        <label key={part}>
          <span className={css('line-label')}>{words[part]}</span>
          <input
            name={fieldControl(place, part)}
            defaultValue={field?.[part]}
            aria-label={t('console.catalogue.field-part', { number, part: words[part] })}
          />
        </label>
      ))}
    </div>
  );
}
