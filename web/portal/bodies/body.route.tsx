import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { listPublishers, type PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import {
  listDatasets,
  type DatasetPage,
  type DatasetSummary,
} from '../../../rules/datasets/datasets.operations.ts';
import {
  getPublisherFigures,
  type PublisherFigures,
} from '../../../rules/statistics/statistics.operations.ts';
import { load } from '../../app/load.ts';
import { usePage } from '../../app/page.tsx';
import { PageTitle } from '../../app/page-title.tsx';
import { problemResponse } from '../../app/problem-view.ts';
import { domainName, profileOf } from '../../app/profile.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { ListDownloads } from '../datasets/list-downloads.tsx';
import { ResultRow } from '../datasets/result-row.tsx';
import { publisherName } from '../dataset-mark.ts';
import { Section } from '../section.tsx';
import { BodyFigures, Late } from './body-figures.tsx';
import styles from './bodies.module.css';

const css = classesOf(styles);
const NEWEST = 6;
const CLOSED = 100;

interface BodyData {
  body: PublicBodyView;
  list: DatasetPage;
  closed: DatasetPage;
  figures: PublisherFigures;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<BodyData> {
  const code = params['code'] ?? '';
  const { items } = await load(context, listPublishers, {});
  const body = items.find((each) => each.code === code);
  if (!body) throw problemResponse('not-found');
  const [list, closed, figures] = await Promise.all([
    load(context, listDatasets, { publisher: code, sort: 'updated', limit: NEWEST }),
    load(context, listDatasets, { publisher: code, openClass: 'closed', sort: 'name', limit: CLOSED }),
    load(context, getPublisherFigures, { code }),
  ]);
  return { body, list, closed, figures };
}

/** What one body opens, what it does not and why. */
export default function PublicBody() {
  const { body, list, closed, figures } = useLoaderData<BodyData>();
  const t = useT();
  const language = useLanguage();
  const name = publisherName({ publisher: body }, language);
  return (
    <div className={css('page')}>
      <PageTitle
        title={name}
        description={t('head.body', { name, platform: usePage().city.platformName, total: list.total })}
      />
      <Breadcrumb crumbs={[{ name: t('bodies.title'), to: '/bodies' }, { name }]} />
      <h1>{name}</h1>
      <p className={css('lead')}>
        <Sentence list={list} />
      </p>
      {list.total === 0 ? (
        <EmptyState title={t('bodies.none')}>{t('bodies.none-text')}</EmptyState>
      ) : (
        <>
          <BodyFigures figures={figures} />
          <Late figures={figures} />
          <Newest body={body} list={list} />
          <Domains body={body} list={list} />
        </>
      )}
      {closed.total > 0 && <Closed closed={closed} />}
      {list.total > 0 && <ListDownloads publisher={body.code} />}
    </div>
  );
}

function Sentence({ list: { total, facets } }: { list: DatasetPage }) {
  const t = useT();
  const count = (kind: string): number => facets.openClass.find(({ value }) => value === kind)?.count ?? 0;
  return t('bodies.sentence', {
    total,
    unconditional: count('unconditional'),
    conditional: count('conditional'),
    closed: count('closed'),
  });
}

function Newest({ body, list }: Pick<BodyData, 'body' | 'list'>) {
  const t = useT();
  return (
    <Section
      title={t('bodies.newest')}
      aside={<Link to={`/datasets?publisher=${body.code}`}>{t('home.all', { total: list.total })}</Link>}
    >
      <ol className={css('newest')}>
        {list.items.map((dataset) => (
          <ResultRow key={dataset.id} dataset={dataset} />
        ))}
      </ol>
    </Section>
  );
}

function Domains({ body, list }: Pick<BodyData, 'body' | 'list'>) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const profile = profileOf(usePage());
  return (
    <Section title={t('bodies.domains')}>
      <ul className={css('domains')}>
        {list.facets.domain.map(({ value, count }) => (
          <li key={value}>
            <Link to={`/datasets?publisher=${body.code}&domain=${encodeURIComponent(value)}`}>
              {domainName(profile, value, language)}
            </Link>{' '}
            {format.number(count)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Closed entries are public by name, body and ground; nothing of their fields or data is. */
function Closed({ closed }: Pick<BodyData, 'closed'>) {
  const t = useT();
  const columns: Column<DatasetSummary>[] = [
    {
      key: 'name',
      head: t('bodies.closed-name'),
      cell: ({ code, name }) => <Link to={`/datasets/${code}`}>{name}</Link>,
    },
    {
      key: 'ground',
      head: t('datasets.why-closed'),
      cell: ({ ground }) => ground || t('datasets.closed-only-listed'),
    },
  ];
  return (
    <Section title={t('bodies.closed')}>
      <Table
        caption={t('bodies.closed')}
        captionUnseen
        columns={columns}
        rows={closed.items}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}
