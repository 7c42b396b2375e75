import { useRef } from 'react';
import { Form, Link, useNavigate } from 'react-router';
import { rolesIn, type MapCell, type MapRole } from '../../../rules/reading/file-map.ts';
import type { Reading } from '../../../rules/reading/reading.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { useScripts } from '../use-scripts.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);
const PAUSE_MS = 250;

interface StripProps {
  reading: Reading;
  cells: readonly MapCell[];
  /** The first row that the page shows. */
  from: number;
}

/** The whole file in one strip, first row to last; moving along it shows the rows of that place. */
export function FileMapStrip({ reading, cells, from }: StripProps) {
  const t = useT();
  const format = useFormat();
  const { totalRows } = reading.plan;
  const rowsInCell = (cells[0]?.to ?? 1) - (cells[0]?.from ?? 1) + 1;
  return (
    <Part title={t('console.reading.map')} aside={<Described reading={reading} />}>
      <div className={css('strip-frame')}>
        <div
          className={css('strip')}
          role="img"
          aria-label={t('console.reading.map-label', {
            total: totalRows,
            data: reading.rows,
            preamble: reading.preambleRows,
            header: reading.headerRows,
            footer: reading.footerRows,
          })}
        >
          {cells.map(({ role, from: first }) => (
            <span key={first} className={css('strip-cell', `role-${role}`)} />
          ))}
        </div>
        {totalRows > 1 && <Jump key={from} from={from} total={totalRows} step={rowsInCell} />}
      </div>
      <div className={css('key')}>
        <span>{t('console.reading.map-key', { rows: rowsInCell, total: format.number(totalRows) })}</span>
        {rolesIn(cells).map((role) => (
          <RoleKey key={role} role={role} first={cells.find((cell) => cell.role === role)?.from ?? 1} />
        ))}
      </div>
    </Part>
  );
}

/** To the rows of a place in the file: a slider over the strip. */
function Jump({ from, total, step }: { from: number; total: number; step: number }) {
  const t = useT();
  const navigate = useNavigate();
  const scripts = useScripts();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const go = (row: string): void => {
    if (waiting.current) clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void navigate(`?from=${row}`, { preventScrollReset: true }), PAUSE_MS);
  };
  return (
    <Form method="get" className={css('jump')}>
      <input
        className={css('jump-range')}
        type="range"
        name="from"
        min={1}
        max={total}
        step={step}
        defaultValue={from}
        aria-label={t('console.reading.jump')}
        onChange={(event) => go(event.currentTarget.value)}
      />
      {!scripts && <Button small>{t('console.reading.jump-go')}</Button>}
    </Form>
  );
}

function RoleKey({ role, first }: { role: MapRole; first: number }) {
  const t = useT();
  const sign = <span className={css('strip-cell', 'key-cell', `role-${role}`)} />;
  const words = t(`console.row-role.${role}`);
  return (
    <span className={css('key-item')}>
      {sign}
      {role === 'data' ? words : <Link to={`?from=${String(first)}#rows`}>{words}</Link>}
    </span>
  );
}

/** Format, encoding, delimiter in one line: how the bytes became rows. */
function Described({ reading }: { reading: Reading }) {
  const t = useT();
  const format = useFormat();
  const { encoding, dialect, table, tables } = reading;
  if (dialect.delimiter === '') {
    const name = tables.find(({ number }) => number === table)?.name ?? '';
    return t('console.reading.sheet-of', { name, table, tables: tables.length });
  }
  const guessed = reading.warnings.some(({ code }) => code === 'encoding-guessed');
  return format.list([
    t(guessed ? 'console.reading.encoding-guessed' : 'console.reading.encoding-is', {
      encoding: encoding.toUpperCase(),
    }),
    t('console.reading.delimiter-is', {
      delimiter: dialect.delimiter === '\t' ? '⇥' : dialect.delimiter,
    }),
    t('console.reading.newline-is', { newline: dialect.newline.toUpperCase() }),
  ]);
}
