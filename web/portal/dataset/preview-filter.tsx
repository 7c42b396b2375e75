import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import styles from './dataset.module.css';
import { COMPARISONS, type PreviewQuery } from './preview-query.ts';

const css = classesOf(styles);

/** One comparison, as a plain form; the expression that it makes is shown, to be taken along to the interface. */
export function PreviewFilter({ dataset, query }: { dataset: DatasetView; query: PreviewQuery }) {
  const t = useT();
  const path = `/datasets/${dataset.code}`;
  return (
    <div className={css('filter-line')}>
      <details className={css('filter')}>
        <summary>
          <Icon name="filter" /> {t('dataset.filter')}
        </summary>
        <form action={`${path}#preview`} method="get" className={css('filter-form')}>
          {query.sort && <input type="hidden" name="sort" value={query.sort} />}
          <Select
            label={t('dataset.filter-field')}
            name="field"
            defaultValue={query.field}
            options={dataset.fields.map(({ name, label }) => ({ value: name, label: label || name }))}
          />
          <Select
            label={t('dataset.filter-is')}
            name="is"
            defaultValue={query.is}
            options={COMPARISONS.map((value) => ({ value, label: t(`dataset.filter.${value}`) }))}
          />
          <TextField
            label={t('dataset.filter-value')}
            name="value"
            defaultValue={query.value}
            maxLength={200}
          />
          <Button>{t('dataset.filter-apply')}</Button>
        </form>
      </details>
      {query.where !== undefined && (
        <p className={css('condition')}>
          {t('dataset.filter-now')} <code>{query.where}</code>{' '}
          <Link to={`${path}#preview`}>{t('dataset.filter-clear')}</Link>
        </p>
      )}
    </div>
  );
}
