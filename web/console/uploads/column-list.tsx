import { COLUMN_TYPES, type Reading, type ReadingColumn } from '../../../rules/reading/reading.schema.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { control, CORRECTIONS } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

interface ColumnProps {
  column: ReadingColumn;
  place: number;
  correctable: boolean;
}

/** Each column with its name, type and unit, which can be changed, and why this type. */
export function ColumnList({ reading, correctable }: { reading: Reading; correctable: boolean }) {
  const t = useT();
  const heads = ['column', 'type', 'unit', 'why', 'empty-cells'] as const;
  return (
    <Part
      title={t('console.reading.columns')}
      count={t('console.reading.columns-count', { count: reading.columns.length })}
      aside={correctable && t('console.reading.columns-note')}
    >
      <div className={css('columns-head')} aria-hidden="true">
        {heads.map((head) => (
          <span key={head}>{t(`console.reading.${head}`)}</span>
        ))}
      </div>
      <ol className={css('columns')}>
        {reading.columns.map((column, place) => (
          <ColumnItem key={column.name} column={column} place={place} correctable={correctable} />
        ))}
      </ol>
    </Part>
  );
}

function ColumnItem({ column, place, correctable }: ColumnProps) {
  const t = useT();
  const format = useFormat();
  const { name, label, type, unit, plan } = column;
  return (
    <li className={css('column')}>
      <div className={css('column-name')}>
        {correctable ? (
          <TextControl
            name={control.name(place)}
            value={name}
            label={t('console.reading.name-of', { name })}
          />
        ) : (
          <b>{name}</b>
        )}
        {label !== '' && label !== name && (
          <span className={css('quiet')}>{t('console.reading.label-is', { label })}</span>
        )}
      </div>
      <div>{correctable ? <TypeSelect column={column} place={place} /> : t(`fieldType.${type}`)}</div>
      <div>
        {correctable ? (
          <TextControl
            name={control.unit(place)}
            value={unit ?? ''}
            label={t('console.reading.unit-of', { name })}
            placeholder={t('console.reading.no-unit')}
          />
        ) : (
          unit
        )}
      </div>
      <p className={css('column-why')}>
        <Why {...column} />
      </p>
      <p className={css('column-empty')}>
        {t('console.reading.empty-count', { count: format.number(plan.missing) })}
      </p>
    </li>
  );
}

interface TextProps {
  name: string;
  value: string;
  label: string;
  placeholder?: string;
}

const TextControl = ({ name, value, label, placeholder }: TextProps) => (
  <>
    <ShownAs name={name} value={value} />
    <input
      key={value}
      className={css('small-control')}
      type="text"
      name={name}
      form={CORRECTIONS}
      defaultValue={value}
      aria-label={label}
      placeholder={placeholder}
    />
  </>
);

function TypeSelect({ column, place }: Omit<ColumnProps, 'correctable'>) {
  const t = useT();
  const name = control.type(place);
  return (
    <>
      <ShownAs name={name} value={column.type} />
      <select
        key={column.type}
        className={css('small-control')}
        name={name}
        form={CORRECTIONS}
        defaultValue={column.type}
        aria-label={t('console.reading.type-of', { name: column.name })}
      >
        {COLUMN_TYPES.filter((type) => type !== 'geometry' || column.type === 'geometry').map((type) => (
          <option key={type} value={type}>
            {t(`fieldType.${type}`)}
          </option>
        ))}
      </select>
    </>
  );
}

function Why({ why, plan }: ReadingColumn) {
  const t = useT();
  const key = `reading.why.${why.code}`;
  return (
    <>
      {isMessageKey(key) ? t(key, why.args) : why.code}
      {plan.markers.length > 0 && (
        <span className={css('quiet')}>
          {' '}
          {t('console.reading.markers', { markers: plan.markers.slice(0, 5).join('、') })}
        </span>
      )}
      {plan.unfit > 0 && <b className={css('unfit')}> {t('console.reading.unfit', { count: plan.unfit })}</b>}
    </>
  );
}
