import { Link } from 'react-router';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { Chips } from '../../design/chips.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import styles from './dataset.module.css';
import {
  COMPARISONS,
  exampleCondition,
  parametersOf,
  previewLink,
  type Asked,
  type FieldFilter,
  type PreviewQuery,
} from './preview-query.ts';
import { SEARCH_LIMITS, textFields } from './search-condition.ts';

const css = classesOf(styles);
const LONGEST_CONDITION = 2000;

interface FilterProps {
  dataset: DatasetView;
  query: PreviewQuery;
  /** Why the rows could not be read. */
  problem: ProblemView | undefined;
}

/** Words, comparisons, or a condition in the expression language, as plain forms; what was written stays, also when wrong. */
export function PreviewFilter({ dataset, query, problem }: FilterProps) {
  const t = useT();
  const wrong = problem?.place?.part === 'where' ? problem : undefined;
  const opened = query.typed !== '' || wrong !== undefined;
  const mistyped = query.typed === '' ? undefined : wrong?.detail;
  return (
    <div className={css('filter-line')}>
      {textFields(dataset.fields).length > 0 && <Words dataset={dataset} query={query} />}
      <details className={css('filter')} open={opened}>
        <summary>
          <Icon name="filter" /> {t('dataset.filter')}
        </summary>
        <Comparing dataset={dataset} query={query} error={query.typed === '' ? wrong?.detail : undefined} />
        <Expressing dataset={dataset} query={query} error={mistyped} />
      </details>
      <RowChips dataset={dataset} query={query} />
      {query.where !== undefined && (
        <p className={css('condition')}>
          {t('dataset.filter-now')}{' '}
          {wrong?.place ? (
            <Marked text={query.where} position={wrong.place.position} />
          ) : (
            <code>{query.where}</code>
          )}{' '}
          <Link to={previewLink(dataset.code, {})}>{t('dataset.filter-clear')}</Link>
        </p>
      )}
    </div>
  );
}

/** What else was asked for goes along with a form; the page begins anew. */
const Kept = (asked: Partial<Omit<Asked, 'cursor'>>) =>
  parametersOf(asked).map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ));

type AskedOf = Pick<FilterProps, 'dataset' | 'query'>;

/** One box for words anywhere in the table. */
function Words({ dataset: { code, fields }, query: { words, searched, filters, typed, sort } }: AskedOf) {
  const t = useT();
  const all = textFields(fields).length;
  return (
    <form action={`/datasets/${code}#preview`} method="get" role="search" className={css('words-form')}>
      <Kept {...{ filters, typed, sort }} />
      <label className={css('words')}>
        <span className={css('unseen')}>{t('look.words')}</span>
        <input
          type="search"
          name="q"
          defaultValue={words}
          placeholder={t('look.words')}
          maxLength={SEARCH_LIMITS.characters}
        />
      </label>
      <Button small>{t('look.words-find')}</Button>
      {searched > 0 && searched < all && (
        <p className={css('quiet')}>{t('look.words-part', { searched, all })}</p>
      )}
    </form>
  );
}

/** Each thing that narrows the rows, and a way to take it off alone. */
function RowChips({ dataset: { code, fields }, query }: AskedOf) {
  const t = useT();
  const { words, filters, typed, sort } = query;
  const labels = new Map(fields.map(({ name, label }) => [name, label || name]));
  const said = ({ field, is, value }: FieldFilter): string =>
    [labels.get(field), t(`dataset.filter.${is}`), is === 'empty' ? '' : value].filter(Boolean).join(' ');
  const chips = [
    ...(words === '' ? [] : [{ text: t('look.chip-words', { words }), without: { filters, typed, sort } }]),
    ...filters.map((filter, place) => ({
      text: said(filter),
      without: { words, typed, sort, filters: filters.filter((_, other) => other !== place) },
    })),
    ...(typed === '' ? [] : [{ text: typed, without: { words, filters, sort } }]),
  ].map(({ text, without }) => ({ text, to: previewLink(code, without) }));
  // The condition alone stands beneath, with a link of its own.
  if (chips.length < 2 && typed !== '') return null;
  return <Chips label={t('look.chips')} off={t('find.chip-off')} chips={chips} />;
}

interface FormProps extends AskedOf {
  error: string | undefined;
}

function Comparing({ dataset: { code, fields }, query: { words, filters, typed, sort }, error }: FormProps) {
  const t = useT();
  // What was sent wrongly comes back to be mended; what was right stands as a chip.
  const last = error === undefined ? undefined : filters.at(-1);
  const kept = last ? filters.slice(0, -1) : filters;
  return (
    <form action={`/datasets/${code}#preview`} method="get" className={css('filter-form')}>
      <Kept {...{ words, typed, sort }} filters={kept} />
      <Select
        label={t('dataset.filter-field')}
        name="field"
        defaultValue={last?.field}
        options={fields.map(({ name, label }) => ({ value: name, label: label || name }))}
      />
      <Select
        label={t('dataset.filter-is')}
        name="is"
        defaultValue={last?.is}
        options={COMPARISONS.map((value) => ({ value, label: t(`dataset.filter.${value}`) }))}
      />
      <TextField
        label={t('dataset.filter-value')}
        name="value"
        defaultValue={last?.value}
        maxLength={200}
        error={error}
      />
      <Button>{t('dataset.filter-apply')}</Button>
    </form>
  );
}

function Expressing({ dataset: { code, fields }, query: { words, filters, typed, sort }, error }: FormProps) {
  const t = useT();
  const example = exampleCondition(fields);
  return (
    <form action={`/datasets/${code}#preview`} method="get" className={css('expression-form')}>
      <Kept {...{ words, filters, sort }} />
      <TextField
        label={t('dataset.filter-expression')}
        hint={
          <>
            {example !== undefined && t('dataset.filter-example', { example })}{' '}
            <Link to="/developers">{t('dataset.filter-language')}</Link>
          </>
        }
        name="where"
        defaultValue={typed}
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
