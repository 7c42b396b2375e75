import { Link } from 'react-router';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import { ROW_CHOICES } from '../../../rules/reading/remedies-row-role.ts';
import type { SampleRow } from '../../../rules/uploads/uploads.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { cellChange } from './cell-change.ts';
import { headSpans } from './head-spans.ts';
import { control, CORRECTIONS } from './reading-choices.ts';
import { HEAD_DATA, STEP } from './shown-rows.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);
// A frame that scrolls must take the focus (WCAG 2.1.1), which the lint rule knows only of widgets.
const SCROLLED_BY_KEYS = { role: 'region', tabIndex: 0 };
/** Of a very wide table, so many columns are looked at here; all of them are listed below. */
const SHOWN_COLUMNS = 40;

interface RowsProps {
  reading: Reading;
  rows: readonly SampleRow[];
  correctable: boolean;
  /** The first row that was asked for; null: the telling ones are shown. */
  from: number | null;
}

/** The file as it was, beside what was understood; rows answer to each other by their number. */
export function RowsBeside({ reading, rows, correctable, from }: RowsProps) {
  const t = useT();
  return (
    <div className={css('beside')} id="rows">
      <Part
        title={t('console.reading.as-it-was')}
        count={correctable ? t('console.reading.role-note') : undefined}
        aside={<Turn reading={reading} from={from} />}
      >
        <AsItWas rows={rows} reading={reading} correctable={correctable} from={from} />
      </Part>
      <div className={css('wide-only')}>
        <Part
          title={t('console.reading.understood')}
          aside={t('console.reading.understood-note', {
            rows: reading.rows,
            columns: reading.columns.length,
          })}
        >
          <AsUnderstood rows={rows} reading={reading} />
          <p className={css('quiet')}>{t('console.reading.tinted')}</p>
        </Part>
      </div>
    </div>
  );
}

/** To earlier and later rows, and back to the telling ones. */
function Turn({ reading, from }: { reading: Reading; from: number | null }) {
  const t = useT();
  const { totalRows } = reading.plan;
  const to = (row: number): string => `?from=${String(row)}#rows`;
  if (from === null) return totalRows > STEP && <Link to={to(1)}>{t('console.reading.row-by-row')}</Link>;
  return (
    <span className={css('turn')}>
      {from > 1 && <Link to={to(Math.max(1, from - STEP))}>{t('console.reading.earlier')}</Link>}
      {from + STEP <= totalRows && <Link to={to(from + STEP)}>{t('console.reading.later')}</Link>}
      <Link to="?#rows">{t('console.reading.telling-rows')}</Link>
    </span>
  );
}

const hasGapBefore = (rows: readonly SampleRow[], place: number): boolean => {
  const [before, here] = [rows[place - 1], rows[place]];
  return before !== undefined && here !== undefined && here.number > before.number + 1;
};

const ENOUGH = 2;

/** Of the first rows of data, which are all alike, a phone shows only some. */
const isFurther = ({ preambleRows, headerRows }: Reading, row: number, from: number | null): boolean => {
  const place = row - preambleRows - headerRows;
  return from === null && place > ENOUGH && place <= HEAD_DATA;
};

function AsItWas({ rows, reading, correctable, from }: RowsProps) {
  const t = useT();
  const width = Math.min(SHOWN_COLUMNS, Math.max(1, ...rows.map(({ cells }) => cells.length)));
  return (
    <div className={css('sheet')} aria-label={t('console.reading.as-it-was')} {...SCROLLED_BY_KEYS}>
      <table className={css('raw')}>
        <thead>
          <tr>
            <th scope="col">{t('console.reading.row')}</th>
            <th scope="col">{t('console.reading.role')}</th>
            <th scope="col" colSpan={width}>
              {t('console.reading.cells')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr
              key={row.number}
              className={css(
                `row-${row.role}`,
                hasGapBefore(rows, place) && 'skipped',
                isFurther(reading, row.number, from) && 'further',
              )}
            >
              <th scope="row">{row.number}</th>
              <td className={css('role')}>
                <RoleOf row={row} correctable={correctable && isSettable(row)} />
              </td>
              <Cells row={row} reading={reading} width={width} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A blank row inside the table has no other role than to be passed over. */
const isSettable = ({ role, cells }: SampleRow): boolean =>
  role !== 'leftOut' || cells.some((cell) => cell !== '');

function RoleOf({ row: { number, role }, correctable }: { row: SampleRow; correctable: boolean }) {
  const t = useT();
  if (!correctable) return t(`console.row-role.${role}`);
  const name = control.role(number);
  return (
    <>
      <ShownAs name={name} value={role} />
      <select
        key={role}
        className={css('role-select')}
        name={name}
        form={CORRECTIONS}
        defaultValue={role}
        aria-label={t('console.reading.role-of', { row: number })}
      >
        {ROW_CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {t(`console.row-role.${choice}`)}
          </option>
        ))}
      </select>
    </>
  );
}

function Cells({ row, reading, width }: { row: SampleRow; reading: Reading; width: number }) {
  const shown = row.cells.slice(0, width);
  // A title stands alone in its row: the empty cells after it are nothing to look at.
  if (row.role === 'preamble' || row.role === 'footer') {
    return <td colSpan={width}>{shown.filter(Boolean).join('　')}</td>;
  }
  if (row.role === 'header') {
    const isLast = row.number === reading.preambleRows + reading.headerRows;
    return headSpans(shown, width, isLast).map(({ text, span, place }) => (
      <td key={place} colSpan={span}>
        {text}
      </td>
    ));
  }
  return Array.from({ length: width }, (_, place) => (
    <DataCell key={place} row={row} reading={reading} place={place} />
  ));
}

/** On a phone the cell stands under its column's name, with what it became. */
function DataCell({ row, reading, place }: { row: SampleRow; reading: Reading; place: number }) {
  const t = useT();
  const change = cellChange(row, place, reading);
  const column = reading.columns[place];
  const became = row.typed[place] ?? t('console.reading.null');
  return (
    <td className={css(change !== 'same' && 'changed')} data-label={column?.name ?? ''}>
      <span>
        {row.cells[place] ?? ''}
        {change !== 'same' && <span className={css('became')}> → {became}</span>}
      </span>
    </td>
  );
}

function AsUnderstood({ rows, reading }: Pick<RowsProps, 'rows' | 'reading'>) {
  const t = useT();
  const format = useFormat();
  const read = rows.filter(({ role }) => role === 'data');
  const columns = reading.columns.slice(0, SHOWN_COLUMNS);
  const more = reading.columns.length - columns.length;
  return (
    <div className={css('sheet')} aria-label={t('console.reading.understood')} {...SCROLLED_BY_KEYS}>
      <table className={css('typed')}>
        <thead>
          <tr>
            <th scope="col">{t('console.reading.row')}</th>
            {columns.map(({ name, type, unit }) => (
              <th key={name} scope="col">
                {name}
                <span>{format.list([t(`fieldType.${type}`), unit ?? ''].filter(Boolean))}</span>
              </th>
            ))}
            {more > 0 && <th scope="col">{t('console.reading.more-columns', { count: more })}</th>}
          </tr>
        </thead>
        <tbody>
          {read.map((row, place) => (
            <tr key={row.number} className={css(hasGapBefore(read, place) && 'skipped')}>
              <th scope="row">{row.number}</th>
              {columns.map(({ name, type }, column) => (
                <td
                  key={name}
                  className={css(
                    cellChange(row, column, reading) !== 'same' && 'changed',
                    (type === 'integer' || type === 'decimal') && 'number',
                  )}
                >
                  {row.typed[column] ?? <span className={css('null')}>{t('console.reading.null')}</span>}
                </td>
              ))}
              {more > 0 && <td>…</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
