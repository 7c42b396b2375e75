import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  listDatasets,
  type DatasetPage,
  type DatasetSummary,
} from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { CLASS_MARKS, ClassMark, ClassSquare } from '../../design/class-mark.tsx';
import { Cells, type CellKind } from '../../design/cell.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { markOf, publisherName } from '../dataset-mark.ts';
import { SearchBox } from '../search-box.tsx';
import { Code, Section } from '../section.tsx';
import styles from './home.module.css';
import { SiteJsonLd } from './site-json-ld.tsx';

const css = classesOf(styles);
const NEWEST = 6;

interface HomeData {
  list: DatasetPage;
  origin: string;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<HomeData> {
  const list = await load(context, listDatasets, { sort: 'updated', limit: NEWEST });
  return { list, origin: new URL(request.url).origin };
}

export default function Home() {
  const { list, origin } = useLoaderData<HomeData>();
  const t = useT();
  const { city } = usePage();
  const example = list.items.find(({ rows, state }) => rows !== null && state === 'open');
  return (
    <>
      <PageTitle />
      <SiteJsonLd />
      <div className={css('top')}>
        <div className={css('welcome')}>
          <h1 className={css('lead')}>{t('home.lead', { city: city.name })}</h1>
          <SearchBox />
          <p className={css('sentence')}>
            <Sentence list={list} />
          </p>
        </div>
        <ul className={css('classes')}>
          {CLASS_MARKS.slice(0, 3).map((kind) => (
            <li key={kind}>
              <ClassMark kind={kind} />
              <span>{t(`home.${kind as 'unconditional' | 'conditional' | 'closed'}`)}</span>
            </li>
          ))}
        </ul>
      </div>
      {list.total > 0 && <Newest list={list} />}
      {list.facets.domain.length > 0 && <Domains list={list} />}
      {example && <OneCall example={example} origin={origin} />}
    </>
  );
}

/** The headline figures as one honest sentence. */
function Sentence({ list: { total, facets } }: { list: DatasetPage }) {
  const t = useT();
  if (total === 0) return t('home.sentence-none');
  const count = (kind: string): number => facets.openClass.find(({ value }) => value === kind)?.count ?? 0;
  return t('home.sentence', {
    total,
    publishers: facets.publisher.length,
    unconditional: count('unconditional'),
    conditional: count('conditional'),
    closed: count('closed'),
  });
}

function Newest({ list }: { list: DatasetPage }) {
  const t = useT();
  return (
    <Section
      title={t('home.newest')}
      aside={<Link to="/datasets">{t('home.all', { total: list.total })}</Link>}
    >
      <ul className={css('newest')}>
        {list.items.map((dataset) => (
          <NewestItem key={dataset.id} dataset={dataset} />
        ))}
      </ul>
    </Section>
  );
}

function NewestItem({ dataset }: { dataset: DatasetSummary }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const { dataUpdatedAt, listedAt } = dataset;
  return (
    <li>
      <ClassSquare kind={markOf(dataset)} />
      <div>
        <p>
          <Link to={`/datasets/${dataset.code}`}>{dataset.name}</Link>
        </p>
        <p className={css('quiet')}>
          {format.list([
            t(`openClass.${dataset.openClass}`),
            publisherName(dataset, language),
            t(`updateFrequency.${dataset.updateFrequency}`),
          ])}
        </p>
      </div>
      <span className={css('quiet')}>
        {dataUpdatedAt !== null
          ? t('home.updated', { date: format.day(dataUpdatedAt) })
          : listedAt !== null && t('home.listed', { date: format.day(listedAt) })}
      </span>
    </li>
  );
}

/** Beyond this a row of cells is no longer read at a glance, and the number alone stands. */
const MOST_CELLS = 40;

function Domains({ list }: { list: DatasetPage }) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(usePage());
  const cells = (count: number): CellKind[] =>
    Array.from({ length: Math.min(count, MOST_CELLS) }, () => 'done');
  return (
    <Section title={t('home.domains')}>
      <Table
        caption={t('home.domains')}
        captionUnseen
        rows={list.facets.domain}
        rowKey={({ value }) => value}
        columns={[
          {
            key: 'domain',
            head: t('home.domain'),
            cell: ({ value }) => (
              <Link to={`/datasets?domain=${encodeURIComponent(value)}`}>
                {domainName(profile, value, language)}
              </Link>
            ),
          },
          { key: 'count', head: t('home.count'), cell: ({ count }) => count, numeric: true },
          {
            key: 'cells',
            head: t('home.domains-note'),
            cell: ({ count }) => (
              <Cells kinds={cells(count)} label={t('datasets.found-all', { total: count })} small />
            ),
          },
        ]}
      />
    </Section>
  );
}

function OneCall({ example, origin }: { example: DatasetSummary; origin: string }) {
  const t = useT();
  return (
    <Section title={t('home.one-call')} aside={<Link to="/developers">{t('home.one-call-more')}</Link>}>
      <p>{t('home.one-call-text')}</p>
      <Code>{`curl '${origin}/api/v1/datasets/${example.code}/records?limit=3'`}</Code>
    </Section>
  );
}
