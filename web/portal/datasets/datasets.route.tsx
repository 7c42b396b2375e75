import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { listPublishers, type PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import { listDatasets, type DatasetPage } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Pagination } from '../../design/navigation.tsx';
import { SearchBox } from '../search-box.tsx';
import styles from './datasets.module.css';
import { FilterChips } from './chips.tsx';
import { chosenFilters, readQuery, sortOf } from './datasets-query.ts';
import { Facets } from './facets.tsx';
import { Follow } from './follow.tsx';
import { KeptInputs } from './kept-inputs.tsx';
import { ListDownloads } from './list-downloads.tsx';
import { ResultRow } from './result-row.tsx';
import { DidYouMean, Elsewhere, NothingFound } from './search-help.tsx';
import { SortLinks } from './sort-links.tsx';

const css = classesOf(styles);

interface DatasetsData {
  page: DatasetPage;
  publishers: PublicBodyView[];
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<DatasetsData> {
  const query = readQuery(new URL(request.url).searchParams);
  const [page, { items }] = await Promise.all([
    load(context, listDatasets, query),
    load(context, listPublishers, {}),
  ]);
  return { page, publishers: items };
}

export default function Datasets() {
  const { page, publishers } = useLoaderData<DatasetsData>();
  const [search] = useSearchParams();
  const t = useT();
  const q = search.get('q') ?? '';
  const narrowed = q !== '' || search.has('field') || chosenFilters(search).length > 0;
  return (
    <>
      <PageTitle
        title={q === '' ? t('datasets.title') : q}
        description={t('head.catalogue', { platform: usePage().city.platformName, total: page.total })}
      />
      <div className={css('search')}>
        <SearchBox value={q}>
          <KeptInputs search={search} own="q" />
        </SearchBox>
      </div>
      <div className={css('layout')}>
        <Facets facets={page.facets} publishers={publishers} search={search} />
        <div className={css('results')}>
          <div className={css('head')}>
            <h1 className={css('found')}>
              {t(narrowed ? 'datasets.found' : 'datasets.found-all', { total: page.total })}
            </h1>
            <SortLinks search={search} />
          </div>
          <FigureNote search={search} />
          <FilterChips publishers={publishers} search={search} />
          <DidYouMean help={page.help} search={search} />
          <Results page={page} search={search} />
          <Elsewhere search={search} />
          <Follow search={search} title={q === '' ? t('datasets.title') : q} />
          <ListDownloads publisher={search.get('publisher')} domain={search.get('domain')} />
        </div>
      </div>
    </>
  );
}

/** What the figure of an order is made of. */
function FigureNote({ search }: { search: URLSearchParams }) {
  const t = useT();
  const sort = sortOf(search);
  if (sort !== 'downloads' && sort !== 'calls' && sort !== 'quality') return null;
  return <p className={css('quiet')}>{t(`datasets.figure-note.${sort}`)}</p>;
}

function Results({ page, search }: { page: DatasetPage; search: URLSearchParams }) {
  const t = useT();
  const sort = sortOf(search);
  if (page.items.length === 0) return <NothingFound help={page.help} search={search} />;
  return (
    <>
      <ol className={css('list')}>
        {page.items.map((dataset) => (
          <ResultRow key={dataset.id} dataset={dataset} sort={sort} />
        ))}
      </ol>
      <Pagination
        summary={t('datasets.page', { count: page.items.length, total: page.total })}
        first={search.has('cursor') ? linkWith('/datasets', search, { cursor: null }) : undefined}
        next={page.next === null ? undefined : linkWith('/datasets', search, { cursor: page.next })}
      />
    </>
  );
}
