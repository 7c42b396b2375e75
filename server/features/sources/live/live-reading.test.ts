import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordsPage } from '../../../../rules/datasets/datasets.operations.ts';
import { eventually, type Platform } from '../../../testing/platform.ts';
import { queueDueSources } from '../due-sources.ts';
import { pullOnce } from '../pull-source.ts';
import { aSite, type Site } from '../testing/fetching.ts';
import { HOURLY, idsOf, liveCity, row, SAMPLE, type LiveCity } from '../testing/live-city.ts';
import { resumePeriods } from './ended-periods.ts';
import { liveTablesOf } from './live-tables.ts';

let city: LiveCity;
let platform: Platform;
let site: Site;
beforeAll(async () => {
  city = await liveCity();
  platform = city.platform;
  site = await aSite((_request, reply) => void reply.end());
}, 60_000);
afterAll(async () => {
  await site.close();
  await city.close();
});
beforeEach(() => city.goOn());

describe('reading what changes', () => {
  it('[xz-9-3] given a validator, when more rows come, then it no longer holds', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003')]);
    await city.settle();
    const url = `/api/v1/datasets/${datasetId}/records`;
    const { headers } = await platform.app.inject(url);
    const again = () => platform.app.inject({ url, headers: { 'if-none-match': headers.etag ?? '' } });
    expect((await again()).statusCode).toBe(304);
    await city.push(id, [row('0004')]);
    await city.settle();
    expect((await again()).statusCode).toBe(200);
  });

  it.each([
    ['append', 200],
    ['replace', 400],
  ] as const)(
    'given a cursor of a period in mode %s, when another delivery came, then it answers %i',
    async (mode, status) => {
      const datasetId = await city.anOpenDataset();
      const id = await city.pushed(datasetId, { mode, sealEvery: 'hour' });
      await city.push(id, [row('0003'), row('0004')]);
      await city.settle();
      const { next } = await platform.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?limit=1`);
      await city.push(id, [row('0005'), row('0006')]);
      await city.settle();
      const path = `/datasets/${datasetId}/records?limit=5&cursor=${next ?? ''}`;
      const page = await platform.ask<RecordsPage>(null, 'GET', path, { status });
      if (status === 200) expect(idsOf(page)).toEqual(['0004', '0005', '0006']);
    },
  );

  it('given live rows, when they are filtered, exported or described, then it is as of any version', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003'), row('0004', { 泊位数: 7 })]);
    await city.settle();
    const some = await city.rowsOf(datasetId, `&where=${encodeURIComponent('泊位数 < 10')}`);
    expect(some).toMatchObject({ total: 1, items: [{ 编号: '0004' }] });
    const parquet = await platform.app.inject(`/api/v1/datasets/${datasetId}/exports/parquet`);
    expect(parquet.rawPayload.subarray(0, 4).toString()).toBe('PAR1');
    expect(parquet.headers['content-disposition']).toMatch(/-live-2026-\d\d-\d\dT\d\d-1\.parquet/);
    const openapi = await platform.ask<object>(null, 'GET', `/datasets/${datasetId}/openapi.json`);
    expect(JSON.stringify(openapi)).toContain('"live"');
  });

  it('given what is open at a stop, when started again, then it is served as before', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003'), row('0004')]);
    await city.settle();
    const before = await city.rowsOf(datasetId);
    await liveTablesOf(platform.services).forget({
      id: (await city.look(id)).periods[0]?.id ?? '',
      datasetId,
    });
    expect(await city.rowsOf(datasetId)).toMatchObject({ version: 1 });
    await resumePeriods(platform.services);
    expect(await city.rowsOf(datasetId)).toEqual(before);
  });
});

describe('polling at seconds', () => {
  it('[xz-9-3] [xz-16-2] given a live source that is polled every 5 s, when something new is there, then it is served within the next poll', async () => {
    const datasetId = await city.anOpenDataset();
    const address = {
      kind: 'http-api',
      url: `${site.origin}/now`,
      header: '',
      rows: 'rows',
      paging: { kind: 'none' },
    };
    const id = await city.approved({
      datasetId,
      address,
      everySeconds: 5,
      live: { mode: 'replace', sealEvery: 'day' },
    });
    const answer = (...rows: object[]) => {
      site.answer = (_request, reply) => void reply.end(JSON.stringify({ rows }));
    };
    const delivered = async (revision: number) => {
      await queueDueSources(platform.services);
      await eventually(
        () => city.look(id),
        ({ deliveries: [last] }) => last?.revision === revision,
      );
      await city.settle();
      return idsOf(await city.rowsOf(datasetId));
    };
    answer(row('0003'));
    expect(await delivered(1)).toEqual(['0003']);
    expect((await city.look(id)).source.nextPullAt).toBe(
      new Date(city.clock.now().getTime() + 5000).toISOString(),
    );
    answer(row('0004'), row('0005'));
    city.clock.advance(4000);
    expect(await queueDueSources(platform.services)).toBe(0);
    city.clock.advance(1000);
    expect(await delivered(2)).toEqual(['0004', '0005']);
  });

  it('[xz-16-1] given a poll with a row that does not fit, when it is over, then what was there stays and the fault is named', async () => {
    const datasetId = await city.anOpenDataset();
    const address = { kind: 'url', url: `${site.origin}/now.csv`, header: '' };
    const id = await city.approved({ datasetId, address, everySeconds: 5, live: HOURLY });
    const poll = async (text: string) => {
      site.answer = (_request, reply) => void reply.end(text);
      city.clock.advance(5000);
      await pullOnce(platform.services, id);
      await city.settle();
      return (await city.look(id)).pulls[0];
    };
    expect(await poll(SAMPLE)).toMatchObject({ outcome: 'delivered', versionId: null });
    expect(await poll(SAMPLE)).toMatchObject({ outcome: 'unchanged' });
    const bad = await poll(`${SAMPLE}0003,丙停车场,很多,0.5,2026-11-23 09:00:00\n`);
    expect(bad).toMatchObject({ outcome: 'failed', problem: { reason: 'rows-refused', args: { row: 3 } } });
    expect(await city.rowsOf(datasetId)).toMatchObject({ total: 2, live: { revision: 1 } });
  });
});
