import type { OutputOf } from '../../../rules/api/operation.ts';
import type { DatasetView, FieldProfile, getProfile } from '../../../rules/datasets/datasets.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Section } from '../section.tsx';
import { columnAddress } from './column-address.ts';
import styles from './dataset.module.css';
import { isOrdered } from './field-kinds.ts';

const css = classesOf(styles);

/** A page of hundreds of columns would be nobody's to read; all of them are in the file. */
const SHOWN_FIELDS = 60;

interface StatisticsProps {
  dataset: DatasetView;
  profile: OutputOf<typeof getProfile>;
}

/** Each column in a line, over the whole table; it leads to the column's own page. */
export function StatisticsSection({ dataset, profile }: StatisticsProps) {
  const t = useT();
  const shown = profile.fields.slice(0, SHOWN_FIELDS);
  const more = profile.fields.length - shown.length;
  const file = `/api/v1/datasets/${dataset.code}/profile`;
  return (
    <Section
      id="statistics"
      title={t('look.statistics')}
      aside={<a href={file}>{t('look.statistics-file')}</a>}
      folds
    >
      <p className={css('quiet')}>{t('look.statistics-note', { rows: profile.rows })}</p>
      <ul className={css('columns')}>
        {shown.map((field) => (
          <li key={field.name}>
            <ColumnLine code={dataset.code} field={field} rows={profile.rows} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={css('quiet')}>{t('look.statistics-more', { count: more })}</p>}
    </Section>
  );
}

function ColumnLine({ code, field, rows }: { code: string; field: FieldProfile; rows: number }) {
  const t = useT();
  const format = useFormat();
  const { label, name, type, unit, nulls, distinct, min, max } = field;
  const range = isOrdered(type) && min !== null && max !== null ? t('design.column.range', { min, max }) : '';
  return (
    <a className={css('column')} href={columnAddress(code, name)}>
      <b>{label || name}</b>
      <span>{format.list([t(`fieldType.${type}`), unit])}</span>
      <span>{range || t('design.column.distinct', { count: distinct })}</span>
      <span>
        {nulls === 0
          ? t('design.column.no-nulls')
          : t('design.column.nulls', { share: format.percent(nulls / Math.max(1, rows)), count: nulls })}
      </span>
    </a>
  );
}
