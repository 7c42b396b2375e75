import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, openDataset } from '../testing/publishing.ts';
import { createReadiness } from './health.ts';

const TOKEN = 'a-token-that-only-the-scraper-has';
const TRACE = '0af7651916cd43dd8448eb211c80319c';

let platform: Platform;
let app: FastifyInstance;
beforeAll(async () => {
  platform = await testPlatform();
  const readiness = createReadiness(platform.services);
  app = await createApp(platform.services, { withPages: false, metricsToken: TOKEN, readiness });
}, 60_000);
afterAll(async () => {
  await app.close();
  await platform.close();
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });
const measured = async (): Promise<string> =>
  (await get('/metrics', { authorization: `Bearer ${TOKEN}` })).payload;

describe('for those who serve it', () => {
  it('given calls and works, when a scraper with the token asks, then they are counted by operation, and by nothing of anybody’s', async () => {
    const { datasetId } = await openDataset(platform, aFile('n,t\n1,a\n2,b\n'), '量一量的数据');
    expect((await get(`/api/v1/datasets/${datasetId}/records?where=n%3E1`)).statusCode).toBe(200);
    expect((await get(`/api/v1/datasets/${datasetId}/exports/csv`)).statusCode).toBe(200);
    await expect.poll(measured).toContain('operation="exportDataset",status="200"} 1');
    const text = await measured();
    for (const line of [
      'kaishu_http_request_duration_seconds_count{operation="listRecords",status="200"} 1',
      'kaishu_engine_work_duration_seconds_count{kind="export",format="csv"} 1',
      'kaishu_engine_places{gate="exports",what="places"} 2',
      'kaishu_export_store{what="made"} 1',
      'kaishu_job_duration_seconds_count{queue="inspect-upload",result="done"} 1',
      'kaishu_postgresql_connections{state="open"}',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain(datasetId);
  });

  it('[xz-25-7] given no token or a wrong one, when metrics are asked for, then there is no such address', async () => {
    expect((await get('/metrics')).statusCode).toBe(404);
    expect((await get('/metrics', { authorization: 'Bearer another' })).statusCode).toBe(404);
    const without = await createApp(platform.services, { withPages: false });
    expect((await without.inject('/metrics')).statusCode).toBe(404);
    await without.close();
  });

  it('given a process that works, when it is asked, then it is ready; once it leaves, it is not, but lives', async () => {
    const readiness = createReadiness(platform.services);
    const leaving = await createApp(platform.services, { withPages: false, readiness });
    expect((await leaving.inject('/ready')).json()).toEqual({ status: 'ready' });
    readiness.leave();
    const answer = await leaving.inject('/ready');
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not-ready' }]);
    expect((await leaving.inject('/health')).json()).toEqual({ status: 'ok' });
    await leaving.close();
  });

  it('given a part that does not answer, when readiness is asked for, then it is not ready', async () => {
    const objects = { ...platform.services.objects, directory: '/nonexistent' };
    const broken = createReadiness({ ...platform.services, objects });
    expect(await broken.isReady()).toBe(false);
    const has = (): Promise<boolean> => Promise.reject(new Error('the bucket does not answer'));
    const apart = createReadiness({ ...platform.services, objects: { ...platform.services.objects, has } });
    expect(await apart.isReady()).toBe(false);
  });

  it('given a caller with a trace of their own, when it is answered, then trace, problem and events carry its id', async () => {
    const answer = await get('/api/v1/datasets/SH-XXX-000001', {
      traceparent: `00-${TRACE}-b7ad6b7169203331-01`,
    });
    expect(answer.headers['traceresponse']).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
    expect(answer.json()).toMatchObject({ traceId: TRACE });
    const other = await get('/api/v1/datasets/SH-XXX-000001', { traceparent: `00-${'0'.repeat(32)}-x-01` });
    expect(other.json<{ traceId: string }>().traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  });
});
