import { Link } from 'react-router';
import { isMessageKey } from '../../../locales/index.ts';
import type { PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import type { DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import { OPEN_CLASSES } from '../../../rules/datasets/list-entry.schema.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { linkWith } from '../../app/query-string.ts';
import { ClassSquare } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { Icon } from '../../design/icon.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { publisherName } from '../dataset-mark.ts';
import styles from './datasets.module.css';
import { chosenFilters, FILTERS, type FilterName } from './datasets-query.ts';
import { KeptInputs } from './kept-inputs.tsx';

const css = classesOf(styles);

export interface FacetsProps {
  facets: DatasetPage['facets'];
  publishers: readonly PublicBodyView[];
  search: URLSearchParams;
}

/** A rail beside the results; on narrow pages a sheet, opened by one button that says how many filters are set. */
export function Facets(props: FacetsProps) {
  const t = useT();
  const { search } = props;
  const set = chosenFilters(search).length + (search.get('field') ? 1 : 0);
  return (
    <aside className={css('rail')} aria-label={t('datasets.filters')}>
      <button type="button" className={css('open')} popoverTarget="filters">
        <Icon name="filter" /> {set > 0 ? t('datasets.filters-count', { count: set }) : t('datasets.filters')}
      </button>
      <div id="filters" popover="auto" className={css('facets')}>
        <p className={css('sheet-head')}>
          <b>{t('datasets.filters')}</b>
          <button type="button" popoverTarget="filters" popoverTargetAction="hide">
            <Icon name="cross" label={t('find.close')} />
          </button>
        </p>
        {FILTERS.map((name) => (
          <Facet key={name} name={name} {...props} />
        ))}
        <FieldSearch search={search} />
      </div>
    </aside>
  );
}

/** Only datasets that have such a field. */
function FieldSearch({ search }: { search: URLSearchParams }) {
  const t = useT();
  return (
    <form className={css('facet', 'by-field')} action="/datasets" method="get">
      <label htmlFor="by-field">{t('find.field')}</label>
      <input
        id="by-field"
        name="field"
        defaultValue={search.get('field') ?? ''}
        placeholder={t('find.field-hint')}
        maxLength={100}
      />
      <KeptInputs search={search} own="field" />
      <button>{t('find.field-find')}</button>
    </form>
  );
}

/** What a value of a filter is called. */
export function useFacetWords({
  publishers,
}: Pick<FacetsProps, 'publishers'>): (name: FilterName, value: string) => string {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(usePage());
  return (name, value) => {
    if (name === 'domain') return domainName(profile, value, language);
    if (name === 'publisher') {
      const body = publishers.find(({ code }) => code === value);
      return body ? publisherName({ publisher: body }, language) : value;
    }
    const key = `${name}.${value}`;
    return isMessageKey(key) ? t(key) : value;
  };
}

function Facet({ name, facets, publishers, search }: FacetsProps & { name: FilterName }) {
  const t = useT();
  const words = useFacetWords({ publishers });
  const chosen = search.get(name);
  const values = facets[name];
  if (values.length === 0 && !chosen) return null;
  const shown = values.length > 0 ? values : [{ value: chosen ?? '', count: 0 }];
  return (
    <section className={css('facet')} aria-labelledby={`facet-${name}`}>
      <h2 id={`facet-${name}`}>{t(`datasets.filter.${name}`)}</h2>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <Link
              to={linkWith('/datasets', search, { [name]: value === chosen ? null : value, cursor: null })}
              aria-current={value === chosen ? 'true' : undefined}
            >
              <span className={css('box')} aria-hidden="true" />
              {name === 'openClass' && <OpenClassSquare value={value} />}
              <span>{words(name, value)}</span>
              {value === chosen && <span className={css('unseen')}>{t('datasets.remove')}</span>}
              <span className={css('count')}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenClassSquare({ value }: { value: string }) {
  const kind = OPEN_CLASSES.find((known) => known === value);
  return kind ? <ClassSquare kind={kind} /> : null;
}
