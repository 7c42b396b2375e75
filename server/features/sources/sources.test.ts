import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import type { PullView, SourceView } from '../../../rules/sources/source.schema.ts';
import type { UploadView } from '../../../rules/uploads/uploads.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';
import { eventually, testPlatform, type Platform } from '../../testing/platform.ts';
import { queueDueSources } from './due-sources.ts';
import { pullOnce } from './pull-source.ts';
import { aSite, type Site } from './testing/fetching.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
const MORE = `${ROWS}0003,丙停车场,60\n`;
const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
let platform: Platform;
let site: Site;
beforeAll(async () => {
  platform = await testPlatform({ clock, sourceNetworks: ['127.0.0.1/32'] });
  site = await aSite((_request, reply) => void reply.end());
}, 60_000);
afterAll(async () => {
  await site.close();
  await platform.close();
});
beforeEach(() => {
  clock.advance(60_000);
  // Sources of earlier tests may come due in this one.
  site.answer = giving('');
});

const giving =
  (text: string): RequestListener =>
  (_request, reply) =>
    void reply.end(text);
let datasets = 0;
async function anOpenDataset(): Promise<string> {
  datasets += 1;
  const { datasetId } = await openDataset(platform, aFile(ROWS), `全市停车场信息（${datasets}）`);
  return datasetId;
}
const written = () => ({
  name: '停车场接口',
  address: { kind: 'url', url: `${site.origin}/parking.csv`, header: 'x-key' },
  everySeconds: 3600,
  live: null,
});

async function draft(datasetId: string, more: object = {}): Promise<SourceView> {
  const body = { ...written(), secret: '钥匙-1', datasetId, ...more };
  return platform.ask<SourceView>(platform.tokens.editor, 'POST', '/sources', { body, status: 201 });
}
const approve = (id: string) =>
  platform.ask(platform.tokens.reviewer, 'POST', `/sources/${id}/approve`, { body: {} });
async function approved(datasetId: string): Promise<SourceView> {
  const source = await draft(datasetId);
  await approve(source.id);
  return source;
}
const look = (id: string) =>
  platform.ask<{ source: SourceView; pulls: PullView[] }>(platform.tokens.editor, 'GET', `/sources/${id}`);
async function pull(id: string): Promise<PullView> {
  clock.advance(1000);
  await pullOnce(platform.services, id);
  const [last] = (await look(id)).pulls;
  if (!last) throw new Error('no pull was kept');
  return last;
}
const rowsOf = async (datasetId: string): Promise<number | null> =>
  (await platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`)).rows;

describe('a data source on its schedule', () => {
  it('[xz-9-3] [xz-16-2] given an approved source, when its time comes, then new rows are served without anybody asking', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    site.answer = giving(MORE);
    await queueDueSources(platform.services);
    const { pulls, source } = await eventually(
      () => look(id),
      ({ pulls: [first] }) => (first?.outcome ?? null) !== null,
    );
    expect(pulls).toMatchObject([{ outcome: 'published', problem: null }]);
    expect(source.nextPullAt).toBe(new Date(clock.now().getTime() + 3_600_000).toISOString());
    expect(await rowsOf(datasetId)).toBe(3);
    expect(await queueDueSources(platform.services)).toBe(0);
    const events = await platform.services.db
      .selectFrom('event')
      .select(['role', 'body'])
      .where('action', '=', 'source.publish')
      .where('thing_id', '=', datasetId)
      .execute();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ role: 'system' });
    expect(events[0]?.body).toContain(id);
    expect(events[0]?.body).toMatch(/"approvedBy":"[0-9a-f-]{36}"/);
  });

  it('given the same content again, when pulled, then there is no new version, whatever the server says of it', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    let tag = 0;
    site.answer = (_request, reply) => void reply.writeHead(200, { etag: `"${(tag += 1)}"` }).end(MORE);
    expect(await pull(id)).toMatchObject({ outcome: 'published' });
    expect(await pull(id)).toMatchObject({ outcome: 'unchanged', versionId: null, uploadId: null });
  });

  it('[xz-16-1] given a header that changed, when pulled, then the file waits for a person and a task says so', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    site.answer = giving('编号,名称,总泊位\n0001,甲停车场,120\n');
    const last = await pull(id);
    expect(last).toMatchObject({ outcome: 'waiting', versionId: null });
    expect(await rowsOf(datasetId)).toBe(2);
    const { editor } = platform.tokens;
    const upload = await platform.ask<UploadView>(editor, 'GET', `/uploads/${last.uploadId}`);
    expect(upload).toMatchObject({ state: 'read', datasetId, can: { confirm: true } });
    const { items } = await platform.ask<{ items: Task[] }>(editor, 'GET', '/tasks');
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'confirm-reading', thingId: last.uploadId }),
    );
  });

  it('[xz-16-1] given a value that is not of its column’s type, when pulled, then the file waits for a person and the version before goes on serving', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    site.answer = giving(`${MORE}0004,丁停车场,很多\n`);
    expect(await pull(id)).toMatchObject({ outcome: 'waiting' });
    expect(await rowsOf(datasetId)).toBe(2);
  });

  it('given a dataset that is not on the list yet, when pulled, then its version waits for a reviewer', async () => {
    const { datasetId } = await sendVersion(platform, aFile(ROWS));
    const { id } = await approved(datasetId);
    site.answer = giving(MORE);
    expect(await pull(id)).toMatchObject({ outcome: 'validated' });
  });

  it('given a suspended dataset, when pulled, then its version waits for a reviewer', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    await platform.ask(platform.tokens.reviewer, 'POST', `/datasets/${datasetId}/suspend`, {
      body: { reason: '核实' },
    });
    site.answer = giving(MORE);
    expect(await pull(id)).toMatchObject({ outcome: 'validated' });
  });

  it('given a server that fails, when pulled, then the reason is kept and the next pull goes on', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    site.answer = (_request, reply) => void reply.writeHead(503).end();
    expect(await pull(id)).toMatchObject({
      outcome: 'failed',
      problem: { reason: 'status', args: { status: 503 } },
    });
    const { items } = await platform.ask<{ items: Task[] }>(platform.tokens.editor, 'GET', '/tasks');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'mend-source', thingId: id }));
    site.answer = giving(MORE);
    expect(await pull(id)).toMatchObject({ outcome: 'published' });
    expect(await readdir(platform.services.directory.paths.temporary)).not.toContainEqual(
      expect.stringMatching(/^pull-/),
    );
  });

  it('given a pull under way, when another one begins, then only one is done', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    let asked = 0;
    const answers: (() => void)[] = [];
    const arrived = new Promise<void>((resolve) => {
      site.answer = (_request, reply) => {
        asked += 1;
        answers.push(() => void reply.end(MORE));
        resolve();
      };
    });
    const first = pullOnce(platform.services, id);
    await arrived;
    await pullOnce(platform.services, id);
    for (const answer of answers) answer();
    await first;
    expect(asked).toBe(1);
    expect((await look(id)).pulls).toMatchObject([{ outcome: 'published' }]);
  });
});

describe('who decides about a source', () => {
  it('[xz-16-1] given a source paused while it was fetched, when its file came, then the version waits', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    let paused: Promise<unknown> | undefined;
    site.answer = (_request, reply) => {
      paused ??= platform.ask(platform.tokens.editor, 'POST', `/sources/${id}/pause`, { body: {} });
      void paused.then(() => reply.end(MORE));
    };
    await pullOnce(platform.services, id);
    expect((await look(id)).pulls).toMatchObject([{ outcome: 'validated' }]);
    expect(await rowsOf(datasetId)).toBe(2);
  });

  it('[xz-16-1] given an approved source, when its address or its secret is changed, then it is drafted and not pulled', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    const { editor } = platform.tokens;
    const save = (revision: number, more: object) =>
      platform.ask<SourceView>(editor, 'PUT', `/sources/${id}`, {
        body: { ...written(), revision, ...more },
      });
    expect(await save(0, { everySeconds: 300 })).toMatchObject({
      state: 'approved',
      everySeconds: 300,
      revision: 1,
    });
    const address = { kind: 'folder', path: '/srv/x', pattern: '*' };
    expect(await save(1, { address })).toMatchObject({
      state: 'drafted',
      approvedBy: null,
      nextPullAt: null,
    });
    await approve(id);
    expect(await save(2, { address, secret: 'neu' })).toMatchObject({ state: 'drafted' });
    clock.advance(7_200_000);
    await queueDueSources(platform.services);
    await pullOnce(platform.services, id);
    expect((await look(id)).pulls).toEqual([]);
    await platform.ask(editor, 'POST', `/sources/${id}/pulls`, { body: {}, status: 409 });
    await platform.ask(editor, 'PUT', `/sources/${id}`, { body: { ...written(), revision: 0 }, status: 412 });
  });

  it('given a secret, when the source is read, listed or kept, then it is nowhere to be seen, and sent only in its header', async () => {
    const datasetId = await anOpenDataset();
    const { id } = await approved(datasetId);
    let sent: string | undefined;
    site.answer = (request, reply) => {
      sent = request.headers['x-key']?.toString();
      reply.end(MORE);
    };
    await platform.ask(platform.tokens.editor, 'PUT', `/sources/${id}`, {
      body: { ...written(), revision: 0, secret: 'geheim-4711' },
    });
    await approve(id);
    await pull(id);
    expect(sent).toBe('geheim-4711');
    const seen = JSON.stringify([
      await look(id),
      await platform.ask(platform.tokens.operator, 'GET', '/sources'),
    ]);
    expect(seen).not.toContain('geheim-4711');
    expect(seen).toContain('"hasSecret":true');
    const { pool } = platform.services;
    const rows = await pool.query<{ text: string }>(
      `select string_agg(source::text, '') || (select string_agg(body, '') from event) as text from source`,
    );
    expect(rows.rows[0]?.text).not.toContain('geheim-4711');
    expect(rows.rows[0]?.text).not.toContain(Buffer.from('4711').toString('hex'));
  });

  it.each([
    [{ kind: 'url', url: 'file:///etc/passwd', header: '' }],
    [{ kind: 'url', url: 'https://user:pass@example.cn/', header: '' }],
    [{ kind: 'url', url: 'https://example.cn/', header: 'x: y\r\nz' }],
    [{ kind: 'folder', path: 'relative', pattern: '*' }],
    [{ kind: 'folder', path: '/srv', pattern: '../*' }],
    [{ kind: 'postgresql', host: '/var/run', port: 5432, database: 'a', user: 'b', query: 'c' }],
    [{ kind: 'ftp', url: 'ftp://example.cn/' }],
  ])('given the address %j, when drafted, then the input is refused', async (address) => {
    const datasetId = '00000000-0000-7000-8000-000000000000';
    const body = { ...written(), datasetId, address };
    await platform.ask(platform.tokens.editor, 'POST', '/sources', { body, status: 400 });
  });

  it('[xz-16-2] given a folder that the installation does not list, when pulled, then it is refused', async () => {
    const datasetId = await anOpenDataset();
    const folder = join(platform.services.directory.path, 'secrets');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'x.csv'), ROWS);
    const { id } = await draft(datasetId, { address: { kind: 'folder', path: folder, pattern: '*' } });
    await approve(id);
    expect(await pull(id)).toMatchObject({ outcome: 'failed', problem: { reason: 'folder-refused' } });
    expect(await readFile(join(folder, 'x.csv'), 'utf8')).toBe(ROWS);
  });
});
