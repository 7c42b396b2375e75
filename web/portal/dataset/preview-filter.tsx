import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import styles from './dataset.module.css';
import { COMPARISONS, exampleCondition, type PreviewQuery } from './preview-query.ts';

const css = classesOf(styles);
const LONGEST_CONDITION = 2000;

interface FilterProps {
  dataset: DatasetView;
  query: PreviewQuery;
  /** Why the rows could not be read. */
  problem: ProblemView | undefined;
}

/** One comparison, or a condition in the expression language, as plain forms; what was written stays, also when wrong. */
export function PreviewFilter({ dataset, query, problem }: FilterProps) {
  const t = useT();
  const wrong = problem?.place?.part === 'where' ? problem : undefined;
  const opened = query.typed !== '' || wrong !== undefined;
  const { where } = query;
  return (
    <div className={css('filter-line')}>
      <details className={css('filter')} open={opened}>
        <summary>
          <Icon name="filter" /> {t('dataset.filter')}
        </summary>
        <Comparing dataset={dataset} query={query} error={query.typed === '' ? wrong?.detail : undefined} />
        <Expressing dataset={dataset} query={query} error={query.typed === '' ? undefined : wrong?.detail} />
      </details>
      {where !== undefined && (
        <p className={css('condition')}>
          {t('dataset.filter-now')}{' '}
          {wrong?.place ? <Marked text={where} position={wrong.place.position} /> : <code>{where}</code>}{' '}
          <Link to={`/datasets/${dataset.code}#preview`}>{t('dataset.filter-clear')}</Link>
        </p>
      )}
    </div>
  );
}

interface FormProps extends Pick<FilterProps, 'dataset' | 'query'> {
  error: string | undefined;
}

const Sorted = ({ sort }: PreviewQuery) => (sort ? <input type="hidden" name="sort" value={sort} /> : null);

function Comparing({ dataset: { code, fields }, query, error }: FormProps) {
  const t = useT();
  return (
    <form action={`/datasets/${code}#preview`} method="get" className={css('filter-form')}>
      <Sorted {...query} />
      <Select
        label={t('dataset.filter-field')}
        name="field"
        defaultValue={query.field}
        options={fields.map(({ name, label }) => ({ value: name, label: label || name }))}
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
        error={error}
      />
      <Button>{t('dataset.filter-apply')}</Button>
    </form>
  );
}

function Expressing({ dataset: { code, fields }, query, error }: FormProps) {
  const t = useT();
  const example = exampleCondition(fields);
  return (
    <form action={`/datasets/${code}#preview`} method="get" className={css('expression-form')}>
      <Sorted {...query} />
      <TextField
        label={t('dataset.filter-expression')}
        hint={
          <>
            {example !== undefined && t('dataset.filter-example', { example })}{' '}
            <Link to="/developers">{t('dataset.filter-language')}</Link>
          </>
        }
        name="where"
        defaultValue={query.typed}
        maxLength={LONGEST_CONDITION}
        spellCheck={false}
        error={error}
      />
      <Button>{t('dataset.filter-express')}</Button>
    </form>
  );
}

/** The condition with the character at which it went wrong, or its end. */
function Marked({ text, position }: { text: string; position: number }) {
  const characters = Array.from(text);
  return (
    <code>
      {characters.slice(0, position - 1).join('')}
      <mark className={css('wrong')}>{characters[position - 1] ?? '␣'}</mark>
      {characters.slice(position).join('')}
    </code>
  );
}
