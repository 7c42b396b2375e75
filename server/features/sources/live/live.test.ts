import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceView } from '../../../../rules/sources/source.schema.ts';
import { forgetDatasets } from '../../../plugins/known-datasets.ts';
import type { Platform } from '../../../testing/platform.ts';
import { aFile, sendVersion } from '../../../testing/publishing.ts';
import { HOURLY, idsOf, liveCity, row, SAMPLE, type LiveCity } from '../testing/live-city.ts';

let city: LiveCity;
let platform: Platform;
beforeAll(async () => {
  city = await liveCity();
  platform = city.platform;
}, 60_000);
afterAll(async () => {
  await city.close();
});
beforeEach(() => city.goOn());

describe('rows that are pushed', () => {
  it('[xz-9-3] [xz-16-2] given an approved live source, when rows are pushed, then they are served until the period ends and become a version', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    const first = await city.push(id, [row('0003'), row('0004', { 占用率: 0.125, 泊位数: null })]);
    expect(first).toMatchObject({ accepted: 2, revision: 1 });
    await city.push(id, [row('0005')]);
    await city.settle();
    const open = await city.rowsOf(datasetId);
    expect(open).toMatchObject({ total: 3, version: null, live: { revision: 2, rows: 3, mode: 'append' } });
    expect(open.items[1]).toEqual(
      row('0004', { 占用率: 0.125, 泊位数: null, 采集时间: '2026-11-23T09:00:00' }),
    );
    expect(await city.rowsOf(datasetId, '&version=1')).toMatchObject({ total: 2, version: 1 });
    expect((await city.view(datasetId)).live).toMatchObject({ rows: 3, startsAt: first.periodStart });

    city.clock.set(new Date(first.periodEnd));
    await city.seal(id);
    const sealed = await city.rowsOf(datasetId);
    expect(sealed).toMatchObject({ total: 3, version: 2 });
    expect(sealed).not.toHaveProperty('live');
    expect(sealed.items).toEqual(open.items);
    expect((await city.look(id)).periods).toMatchObject([{ state: 'sealed', outcome: 'published', rows: 3 }]);
    const original = await platform.app.inject(`/api/v1/datasets/${datasetId}/versions/2/original`);
    expect(original.body.split('\n')[2]).toBe('0004,甲停车场,,0.125,2026-11-23 09:00:00');
    const events = await platform.services.db
      .selectFrom('event')
      .select('action')
      .where('thing_id', '=', id)
      .orderBy('position')
      .execute();
    expect(events.map(({ action }) => action)).toEqual([
      'source.create',
      'source.approve',
      'source.deliver',
      'source.deliver',
      'source.seal',
    ]);
  });

  it('given a source that replaces, when the state of now is pushed, then only it is served, an empty one too', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId, { mode: 'replace', sealEvery: 'hour' });
    await city.push(id, [row('0003'), row('0004')]);
    await city.settle();
    await city.push(id, [row('0005')]);
    await city.settle();
    expect(idsOf(await city.rowsOf(datasetId))).toEqual(['0005']);
    await city.push(id, []);
    await city.settle();
    expect(await city.rowsOf(datasetId)).toMatchObject({ items: [], total: 0, live: { revision: 3 } });
    city.clock.advance(3_600_000);
    await city.seal(id);
    expect((await city.look(id)).periods).toMatchObject([{ outcome: 'empty', versionId: null }]);
    expect(await city.rowsOf(datasetId)).toMatchObject({ total: 2, version: 1 });
  });

  it('[xz-16-1] given rows of which some do not fit, when pushed, then nothing is taken and every fault is named', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    const problem = await platform.ask<{ code: string; errors: { pointer: string; detail: string }[] }>(
      platform.tokens.editor,
      'POST',
      `/sources/${id}/rows`,
      {
        body: { rows: [row('0003'), row('0004', { 泊位数: '很多', 颜色: '蓝' }), {}] },
        status: 422,
      },
    );
    expect(problem.code).toBe('rows-refused');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
      '/rows/1/颜色',
      '/rows/1/泊位数',
      '/rows/2',
    ]);
    expect(problem.errors[1]?.detail).toContain('第2行的“泊位数”应是整数');
    await city.settle();
    expect(await city.rowsOf(datasetId)).toMatchObject({ version: 1 });
    expect((await city.look(id)).periods).toEqual([]);
  });

  it('given NDJSON and CSV, when pushed, then they are taken with the digits of their numbers', async () => {
    const datasetId = await city.anOpenDataset('编号,数量\n0001,1.5\n');
    const id = await city.pushed(datasetId);
    const send = (type: string, payload: string) =>
      platform.app.inject({
        method: 'POST',
        url: `/api/v1/sources/${id}/rows`,
        headers: { authorization: `Bearer ${platform.tokens.editor}`, 'content-type': type },
        payload,
      });
    const big = '12345678901234567890.123456789012345678';
    const ndjson = await send('application/x-ndjson', `{"编号":"0002","数量":${big}}\n\n{"编号":"0003"}\n`);
    expect(ndjson.json()).toMatchObject({ accepted: 2, revision: 1 });
    const csv = await send('text/csv', '\ufeff数量,编号\r\n1.50,"00""04"\r\n');
    expect(csv.json()).toMatchObject({ accepted: 1, revision: 2 });
    const exact = await send('application/json', `{"rows":[{"编号":"0005","数量":${big}}]}`);
    expect(exact.statusCode).toBe(201);
    expect((await send('text/csv', '编号\n"0006\n')).statusCode).toBe(400);
    expect((await send('application/x-ndjson', '{"编号":')).statusCode).toBe(400);
    expect((await send('application/xml', '<a/>')).statusCode).toBe(415);
    await city.settle();
    const { body } = await platform.app.inject(`/api/v1/datasets/${datasetId}/exports/csv`);
    expect(body.trim().split(/\r?\n/).slice(1)).toEqual([
      `0002,${big}`,
      '0003,',
      '"00""04",1.500000000000000000',
      `0005,${big}`,
    ]);
  });

  it('given the example of the source’s page, when it is pushed, then it is taken', async () => {
    const id = await city.pushed(await city.anOpenDataset());
    const { example } = await city.look(id);
    expect(await city.push(id, [example ?? {}])).toMatchObject({ accepted: 1 });
  });

  it('given a delivery sent again with its key, when both are answered, then its rows are there once', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    const key = randomUUID();
    const send = () =>
      platform.app.inject({
        method: 'POST',
        url: `/api/v1/sources/${id}/rows`,
        headers: { authorization: `Bearer ${platform.tokens.editor}`, 'idempotency-key': key },
        payload: { rows: [row('0003')] },
      });
    const [first, second] = [await send(), await send()];
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-replayed']).toBe('true');
    await city.settle();
    expect(await city.rowsOf(datasetId)).toMatchObject({ total: 1 });
  });

  it('given a period that is over, when rows come before it is sealed, then they begin the next one and both become versions in order', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    const { periodEnd } = await city.push(id, [row('0003')]);
    city.clock.set(new Date(periodEnd));
    expect(await city.push(id, [row('0004')])).toMatchObject({ revision: 1, periodStart: periodEnd });
    city.clock.advance(3_600_000);
    await city.seal(id);
    expect(idsOf(await city.rowsOf(datasetId, '&version=2'))).toEqual(['0003']);
    expect(idsOf(await city.rowsOf(datasetId))).toEqual(['0004']);
  });
});

describe('what live rows are kept from', () => {
  it('[xz-31] given live rows, when the dataset is suspended, then they are gone at once, and come back with it', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003')]);
    await city.settle();
    await city.rowsOf(datasetId);
    const step = (event: string) =>
      platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/${event}`, {
        body: { reason: '核实' },
      });
    await step('suspend');
    for (const path of ['records', 'exports/csv', 'exports/parquet']) {
      expect((await platform.app.inject(`/api/v1/datasets/${datasetId}/${path}`)).statusCode).toBe(409);
    }
    expect((await city.view(datasetId)).live).toBeNull();
    await city.push(id, [row('0004')]);
    city.clock.advance(3_600_000);
    await city.seal(id);
    expect((await city.look(id)).periods).toMatchObject([{ outcome: 'validated', rows: 2 }]);
    await step('resume');
    expect(await city.rowsOf(datasetId)).toMatchObject({ version: 1 });
  });

  it('[xz-14-1] given live rows from before closed data were processed, when the dataset is open again, then they are withheld, also as a version', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003')]);
    await city.settle();
    city.clock.advance(1000);
    const { db } = platform.services;
    await db
      .updateTable('dataset')
      .set({ withheld_before: city.clock.now() })
      .where('id', '=', datasetId)
      .execute();
    forgetDatasets(platform.services);
    const { statusCode } = await platform.app.inject(`/api/v1/datasets/${datasetId}/records`);
    expect(statusCode).toBe(403);
    await city.push(id, [row('0004')]);
    await city.settle();
    expect(idsOf(await city.rowsOf(datasetId))).toEqual(['0004']);
    city.clock.advance(3_600_000);
    await city.seal(id);
    const { periods } = await city.look(id);
    expect(periods.map(({ outcome }) => outcome)).toEqual(['published', 'validated']);
    expect(await city.rowsOf(datasetId)).toMatchObject({ version: 2, total: 1 });
  });

  it('given a dataset that is not on the list, when rows are pushed, then nobody reads them before it is', async () => {
    const { datasetId } = await sendVersion(platform, aFile(SAMPLE));
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003')]);
    await city.settle();
    expect((await platform.app.inject(`/api/v1/datasets/${datasetId}/records`)).statusCode).toBe(404);
  });

  it('[xz-16-1] given a source that is drafted, paused or of another body, when rows are pushed, then they are refused', async () => {
    const datasetId = await city.anOpenDataset();
    const body = { datasetId, name: '闸机', everySeconds: null, live: HOURLY, address: { kind: 'push' } };
    const { editor, otherEditor, reviewer } = platform.tokens;
    const { id } = await platform.ask<SourceView>(editor, 'POST', '/sources', { body, status: 201 });
    await city.push(id, [row('0003')], 409);
    await platform.ask(reviewer, 'POST', `/sources/${id}/approve`, { body: {} });
    const other = { body: { rows: [row('0003')] } };
    await platform.ask(otherEditor, 'POST', `/sources/${id}/rows`, { ...other, status: 404 });
    await platform.ask(reviewer, 'POST', `/sources/${id}/rows`, { ...other, status: 403 });
    await platform.ask(null, 'POST', `/sources/${id}/rows`, { ...other, status: 404 });
    await platform.ask(editor, 'POST', `/sources/${id}/pause`, { body: {} });
    await city.push(id, [row('0003')], 409);
  });

  it('[xz-16-1] given an approved source, when it is made live in another way, then it has to be approved again, and its period ends with the next delivery', async () => {
    const datasetId = await city.anOpenDataset();
    const id = await city.pushed(datasetId);
    await city.push(id, [row('0003')]);
    const body = {
      name: '闸机',
      everySeconds: null,
      address: { kind: 'push' },
      live: { mode: 'replace', sealEvery: 'hour' },
      revision: 0,
    };
    const changed = await platform.ask<SourceView>(platform.tokens.editor, 'PUT', `/sources/${id}`, { body });
    expect(changed).toMatchObject({ state: 'drafted', live: { mode: 'replace' } });
    await city.push(id, [row('0004')], 409);
    await platform.ask(platform.tokens.reviewer, 'POST', `/sources/${id}/approve`, { body: {} });
    await city.push(id, [row('0004')]);
    await city.seal(id);
    expect(idsOf(await city.rowsOf(datasetId, '&version=2'))).toEqual(['0003']);
    expect(idsOf(await city.rowsOf(datasetId))).toEqual(['0004']);
  });

  it.each([
    [{ address: { kind: 'push' }, everySeconds: null, live: null }, '/live'],
    [{ address: { kind: 'push' }, everySeconds: 60, live: HOURLY }, '/everySeconds'],
    [
      { address: { kind: 'folder', path: '/srv', pattern: '*' }, everySeconds: 5, live: null },
      '/everySeconds',
    ],
    [
      { address: { kind: 'folder', path: '/srv', pattern: '*' }, everySeconds: null, live: HOURLY },
      '/everySeconds',
    ],
  ])('given the schedule %j, when drafted, then it is refused at %s', async (schedule, pointer) => {
    const datasetId = await city.anOpenDataset();
    const body = { name: '闸机', datasetId, ...schedule };
    const problem = await platform.ask<{ errors: { pointer: string }[] }>(
      platform.tokens.editor,
      'POST',
      '/sources',
      { body, status: 400 },
    );
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  it('given a dataset with a live source, when a second one is drafted, then it is refused', async () => {
    const datasetId = await city.anOpenDataset();
    await city.pushed(datasetId);
    const body = { datasetId, name: '第二个', everySeconds: null, live: HOURLY, address: { kind: 'push' } };
    await platform.ask(platform.tokens.editor, 'POST', '/sources', { body, status: 409 });
  });
});
