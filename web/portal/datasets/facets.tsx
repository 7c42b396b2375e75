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
import { chosenFilters, type FilterName } from './datasets-query.ts';
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
        {(['openClass', 'domain', 'publisher', 'updateFrequency'] as const).map((name) => (
          <Facet key={name} title={t(`datasets.filter.${name}`)} names={[name]} {...props} />
        ))}
        <Facet title={t('datasets.filter.can')} names={['hasApi', 'hasMap']} {...props} />
        {(['format', 'tag', 'scenario'] as const).map((name) => (
          <Facet key={name} title={t(`datasets.filter.${name}`)} names={[name]} {...props} />
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
    if (name === 'tag') return value;
    if (name === 'format') return FORMAT_NAMES[value] ?? value;
    const key = name === 'scenario' ? `condition.value.${value}` : `${name}.${value}`;
    return isMessageKey(key) ? t(key) : value;
  };
}

/** Formats that people ask for by name; the interface has them all. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  csv: 'CSV',
  xlsx: 'Excel',
  json: 'JSON',
  geojson: 'GeoJSON',
  shp: 'Shapefile',
  parquet: 'Parquet',
};
/** Keywords and uses that are offered: the commonest. */
const MOST_OFFERED = 6;

interface Offered {
  name: FilterName;
  value: string;
  count: number;
}

/** What can be chosen of a filter, what is chosen among it even where nothing fits. */
function offeredOf(name: FilterName, { facets, search }: FacetsProps): Offered[] {
  const chosen = search.get(name);
  const values = facets[name].filter(({ value }) => isOffered(name, value));
  const most = name === 'tag' || name === 'scenario' ? MOST_OFFERED : values.length;
  const shown = values.slice(0, most).map((each) => ({ name, ...each }));
  if (!chosen || shown.some(({ value }) => value === chosen)) return shown;
  const count = facets[name].find(({ value }) => value === chosen)?.count ?? 0;
  return [{ name, value: chosen, count }, ...shown];
}

function isOffered(name: FilterName, value: string): boolean {
  if (name === 'hasApi' || name === 'hasMap') return value === 'true';
  return name !== 'format' || value in FORMAT_NAMES;
}

function Facet({ title, names, ...props }: FacetsProps & { title: string; names: readonly FilterName[] }) {
  const offered = names.flatMap((name) => offeredOf(name, props));
  if (offered.length === 0) return null;
  const id = `facet-${names.join('-')}`;
  return (
    <section className={css('facet')} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {offered.map((each) => (
          <Choice key={each.name + each.value} offered={each} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Choice({ offered: { name, value, count }, publishers, search }: FacetsProps & { offered: Offered }) {
  const t = useT();
  const words = useFacetWords({ publishers });
  const isChosen = value === search.get(name);
  return (
    <li>
      <Link
        to={linkWith('/datasets', search, { [name]: isChosen ? null : value, cursor: null })}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={css('box')} aria-hidden="true" />
        {name === 'openClass' && <OpenClassSquare value={value} />}
        <span>{words(name, value)}</span>
        {isChosen && <span className={css('unseen')}>{t('datasets.remove')}</span>}
        <span className={css('count')}>{count}</span>
      </Link>
    </li>
  );
}

function OpenClassSquare({ value }: { value: string }) {
  const kind = OPEN_CLASSES.find((known) => known === value);
  return kind ? <ClassSquare kind={kind} /> : null;
}
