import { Link } from 'react-router';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { SampleRow, UploadView } from '../../../rules/uploads/uploads.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { cellChange } from './cell-change.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);
// A frame that scrolls must take the focus (WCAG 2.1.1), which the lint rule knows only of widgets.
const SCROLLED_BY_KEYS = { role: 'region', tabIndex: 0 };
const STEP = 14;

interface RowsBesideProps {
  upload: UploadView;
  reading: Reading;
  rows: readonly SampleRow[];
  offset: number;
}

/** The file as it was, beside what was understood; rows answer to each other by their number. */
export function RowsBeside({ upload, reading, rows, offset }: RowsBesideProps) {
  const t = useT();
  return (
    <div className={css('beside')} id="rows">
      <Part
        title={t('console.reading.as-it-was')}
        aside={<Turn uploadId={upload.id} reading={reading} offset={offset} />}
      >
        <AsItWas rows={rows} reading={reading} />
      </Part>
      <Part
        title={t('console.reading.understood')}
        aside={t('console.reading.understood-note', { rows: reading.rows, columns: reading.columns.length })}
      >
        <AsUnderstood rows={rows} reading={reading} />
        <p className={css('quiet')}>{t('console.reading.tinted')}</p>
      </Part>
    </div>
  );
}

/** To earlier and later rows, and back to the first. */
function Turn({ uploadId, reading, offset }: { uploadId: string; reading: Reading; offset: number }) {
  const t = useT();
  const { totalRows } = reading.plan;
  const to = (from: number): string => `/console/uploads/${uploadId}?from=${String(from)}#rows`;
  return (
    <span className={css('turn')}>
      {offset > 0 && <Link to={to(Math.max(1, offset + 1 - STEP))}>{t('console.reading.earlier')}</Link>}
      {offset + STEP < totalRows && <Link to={to(offset + 1 + STEP)}>{t('console.reading.later')}</Link>}
    </span>
  );
}

const hasGapBefore = (rows: readonly SampleRow[], place: number): boolean => {
  const [before, here] = [rows[place - 1], rows[place]];
  return before !== undefined && here !== undefined && here.number > before.number + 1;
};

function AsItWas({ rows, reading }: { rows: readonly SampleRow[]; reading: Reading }) {
  const t = useT();
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
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
            <tr key={row.number} className={css(`row-${row.role}`, hasGapBefore(rows, place) && 'skipped')}>
              <th scope="row">{row.number}</th>
              <td className={css('role')}>{t(`console.row-role.${row.role}`)}</td>
              <Cells row={row} reading={reading} width={width} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ row, reading, width }: { row: SampleRow; reading: Reading; width: number }) {
  // A title stands alone in its row: the empty cells after it are nothing to look at.
  const filled = row.cells.findLastIndex((cell) => cell !== '') + 1;
  if (row.role === 'preamble' || row.role === 'footer') {
    return <td colSpan={width}>{row.cells.slice(0, filled).filter(Boolean).join('　')}</td>;
  }
  return Array.from({ length: width }, (_, place) => (
    <td key={place} className={css(cellChange(row, place, reading) !== 'same' && 'changed')}>
      {row.cells[place] ?? ''}
    </td>
  ));
}

function AsUnderstood({ rows, reading }: { rows: readonly SampleRow[]; reading: Reading }) {
  const t = useT();
  const format = useFormat();
  const read = rows.filter(({ role }) => role === 'data');
  return (
    <div className={css('sheet')} aria-label={t('console.reading.understood')} {...SCROLLED_BY_KEYS}>
      <table className={css('typed')}>
        <thead>
          <tr>
            <th scope="col">{t('console.reading.row')}</th>
            {reading.columns.map(({ name, type, unit }) => (
              <th key={name} scope="col">
                {name}
                <span>{format.list([t(`fieldType.${type}`), unit ?? ''])}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {read.map((row, place) => (
            <tr key={row.number} className={css(hasGapBefore(read, place) && 'skipped')}>
              <th scope="row">{row.number}</th>
              {reading.columns.map(({ name, type }, column) => (
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
