import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { Distribution } from '../../design/chart/distribution.tsx';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { markup } from '../../design/markup.ts';
import { Table, type Column } from '../../design/table.tsx';
import styles from './dataset.module.css';
import { isOrdered, isOfTime } from './field-kinds.ts';
import { previewLink, type FieldFilter } from './preview-query.ts';

const css = classesOf(styles);

/** From here on different values are counted within some per cent. */
const COUNTED_UP_TO = 300_000;

interface FieldProps {
  code: string;
  field: FieldProfile;
  rows: number;
}

/** What one column holds, over the whole table: counted, drawn, and as a table. */
export function ColumnStatistics(props: FieldProps) {
  return (
    <div className={css('column-facts')}>
      <DefinitionList facts={useFacts(props.field, props.rows)} />
      <Values {...props} />
    </div>
  );
}

function useFacts({ type, nulls, distinct, min, max }: FieldProfile, rows: number): Fact[] {
  const t = useT();
  const format = useFormat();
  const part = (count: number): string =>
    format.beside(format.number(count), format.percent(rows === 0 ? 0 : count / rows));
  const counted = format.number(distinct);
  const moment = isOfTime(type);
  return [
    { term: t('look.statistics-filled'), value: part(rows - nulls) },
    { term: t('look.statistics-nulls'), value: part(nulls) },
    {
      term: t('look.statistics-distinct'),
      value: rows > COUNTED_UP_TO ? t('look.statistics-about', { count: counted }) : counted,
    },
    ...(isOrdered(type) && min !== null && max !== null
      ? [
          { term: t(moment ? 'look.statistics-first' : 'look.statistics-least'), value: min },
          { term: t(moment ? 'look.statistics-last' : 'look.statistics-most'), value: max },
        ]
      : []),
  ];
}

function Values({ code, field, rows }: FieldProps) {
  const t = useT();
  const { nulls, histogram, top } = field;
  if (nulls === rows) return <p className={css('quiet')}>{t('look.statistics-none')}</p>;
  if (histogram.length > 1) return <Bins field={field} rows={rows} />;
  if (top.length === 0) return <p className={css('quiet')}>{t('look.statistics-unique')}</p>;
  return <Frequent code={code} field={field} rows={rows} />;
}

/** A bin as people read it: the day of a date, not its midnight. */
const edge = (text: string): string => text.replace(/[T ]00:00:00$/, '');

function Bins({ field: { histogram, label, name, type }, rows }: Omit<FieldProps, 'code'>) {
  const t = useT();
  const format = useFormat();
  const number = type === 'integer' || type === 'decimal';
  const bins = histogram.map(({ from, to, count }) => {
    const said = number
      ? t('look.bin', { from: format.number(Number(from), 6), to: format.number(Number(to), 6) })
      : edge(from);
    return { label: said, value: count };
  });
  const most = bins.reduce((best, bin) => (bin.value > best.value ? bin : best));
  const says = t('look.says.histogram', {
    x: label || name,
    label: most.label,
    value: format.number(most.value),
  });
  return (
    <div className={css('column-values')}>
      <Distribution bins={bins} says={says} xName={label || name} yName={t('look.rows')} />
      <details className={css('others')}>
        <summary>{t('look.as-table')}</summary>
        <Counts caption={t('look.statistics-bins')} head={t('look.range')} counts={bins} rows={rows} />
      </details>
    </div>
  );
}

function Frequent({ code, field: { name, top }, rows }: FieldProps) {
  const t = useT();
  const counts = top.map(({ value, count }) => ({
    label: value,
    value: count,
    filter: { field: name, is: 'equals' as const, value },
  }));
  return (
    <div className={css('column-values')}>
      <Counts
        caption={t('look.statistics-top')}
        head={t('look.value')}
        counts={counts}
        rows={rows}
        code={code}
      />
    </div>
  );
}

interface Count {
  label: string;
  value: number;
  /** What shows the rows that were counted. */
  filter?: FieldFilter;
}

/** Counts as figures and as bars of one scale. */
function Counts({
  caption,
  head,
  counts,
  rows,
  code,
}: {
  caption: string;
  head: string;
  counts: readonly Count[];
  rows: number;
  code?: string;
}) {
  const t = useT();
  const format = useFormat();
  const most = Math.max(1, ...counts.map(({ value }) => value));
  const columns: Column<Count>[] = [
    {
      key: 'label',
      head,
      cell: ({ label, filter }) =>
        code && filter ? markup`<a href="${previewLink(code, { filters: [filter] })}">${label}</a>` : label,
    },
    { key: 'value', head: t('look.rows'), numeric: true, cell: ({ value }) => format.number(value) },
    {
      key: 'share',
      head: t('look.share'),
      numeric: true,
      cell: ({ value }) => format.percent(rows === 0 ? 0 : value / rows),
    },
    {
      key: 'bar',
      head: '',
      minor: true,
      cell: ({ value }) =>
        markup`<span class="${css('count-bar')}" style="inline-size:${((value / most) * 100).toFixed(1)}%" aria-hidden="true"></span>`,
    },
  ];
  return (
    <Table caption={caption} captionUnseen columns={columns} rows={counts} rowKey={({ label }) => label} />
  );
}
