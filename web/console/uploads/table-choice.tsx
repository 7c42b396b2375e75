import type { Reading } from '../../../rules/reading/reading.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { CORRECTIONS } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** Which of the tables of a file is read: sheets, files of an archive, layers. */
export function TableChoice({ reading, correctable }: { reading: Reading; correctable: boolean }) {
  const t = useT();
  const { table, tables } = reading;
  if (tables.length < 2) return null;
  return (
    <Part
      title={t('console.reading.table')}
      count={t('console.reading.tables-count', { count: tables.length })}
      aside={t('console.reading.one-each')}
    >
      <fieldset key={table} className={css('options')} disabled={!correctable}>
        <legend className={css('unseen')}>{t('console.reading.table')}</legend>
        <ShownAs name="table" value={String(table)} />
        {tables.map(({ number, name, rows }) => (
          <label key={number} className={css('option')}>
            <input
              type="radio"
              name="table"
              value={number}
              form={CORRECTIONS}
              defaultChecked={number === table}
            />
            <span>{name}</span>
            <span className={css('option-effect')}>{t('console.reading.count-rows', { count: rows })}</span>
          </label>
        ))}
      </fieldset>
    </Part>
  );
}
