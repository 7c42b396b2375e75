import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessRecorder } from '../features/access-records/index.ts';
import { recorderFolder, recorderIn, type RecorderInFolder } from '../testing/access-recorder.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { recordAccesses } from './access-records.ts';

const MEGABYTE = 1024 * 1024;

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(MEGABYTE);
}

function serve(access: AccessRecorder, datasetId: string): FastifyInstance {
  const app = fastify({ genReqId: () => newId() });
  recordAccesses(app, access);
  app.get('/', async () => 'a page');
  app.get('/api/v1/datasets/:id/records', async (request) => {
    request.access.served = { datasetId, version: 2, format: 'json' };
    return { items: [] };
  });
  app.get('/api/v1/unchanged', async (_request, reply) => reply.code(304).send());
  app.get('/api/v1/endless', async (_request, reply) => reply.send(Readable.from(endless())));
  return app;
}

describe('recording accesses at the door', () => {
  const datasetId = newId();
  let database: TestDatabase;
  let folder: string;
  let opened: RecorderInFolder;
  let access: AccessRecorder;
  let app: FastifyInstance;
  let origin: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await recorderFolder();
    opened = await recorderIn(folder, database.db);
    access = opened.recorder;
    app = serve(access, datasetId);
    origin = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await app.close();
    await opened.close();
    await Promise.all([database.drop(), rm(folder, { recursive: true })]);
  });

  /** What was recorded for an operation, once as many as `count` calls of it were. */
  async function recorded(operation: string, count = 1) {
    for (;;) {
      const all = await access.page({}, 1000, null);
      const rows = all.filter((each) => each.operation === operation);
      if (rows.length >= count) return rows;
      await new Promise(setImmediate);
    }
  }

  it('[xz-25-5] given a call about a dataset, when answered, then dataset, version, format, bytes and time are recorded, and nothing of the query', async () => {
    const answer = await fetch(`${origin}/api/v1/datasets/x/records?where=name='secret'`);
    const body = await answer.text();
    const [row] = await recorded('GET /api/v1/datasets/:id/records');
    expect(row).toMatchObject({
      dataset: datasetId,
      version: 2,
      format: 'json',
      status: 200,
      role: 'visitor',
      address: '127.0.0.1',
    });
    expect(row?.bytes).toBeGreaterThan(body.length);
    expect(row?.bytes).toBeLessThan(body.length + 1000);
    expect(row?.durationUs).toBeGreaterThan(0);
    expect(JSON.stringify(row)).not.toContain('secret');
  });

  it('given several calls on one connection, when answered, then each is recorded with its own bytes', async () => {
    for (let each = 0; each < 3; each += 1) await fetch(`${origin}/api/v1/unchanged`);
    const rows = await recorded('GET /api/v1/unchanged', 3);
    expect(rows.map(({ status }) => status)).toEqual([304, 304, 304]);
    expect(Math.max(...rows.map(({ bytes }) => bytes))).toBeLessThan(400);
  });

  it('given no such call, when answered with 404, then it is recorded as unknown', async () => {
    await fetch(`${origin}/api/v1/nowhere`);
    expect(await recorded('unknown')).toMatchObject([{ status: 404 }]);
  });

  it('given a page, when answered, then nothing is recorded', async () => {
    const before = access.counts().taken;
    await fetch(`${origin}/`);
    await fetch(`${origin}/api/v1/unchanged`);
    await recorded('GET /api/v1/unchanged', 4);
    expect(access.counts().taken).toBe(before + 1);
  });

  it('given a download, when the caller leaves in its midst, then what was sent until then is recorded', async () => {
    const { port } = new URL(origin);
    const caller = connectSocket(Number(port), '127.0.0.1');
    caller.write('GET /api/v1/endless HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(caller, 'data');
    caller.destroy();
    const [row] = await recorded('GET /api/v1/endless');
    expect(row?.status).toBe(200);
    expect(row?.bytes).toBeGreaterThan(MEGABYTE / 2);
  });

  it('given an injected call, when answered, then its stated length is recorded', async () => {
    const before = access.counts().taken;
    await app.inject('/api/v1/datasets/x/records');
    const rows = await recorded('GET /api/v1/datasets/:id/records', 2);
    expect(rows.map(({ bytes }) => bytes)).toContain('{"items":[]}'.length);
    expect(access.counts().taken).toBe(before + 1);
  });
});
