import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningReport, RunningView } from '../../../rules/installation/running.operations.ts';
import { eventually, testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

const ROWS = 40_000;
/** Far more than is kept for a reader who takes nothing: its making waits. */
const HEAVY = Array.from({ length: 6 }, (_, n) => `${Array(8).fill('t').join('||')} as c${n}`).join(',');
/** Much work and not one row. */
const FRUITLESS = Array.from(
  { length: 90 },
  (_, n) => `${Array(8).fill('t').join('||')} like '%_x${n}_%'`,
).join(' or ');

let platform: Platform;
let administrator: string;
let datasetId: string;
let exports: string;
beforeAll(async () => {
  platform = await testPlatform({ exportBytes: 1024 ** 2 });
  administrator = await platform.person('system-administrator');
  const text = '一行很长的说明，'.repeat(3);
  const lines = Array.from({ length: ROWS }, (_, n) => `${n},第 ${n} 行${text}`);
  ({ datasetId } = await openDataset(platform, aFile(`n,t\n${lines.join('\n')}\n`), '跑不完的数据'));
  exports = `${platform.origin}/api/v1/datasets/${datasetId}/exports`;
}, 120_000);
afterAll(() => platform.close());

const running = (token = platform.tokens.operator): Promise<RunningReport> =>
  platform.ask(token, 'GET', '/running');
const found = (holds: (each: RunningView) => boolean): Promise<RunningView> =>
  eventually(
    async () => (await running()).items.filter(holds),
    ({ length }) => length > 0,
  ).then(([each]) => {
    if (!each) throw new Error('nothing runs');
    return each;
  });
const stop = (id: string, reason = '占用太多，改到夜间'): Promise<unknown> =>
  platform.ask(platform.tokens.operator, 'POST', `/running/${id}/stop`, { body: { reason } });

describe('what runs now', () => {
  it('[xz-25-7] given an export under way, when the operator stops it, then it is cut off and never looks whole, and the next one begins anew', async () => {
    const address = `${exports}/csv?select=${encodeURIComponent(HEAVY)}`;
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    const work = await found(({ kind, bytes }) => kind === 'export' && (bytes ?? 0) > 0);
    expect(work).toMatchObject({ state: 'running', format: 'csv', datasetId, role: 'visitor' });
    expect((await running()).gates.exports).toMatchObject({ taken: 1, waiting: 0 });
    await stop(work.id);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await eventually(running, ({ items, gates }) => items.length === 0 && gates.exports.taken === 0);
    const anew = await fetch(address);
    expect(anew.headers.get('etag')).not.toBe(answer.headers.get('etag'));
    const again = await found(({ kind }) => kind === 'export');
    await stop(again.id);
    await expect(anew.arrayBuffer()).rejects.toThrow();
  });

  it('[xz-25-5] given a query that finds nothing for long, when it is stopped, then its caller is told why, and the act is on record', async () => {
    const asked = fetch(`${exports}/ndjson?where=${encodeURIComponent(FRUITLESS)}`);
    const work = await found(({ format, state }) => format === 'ndjson' && state === 'running');
    await stop(work.id, '请缩小范围');
    const answer = await asked;
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'stopped-by-operator', detail: '请缩小范围' });
    const auditor = await platform.person('audit-administrator');
    const trail = await platform.ask<{ items: object[] }>(auditor, 'GET', '/audit/events?thing=running');
    expect(trail.items[0]).toMatchObject({
      action: 'running.stop',
      thingId: work.id,
      reasons: ['请缩小范围'],
    });
  });

  it('given exports of one caller that take all that one may take, when another asks, then they are served at once', async () => {
    const first = await fetch(`${exports}/tsv?select=${encodeURIComponent(HEAVY)}`);
    const second = fetch(`${exports}/json?select=${encodeURIComponent(HEAVY)}`);
    const waiting = await found(({ format, state }) => format === 'json' && state === 'waiting');
    const headers = { authorization: `Bearer ${platform.tokens.editor}` };
    const other = await fetch(`${exports}/ndjson?where=n%3C3`, { headers });
    expect((await other.text()).trim().split('\n')).toHaveLength(3);
    expect(await running(administrator)).toMatchObject({ gates: { exports: { places: 2, waiting: 1 } } });
    await stop(waiting.id);
    expect((await second).status).toBe(409);
    await stop((await found(({ format }) => format === 'tsv')).id);
    await expect(first.arrayBuffer()).rejects.toThrow();
  });

  it('given someone signed in, when others look at what runs, then only those who look after accounts see the name', async () => {
    const headers = { authorization: `Bearer ${platform.tokens.editor}` };
    const asked = fetch(`${exports}/ndjson?where=${encodeURIComponent(`${FRUITLESS} or n < 0`)}`, {
      headers,
    });
    const work = await found(({ format, state }) => format === 'ndjson' && state === 'running');
    expect(work).toMatchObject({ role: 'publisher-editor', accountName: null });
    const seen = (await running(administrator)).items.find(({ id }) => id === work.id);
    expect(seen?.accountName).toEqual(expect.any(String));
    await stop(work.id);
    expect((await asked).status).toBe(409);
  });

  it('given nothing of that id, when it is stopped, then it is not found', async () => {
    await platform.ask(platform.tokens.operator, 'POST', `/running/${datasetId}/stop`, {
      body: { reason: '没有了' },
      status: 404,
    });
  });
});
