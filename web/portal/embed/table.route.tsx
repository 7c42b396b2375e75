import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getDataset,
  type DatasetView,
  type RecordsPage,
} from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { attempt, type Attempt } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { loadRows } from '../dataset/load-rows.ts';
import { PlainRows } from '../dataset/plain-rows.tsx';
import { previewLink, readPreviewQuery, type PreviewQuery } from '../dataset/preview-query.ts';
import { EmbeddedSource } from './embedded-source.tsx';

const ROWS = 20;

interface TableData {
  dataset: DatasetView;
  query: PreviewQuery;
  rows: Attempt<RecordsPage>;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<TableData> {
  const dataset = await load(context, getDataset, { id: params['code'] ?? '' });
  const query = readPreviewQuery(new URL(request.url).searchParams, dataset.fields);
  const rows = await attempt(loadRows(context, dataset, { ...query, cursor: '' }, ROWS));
  return { dataset, query, rows };
}

export default function EmbeddedTable() {
  const { dataset, query, rows } = useLoaderData<TableData>();
  const t = useT();
  return (
    <>
      <PageTitle title={dataset.name} />
      <h1>{dataset.name}</h1>
      {rows.ok && rows.value.items.length > 0 ? (
        <PlainRows dataset={dataset} rows={rows.value.items} />
      ) : (
        <EmptyState title={rows.ok ? t('dataset.preview-none') : t(`${rows.problem.code}.title`)} />
      )}
      {rows.ok && rows.value.total !== null && rows.value.total > rows.value.items.length && (
        <p>{t('look.embed-rows', { shown: rows.value.items.length, all: rows.value.total })}</p>
      )}
      <EmbeddedSource dataset={dataset} href={previewLink(dataset.code, query)} />
    </>
  );
}
