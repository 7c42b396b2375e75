import type { LoaderFunctionArgs } from 'react-router';
import {
  getDataset,
  getProfile,
  listRecords,
  type DatasetView,
  type FieldProfile,
  type RecordsPage,
} from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type Attempt } from '../../app/problem-view.ts';
import { readJson } from '../../app/read-download.ts';
import { readPreviewQuery, type PreviewQuery } from '../dataset/preview-query.ts';
import type { Counted } from './chart-picture.ts';
import { chartQuery, wholeQuery, type ChartQuery } from './chart-query.ts';
import { proposedChart, readChartSpec, type ChartSpec } from './chart-spec.ts';

type Context = LoaderFunctionArgs['context'];

export interface ChartData {
  dataset: DatasetView;
  fields: FieldProfile[];
  /** Which rows are drawn. */
  query: PreviewQuery;
  /** null where no field can be drawn. */
  spec: ChartSpec | null;
  /** What was asked of the rows. */
  asked: ChartQuery | null;
  counted: Attempt<Counted> | null;
  origin: string;
}

/** Reads what an address wants drawn, and counts it over the whole table. A dataset that cannot be read answers its problem. */
export async function loadChart({ context, params, request }: LoaderFunctionArgs): Promise<ChartData> {
  const id = params['code'] ?? '';
  const [dataset, { fields, rows }] = await Promise.all([
    load(context, getDataset, { id }),
    load(context, getProfile, { id }),
  ]);
  const { searchParams, origin } = new URL(request.url);
  const query = readPreviewQuery(searchParams, dataset.fields);
  const spec = readChartSpec(searchParams, fields, proposedChart(fields, rows));
  const asked = spec && chartQuery(spec, fields, query.where);
  const counted =
    spec && asked ? await attempt(count(context, dataset.code, asked, wholeQuery(spec, query.where))) : null;
  return { dataset, fields, query, spec, asked, counted, origin };
}

async function count(
  context: Context,
  id: string,
  asked: ChartQuery,
  whole: ChartQuery | null,
): Promise<Counted> {
  const page = await rowsOf(context, id, asked);
  const all = whole && (await rowsOf(context, id, whole)).items[0]?.['v'];
  return {
    rows: page.items,
    groups: page.totalIsEstimate ? null : page.total,
    whole: all === null || all === undefined ? null : Number(all),
  };
}

async function rowsOf(context: Context, id: string, asked: ChartQuery): Promise<RecordsPage> {
  const answer = await pageOf(context).port.call(listRecords, { id, format: 'json', ...asked });
  // The operation answers bytes in many formats; asked for as JSON it is this page of rows.
  return (await readJson(answer)) as RecordsPage;
}
