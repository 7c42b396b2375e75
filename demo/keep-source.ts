import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listDatasets } from '../rules/datasets/datasets.operations.ts';
import { createSource, stepSource } from '../rules/sources/sources.operations.ts';
import { cityDay } from '../rules/time/clock.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { pullOnce, queueDueSources } from '../server/features/sources/index.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';
import { dataFile } from './data-file.ts';
import type { DatasetSpec } from './datasets/dataset-spec.ts';

const DAILY_SECONDS = 24 * 3600;

/** A dataset that is updated from a folder each day, pulled once; nothing where the installation lists no folder. */
export async function keepSource(services: Services, actors: Actors, spec: DatasetSpec): Promise<void> {
  const folder = services.sourceReach?.folders[0];
  const body = spec.body.toLowerCase();
  const [editor, reviewer] = [actors.get(`${body}-editor`), actors.get(`${body}-reviewer`)];
  if (folder === undefined || !editor || !reviewer) return;
  const { items } = await callOperation(systemCall(services), listDatasets, {
    q: spec.entry.name,
    limit: 1,
    sort: 'updated',
  });
  const datasetId = items[0]?.id;
  if (datasetId === undefined) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, spec.file), dataFile(spec, spec.versions, cityDay(services.clock.now())));
  const { id } = await callOperation(systemCall(services, editor), createSource, {
    datasetId,
    name: '客流统计系统每日导出（演示）',
    address: { kind: 'folder', path: folder, pattern: '*.csv' },
    everySeconds: DAILY_SECONDS,
    live: null,
  });
  await callOperation(systemCall(services, reviewer), stepSource, { id, event: 'approve' });
  await queueDueSources(services);
  await pullOnce(services, id);
}
