import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import { recorderFolder, recorderIn } from '../../testing/access-recorder.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { anAccess } from './testing/an-access.ts';

const DAY_MS = 24 * 3600 * 1000;
let platform: Platform;
let id: string;
beforeAll(async () => {
  platform = await testPlatform();
  ({ datasetId: id } = await openDataset(platform, aFile('站名,线路\n龙漕路,3\n'), '轨道交通站点'));
}, 120_000);
afterAll(() => platform.close());

const useNow = async () => (await platform.ask<DatasetView>(null, 'GET', `/datasets/${id}`)).use;
const sealed = () => platform.services.access.seal();

async function nothingRecorded(): Promise<Platform['services']['db']> {
  const { db } = platform.services;
  await db.deleteFrom('dataset_use').execute();
  await db.deleteFrom('access_segment').execute();
  return db;
}

describe('how often a dataset was used', () => {
  it('[xz-25-5] given calls, a download and pages that were looked at, when the records are put away, then the first two count, and only once', async () => {
    const { app } = platform;
    expect(await useNow()).toBeNull();
    for (const path of ['records', 'records?limit=1', 'exports/csv', 'profile', 'records?where=)'])
      await app.inject(`/api/v1/datasets/${id}/${path}`);
    await sealed();
    const counts = { calls: 2, downloads: 1, days: 1 };
    expect(await useNow()).toMatchObject({ recent: counts, all: counts });
    await sealed();
    expect(await useNow()).toMatchObject({ all: counts });
    await app.inject(`/api/v1/datasets/${id}/records`);
    await sealed();
    expect(await useNow()).toMatchObject({ all: { ...counts, calls: 3 } });
  });

  it('[xz-25-5] given uses of other days, when they are counted, then those of the last 30 days are told apart; a segment from before there were counts is counted after all', async () => {
    const db = await nothingRecorded();
    const now = new Date();
    const folder = await recorderFolder();
    const clock = standingClock(new Date(now.getTime() - 40 * DAY_MS));
    const { recorder, close } = await recorderIn(folder, db, { clock });
    const use = async (operation: string): Promise<void> => {
      recorder.record(anAccess({ operation, datasetId: id }));
      await recorder.seal();
    };
    await use('exportDataset');
    await db.deleteFrom('dataset_use').execute();
    await db.updateTable('access_segment').set({ counted_at: null }).execute();
    clock.advance(39 * DAY_MS);
    await use('listRecords');
    expect(await useNow()).toMatchObject({
      recent: { calls: 1, downloads: 0, days: 1 },
      all: { calls: 1, downloads: 1, days: 2 },
    });
    await close();
    await rm(folder, { recursive: true });
  });

  it('given many small segments that become one, then nothing counts twice', async () => {
    const db = await nothingRecorded();
    const folder = await recorderFolder();
    const { recorder, close } = await recorderIn(folder, db);
    for (let each = 0; each < 33; each += 1) {
      recorder.record(anAccess({ operation: 'listRecords', datasetId: id }));
      await recorder.seal();
    }
    expect(await useNow()).toMatchObject({ all: { calls: 33, days: 1 } });
    await close();
    await rm(folder, { recursive: true });
  });
});
