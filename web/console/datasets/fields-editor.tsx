import type { CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import type { Field } from '../../../rules/datasets/list-entry.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './datasets.module.css';
import { fieldControl } from './entry-form.ts';
import { anchorOf, FindingsAt } from './finding-at.tsx';

const css = classesOf(styles);

interface FieldsEditorProps {
  fields: readonly Field[];
  catalogue: readonly CatalogueField[];
}

/** Every field: its label, what it means, its unit, and the catalogue field that it comes from (`xz-9`). */
export function FieldsEditor({ fields, catalogue }: FieldsEditorProps) {
  const t = useT();
  const known = new Set(catalogue.map(({ name }) => name));
  const unbound = fields.filter(({ binding }) => !known.has(binding)).length;
  return (
    <Part
      id={anchorOf('/fields')}
      title={t('console.entry.fields-title')}
      count={t('console.reading.columns-count', { count: fields.length })}
      aside={
        unbound > 0 &&
        catalogue.length > 0 && (
          <Button small name="intent" value="bind">
            {t('console.field.bind-same', { count: unbound })}
          </Button>
        )
      }
    >
      <input type="hidden" name="fieldCount" value={fields.length} />
      <FindingsAt pointer="/fields" />
      {fields.length > 0 && (
        <div className={css('field-head')} aria-hidden="true">
          <span>{t('console.field.column')}</span>
          <span>{t('console.field.label')}</span>
          <span>{t('console.field.description')}</span>
          <span>{t('console.field.unit')}</span>
          <span>{t('console.field.binding')}</span>
        </div>
      )}
      {fields.map((field, place) => (
        <FieldRow key={field.name} field={field} place={place} catalogue={catalogue} />
      ))}
    </Part>
  );
}

interface FieldRowProps {
  field: Field;
  place: number;
  catalogue: readonly CatalogueField[];
}

function FieldRow({ field, place, catalogue }: FieldRowProps) {
  const t = useT();
  const name = field.label || field.name;
  const at = (part: keyof Field): string => fieldControl(place, part);
  const pointer = (part: string): string => `/fields/${String(place)}/${part}`;
  return (
    <div className={css('field-row')} role="group" aria-label={name}>
      <input type="hidden" name={at('name')} value={field.name} />
      <input type="hidden" name={at('type')} value={field.type} />
      <div className={css('field-name')}>
        <code>{field.name}</code>
        <span className={css('quiet')}>{t(`fieldType.${field.type}`)}</span>
      </div>
      <Line part="label" name={at('label')} value={field.label} of={name} />
      <div id={anchorOf(pointer('description'))} className={css('place')}>
        <label className={css('line')}>
          <span className={css('line-label')}>{t('console.field.description')}</span>
          <textarea
            name={at('description')}
            defaultValue={field.description}
            rows={1}
            aria-label={t('console.field.of', { part: t('console.field.description'), field: name })}
          />
        </label>
        <FindingsAt pointer={pointer('description')} />
      </div>
      <Line part="unit" name={at('unit')} value={field.unit} of={name} />
      <div id={anchorOf(pointer('binding'))} className={css('place')}>
        <Binding name={at('binding')} field={field} catalogue={catalogue} />
        <FindingsAt pointer={pointer('binding')} />
      </div>
    </div>
  );
}

function Line({
  part,
  name,
  value,
  of,
}: {
  part: 'label' | 'unit';
  name: string;
  value: string;
  of: string;
}) {
  const t = useT();
  const words = t(`console.field.${part}`);
  return (
    <label className={css('line')}>
      <span className={css('line-label')}>{words}</span>
      <input
        name={name}
        defaultValue={value}
        aria-label={t('console.field.of', { part: words, field: of })}
      />
    </label>
  );
}

function Binding({
  name,
  field,
  catalogue,
}: {
  name: string;
  field: Field;
  catalogue: readonly CatalogueField[];
}) {
  const t = useT();
  const words = t('console.field.binding');
  const known = catalogue.some((each) => each.name === field.binding);
  return (
    <label className={css('line')}>
      <span className={css('line-label')}>{words}</span>
      <select
        name={name}
        defaultValue={field.binding}
        aria-label={t('console.field.of', { part: words, field: field.label || field.name })}
      >
        <option value="">{t('console.field.unbound')}</option>
        {!known && field.binding !== '' && <option value={field.binding}>{field.binding}</option>}
        {catalogue.map((each) => (
          <option key={each.name} value={each.name}>
            {each.label || each.name}
          </option>
        ))}
      </select>
    </label>
  );
}
