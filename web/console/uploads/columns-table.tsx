import { COLUMN_TYPES, type Reading, type ReadingColumn } from '../../../rules/reading/reading.schema.ts';
import { isMessageKey } from '../../../locales/index.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { typeControl } from './reading-choices.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** Each column with its type, its unit, and why this type; `form` is the form that takes another type. */
export function ColumnsTable({ reading, form }: { reading: Reading; form: string | null }) {
  const t = useT();
  const columns = useColumns(reading, form);
  return (
    <Table
      caption={t('console.reading.columns')}
      captionUnseen
      columns={columns}
      rows={reading.columns}
      rowKey={({ name }) => name}
    />
  );
}

function useColumns(reading: Reading, form: string | null): Column<ReadingColumn>[] {
  const t = useT();
  const format = useFormat();
  return [
    { key: 'name', head: t('console.reading.column'), cell: (column) => <ColumnName {...column} /> },
    {
      key: 'type',
      head: t('console.reading.type'),
      cell: (column) =>
        form === null ? (
          t(`fieldType.${column.type}`)
        ) : (
          <TypeSelect column={column} place={reading.columns.indexOf(column)} form={form} />
        ),
    },
    { key: 'unit', head: t('console.reading.unit'), cell: ({ unit }) => unit ?? '' },
    { key: 'why', head: t('console.reading.why'), cell: (column) => <Why {...column} /> },
    {
      key: 'missing',
      head: t('console.reading.empty-cells'),
      numeric: true,
      cell: ({ plan }) => (plan.missing > 0 ? format.number(plan.missing) : '0'),
    },
  ];
}

function ColumnName({ name, label }: ReadingColumn) {
  return (
    <>
      {name}
      {label !== '' && label !== name && <span className={css('quiet')}> {label}</span>}
    </>
  );
}

function TypeSelect({ column, place, form }: { column: ReadingColumn; place: number; form: string }) {
  const t = useT();
  return (
    <select
      className={css('type-select')}
      name={typeControl(place)}
      form={form}
      defaultValue={column.type}
      aria-label={t('console.reading.type-of', { name: column.name })}
    >
      {COLUMN_TYPES.filter((type) => type !== 'geometry' || column.type === 'geometry').map((type) => (
        <option key={type} value={type}>
          {t(`fieldType.${type}`)}
        </option>
      ))}
    </select>
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
