import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getDataset,
  getDatasetHistory,
  getProfile,
  listVersions,
  type DatasetView,
  type RecordsPage,
} from '../../../rules/datasets/datasets.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { listRelated, type Related } from '../../../rules/graph/graph.operations.ts';
import { load } from '../../app/load.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { attempt, type Attempt } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { Breadcrumb, JumpBar, type Jump } from '../../design/navigation.tsx';
import { ActionBar, ActionPanel } from './action-panel.tsx';
import { ApiExamples } from './api-examples.tsx';
import { ConditionsSection, FieldsSection, HistorySection } from './dataset-sections.tsx';
import styles from './dataset.module.css';
import { DatasetHead } from './dataset-head.tsx';
import { Facts, Heading, Standing } from './heading.tsx';
import { ChartSection } from './chart-section.tsx';
import { CiteSection } from './cite-section.tsx';
import { GrantedRows, ownPart } from './granted-section.tsx';
import { loadRows } from './load-rows.ts';
import { loadMap, type SeenMap } from '../maps/load-map.ts';
import { MapSection } from '../maps/map-section.tsx';
import { Preview } from './preview.tsx';
import { StatisticsSection } from './statistics-section.tsx';
import { PageScript } from '../page-script.tsx';
import { readPreviewQuery, type PreviewQuery } from './preview-query.ts';
import { RelatedSection } from './related-section.tsx';
import { UseFacts } from './use-facts.tsx';
import { VersionsSection } from './versions-section.tsx';

const css = classesOf(styles);
const PREVIEW_ROWS = 10;

interface DatasetData {
  dataset: DatasetView;
  versions: VersionView[];
  history: HistoryItem[];
  query: PreviewQuery;
  /** null where there are no rows to show; a problem where they could not be read. */
  rows: Attempt<RecordsPage> | null;
  /** The same of conditional data, under the reader's grant. */
  grantedRows: Attempt<RecordsPage> | null;
  /** null where it could not be read: the rows stand without it. */
  profile: OutputOf<typeof getProfile> | null;
  /** null where nothing says where rows are, or it could not be read. */
  map: SeenMap | null;
  /** null while it is not on the list. */
  related: Related | null;
  origin: string;
  today: string;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<DatasetData> {
  const id = params['code'] ?? '';
  const dataset = await load(context, getDataset, { id });
  const readable = isEveryones(dataset);
  const part = ownPart(dataset);
  const asked = new URL(request.url).searchParams.has('rows');
  // Before the rows: what the access record says of this page is that it showed rows.
  const profile = readable ? await attempt(load(context, getProfile, { id })) : null;
  const map = readable ? await attempt(loadMap(context, { id })) : null;
  const query = readPreviewQuery(new URL(request.url).searchParams, dataset.fields);
  const [{ items: versions }, { items: history }, rows, related, grantedRows] = await Promise.all([
    load(context, listVersions, { id }),
    load(context, getDatasetHistory, { id }),
    readable ? attempt(loadRows(context, dataset, query, PREVIEW_ROWS)) : null,
    attempt(load(context, listRelated, { id, limit: 6 })),
    part && (asked || !part.isSparing)
      ? attempt(loadRows(context, dataset, NOTHING_ASKED, PREVIEW_ROWS, part.id))
      : null,
  ]);
  const { origin } = new URL(request.url);
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  return {
    ...{ dataset, versions: published, history, query, rows, grantedRows, origin },
    profile: profile?.ok === true ? profile.value : null,
    map: map?.ok === true ? map.value : null,
    related: related.ok ? related.value : null,
    today: new Date().toISOString(),
  };
}

const NOTHING_ASKED = { where: undefined, orderBy: undefined, cursor: '' };

/** Rows that the reader may take, not under a grant of theirs. */
const isEveryones = ({ can, granted }: DatasetView): boolean =>
  can['readRecords'] === true && granted.length === 0;

export default function Dataset() {
  const data = useLoaderData<DatasetData>();
  const { dataset, versions, history, query, rows, profile, map, related, origin, today } = data;
  const t = useT();
  const language = useLanguage();
  const domain = domainName(profileOf(usePage()), dataset.domain, language);
  const jumps = useJumps(dataset, versions, map !== null);
  // Files and calls with a condition that is wrong would only fail, too.
  const wrong = rows?.ok === false && rows.problem.code === 'invalid-expression';
  const taken = wrong ? { ...query, where: undefined, orderBy: undefined } : query;
  return (
    <>
      <DatasetHead dataset={dataset} />
      <Breadcrumb
        crumbs={[
          { name: t('dataset.catalogue'), to: '/datasets' },
          { name: domain, to: `/datasets?domain=${encodeURIComponent(dataset.domain)}` },
          { name: dataset.code },
        ]}
      />
      <div className={css('top')}>
        <div className={css('about')}>
          <Heading dataset={dataset} />
          <Facts dataset={dataset} domain={domain} />
          {dataset.use && <UseFacts use={dataset.use} />}
        </div>
        <ActionPanel dataset={dataset} origin={origin} query={taken} />
      </div>
      <div className={css('standing')}>
        <Standing dataset={dataset} today={today} />
      </div>
      {jumps.length > 1 && <JumpBar label={t('dataset.jump')} jumps={jumps} />}
      <GrantedRows dataset={dataset} rows={data.grantedRows} />
      {rows && <Preview {...{ dataset, rows, profile, query, origin }} />}
      {profile && <ChartSection dataset={dataset} profile={profile} />}
      {profile && <StatisticsSection dataset={dataset} profile={profile} />}
      {map && <MapSection code={dataset.code} name={dataset.name} seen={map} />}
      <ConditionsSection dataset={dataset} />
      {dataset.fields.length > 0 && <FieldsSection dataset={dataset} />}
      {rows && <ApiExamples dataset={dataset} origin={origin} query={taken} />}
      {related && <RelatedSection code={dataset.code} related={related} />}
      <CiteSection dataset={dataset} origin={origin} today={today} />
      {versions.length > 0 && <VersionsSection dataset={dataset} versions={versions} today={today} />}
      <HistorySection history={history} />
      <ActionBar dataset={dataset} query={taken} />
      <PageScript />
    </>
  );
}

function useJumps(dataset: DatasetView, versions: readonly VersionView[], hasMap: boolean): Jump[] {
  const t = useT();
  const { openClass, fields, version } = dataset;
  const rows = isEveryones(dataset);
  return [
    ...(ownPart(dataset) ? [{ href: '#preview', name: t('dataset.preview') }] : []),
    ...(rows
      ? [
          { href: '#preview', name: t('dataset.preview') },
          { href: '#chart', name: t('look.chart') },
          { href: '#statistics', name: t('look.statistics') },
        ]
      : []),
    ...(hasMap ? [{ href: '#map', name: t('map.title') }] : []),
    ...(openClass === 'conditional' ? [{ href: '#conditions', name: t('dataset.conditions') }] : []),
    ...(fields.length > 0
      ? [{ href: '#fields', name: t('dataset.fields'), count: String(fields.length) }]
      : []),
    ...(rows ? [{ href: '#use', name: t('dataset.use') }] : []),
    ...(version ? [{ href: '#cite', name: t('look.cite') }] : []),
    { href: '#related', name: t('graph.related') },
    ...(versions.length > 0
      ? [{ href: '#versions', name: t('dataset.versions'), count: String(versions.length) }]
      : []),
    { href: '#history', name: t('dataset.history') },
  ];
}
