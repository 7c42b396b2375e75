import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  listDatasets,
  type DatasetPage,
  type DatasetSummary,
} from '../../../rules/datasets/datasets.operations.ts';
import {
  getStatistics,
  type Statistics,
  type Uses,
} from '../../../rules/statistics/statistics.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { CLASS_MARKS, ClassMark, ClassSquare, type ClassMarkKind } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Sparkline } from '../../design/sparkline.tsx';
import { markOf, publisherName } from '../dataset-mark.ts';
import { walkTo } from '../graph/graph-links.ts';
import { SearchBox } from '../search-box.tsx';
import { Code, Section } from '../section.tsx';
import { FigureTable } from '../statistics/figure-table.tsx';
import { FiguresKey } from '../statistics/figures-key.tsx';
import styles from './home.module.css';
import { Live } from './live.tsx';
import { SiteJsonLd } from './site-json-ld.tsx';

const css = classesOf(styles);
const NEWEST = 6;

interface HomeData {
  list: DatasetPage;
  statistics: Statistics;
  origin: string;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<HomeData> {
  const [list, statistics] = await Promise.all([
    load(context, listDatasets, { sort: 'updated', limit: NEWEST }),
    load(context, getStatistics, {}),
  ]);
  return { list, statistics, origin: new URL(request.url).origin };
}

export default function Home() {
  const { list, statistics, origin } = useLoaderData<HomeData>();
  const t = useT();
  const { city } = usePage();
  const { domains, districts, at } = statistics;
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
            <Sentence {...statistics} />
          </p>
        </div>
        <Live statistics={statistics} />
      </div>
      <ul className={css('classes')}>
        {CLASS_MARKS.slice(0, 3).map((kind) => (
          <li key={kind}>
            <ClassMark kind={kind} />
            <span>{t(`home.${kind as 'unconditional' | 'conditional' | 'closed'}`)}</span>
          </li>
        ))}
      </ul>
      {domains.length > 0 && (
        <Section title={t('home.domains')} aside={<Link to="/statistics">{t('statistics.title')}</Link>}>
          <FigureTable
            brief
            caption={t('home.domains')}
            head={t('home.domain')}
            rows={domains}
            at={at}
            linkOf={({ key }) => `/datasets?domain=${encodeURIComponent(key)}`}
          />
          <FiguresKey minor />
        </Section>
      )}
      {list.total > 0 && (
        <div className={css('pair', statistics.uses === null && 'single')}>
          <Newest list={list} />
          {statistics.uses && <Used uses={statistics.uses} />}
        </div>
      )}
      {districts.length > 0 && <Districts districts={districts} />}
      {example && <OneCall example={example} origin={origin} />}
    </>
  );
}

/** The headline figures as one honest sentence, what is late among it. */
function Sentence({ total, publishers }: Statistics) {
  const t = useT();
  if (total.listed === 0) return t('home.sentence-none');
  const said = t('home.sentence', { ...total, total: total.listed, publishers: publishers.length });
  return total.promised === 0 ? said : `${said} ${t('statistics.sentence-late', { ...total })}`;
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

/** Calls and downloads as the records of access have them. */
function Used({ uses: { most } }: { uses: Uses }) {
  const t = useT();
  return (
    <Section title={t('statistics.used')} aside={<Link to="/statistics">{t('home.used-how')}</Link>}>
      <ul className={css('newest')}>
        {most.slice(0, NEWEST).map(({ code, name, openClass, calls, downloads, days }) => (
          <li key={code}>
            <ClassSquare kind={classIn(openClass)} />
            <div>
              <p>
                <Link to={`/datasets/${code}`}>{name}</Link>
              </p>
              <p className={css('quiet')}>{t('home.used', { calls, downloads })}</p>
            </div>
            <Sparkline values={days} label={t('home.used-line', { uses: calls + downloads })} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const classIn = (openClass: string): ClassMarkKind =>
  CLASS_MARKS.find((kind) => kind === openClass) ?? 'unconditional';

/** Districts whose bodies open data, each a way into the graph. */
function Districts({ districts }: Pick<Statistics, 'districts'>) {
  const t = useT();
  const format = useFormat();
  return (
    <Section title={t('home.districts')} aside={<Link to="/graph">{t('graph.title')}</Link>}>
      <ul className={css('districts')}>
        {districts.map(({ key, name, figures }) => (
          <li key={key}>
            <Link to={walkTo({ kind: 'place', key })}>{name}</Link> {format.number(figures.listed)}
          </li>
        ))}
      </ul>
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
