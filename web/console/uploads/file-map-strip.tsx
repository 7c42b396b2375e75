import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { fileMap, rolesIn } from './file-map.ts';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** The whole file in one strip, first row to last; the rarest role of a cell's rows shows. */
export function FileMapStrip({ reading, choices }: { reading: Reading; choices: ReadingChoices }) {
  const t = useT();
  const format = useFormat();
  const cells = fileMap(reading, choices);
  const rowsInCell = (cells[0]?.to ?? 1) - (cells[0]?.from ?? 1) + 1;
  return (
    <Part title={t('console.reading.map')} aside={<Described reading={reading} />}>
      <div
        className={css('strip')}
        role="img"
        aria-label={t('console.reading.map-label', {
          total: reading.plan.totalRows,
          data: reading.rows,
          preamble: reading.preambleRows,
          header: reading.headerRows,
          footer: reading.footerRows,
        })}
      >
        {cells.map(({ role, from }) => (
          <span key={from} className={css('strip-cell', `role-${role}`)} />
        ))}
      </div>
      <p className={css('key')}>
        <span>
          {t('console.reading.map-key', { rows: rowsInCell, total: format.number(reading.plan.totalRows) })}
        </span>
        {rolesIn(cells).map((role) => (
          <span key={role} className={css('key-item')}>
            <span className={css('strip-cell', 'key-cell', `role-${role}`)} />
            {t(`console.row-role.${role}`)}
          </span>
        ))}
      </p>
    </Part>
  );
}

/** Format, encoding, delimiter in one line: how the bytes became rows. */
function Described({ reading }: { reading: Reading }) {
  const t = useT();
  const format = useFormat();
  const { encoding, dialect, table, tables } = reading;
  if (reading.format === 'xlsx') {
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
