import type { LoaderFunctionArgs } from 'react-router';
import { getDataset, type DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { orProblem } from '../../app/problem-view.ts';
import { readPreviewQuery } from '../dataset/preview-query.ts';
import { loadMap, type SeenMap } from './load-map.ts';

const LARGE = { width: 800, height: 700 };

export interface MapData {
  dataset: DatasetView;
  seen: SeenMap;
  where: string | null;
  /** The number of the chosen row, from 0. */
  picked: number | null;
}

/** Reads which view, which rows and which row an address wants to see. A dataset without places answers its problem. */
export async function loadMapPage({ context, params, request }: LoaderFunctionArgs): Promise<MapData> {
  const dataset = await load(context, getDataset, { id: params['code'] ?? '' });
  const { searchParams } = new URL(request.url);
  const { where } = readPreviewQuery(searchParams, dataset.fields);
  const row = /^\d{1,9}$/.exec(searchParams.get('row') ?? '')?.[0];
  const seen = await orProblem(
    loadMap(context, { id: dataset.code, where, at: searchParams.get('at'), size: LARGE }),
  );
  return { dataset, seen, where: where ?? null, picked: row === undefined ? null : Number(row) };
}
