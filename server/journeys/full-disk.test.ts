import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { RecordsPage } from '../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../rules/versions/versions.operations.ts';
import { killCity, type KillCity } from '../testing/kill/city.ts';
import { doorOf, type KillDoor } from '../testing/kill/life.ts';
import { startServerProcess, type ServerProcess } from '../testing/kill/server-process.ts';
import { eventually } from '../testing/platform.ts';
import { openDataset, readUpload, sendFile } from '../testing/publishing.ts';

const run = promisify(execFile);
const MIB = 1024 ** 2;
const LONG = 10 * 60_000;
const ROWS = 20_000;

const fileOf = (version: number): { name: string; bytes: Buffer } => ({
  name: `版本${version}.csv`,
  bytes: Buffer.from(
    `编号,版本,说明\n${Array.from({ length: ROWS }, (_, row) => `A${row},${version},${createHash('sha256').update(`${row}`).digest('hex')}\n`).join('')}`,
  ),
});

describe('a full disk', () => {
  let place: string;
  let mounted = false;
  let city: KillCity;
  let server: ServerProcess;
  let door: KillDoor;
  let datasetId: string;
  let published = 1;

  beforeAll(async () => {
    place = await mkdtemp(path.join(os.tmpdir(), 'kaishu-full-'));
    mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', place]).then(
      () => true,
      () => false,
    );
    if (!mounted) return;
    city = await killCity(path.join(place, 'data'));
    server = await startServerProcess(city);
    door = doorOf(server.origin, city.tokens);
    ({ datasetId } = await openDataset(door, fileOf(1), '磁盘会满的数据'));
    await csv();
  }, LONG);
  afterAll(async () => {
    if (mounted) {
      await server.stop();
      await city.drop();
      await run('umount', [place]);
    }
    await rm(place, { recursive: true, force: true });
  });

  afterEach(() => (mounted ? makeRoom() : undefined));

  const needsMount = ({ skip }: TestContext): void => {
    if (!mounted) skip('a file system of its own cannot be mounted here (root is needed)');
  };

  const ballast = (): string => path.join(place, 'ballast');
  const makeRoom = (): Promise<void> => rm(ballast(), { force: true });

  /** Takes all room but so many bytes. */
  async function fill(left: number): Promise<void> {
    const handle = await open(ballast(), 'a');
    const block = randomBytes(MIB);
    try {
      for (let size = MIB; size >= 4096; size /= 2) {
        const room = async (): Promise<number> => {
          const { bavail, bsize } = await statfs(place);
          return bavail * bsize - left;
        };
        while ((await room()) >= size) await handle.write(block, 0, size);
      }
    } finally {
      await handle.close();
    }
  }

  const exported = (format: string): Promise<Response> =>
    fetch(`${server.origin}/api/v1/datasets/${datasetId}/exports/${format}`);

  /** The version that the whole CSV is of. */
  async function csv(): Promise<number> {
    const answer = await exported('csv');
    expect(answer.status).toBe(200);
    const rows = (await answer.text()).trimEnd().split('\n').slice(1);
    const versions = new Set(rows.map((row) => row.split(',')[1]));
    expect([rows.length, versions.size]).toEqual([ROWS, 1]);
    return Number([...versions][0]);
  }

  /** What was published serves, whatever is full: a page of rows and what was exported before. */
  async function serves(version: number): Promise<void> {
    const page = await door.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?limit=10`);
    expect(page.items.map((item) => item['版本'])).toEqual(Array(10).fill(version));
    expect(await csv()).toBe(version);
  }

  const headers = () => ({ authorization: `Bearer ${city.tokens.editor}`, 'tus-resumable': '1.0.0' });
  const create = (name: string, bytes: number): Promise<Response> =>
    fetch(`${server.origin}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...headers(),
        'upload-length': String(bytes),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      },
    });
  async function send(location: string, bytes: Buffer): Promise<Response> {
    const at = await fetch(new URL(location, server.origin), { method: 'HEAD', headers: headers() });
    const offset = Number(at.headers.get('upload-offset'));
    return fetch(new URL(location, server.origin), {
      method: 'PATCH',
      headers: {
        ...headers(),
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes.subarray(offset)),
    });
  }

  it('given a file that is larger than the room there is, when it is announced, then no-space is said before a byte was sent', async (context) => {
    needsMount(context);
    const announced = await create('大文件.csv', 1024 ** 3);
    expect(announced.status).toBe(507);
    expect(await announced.json()).toMatchObject({ code: 'no-space' });
  });

  it(
    '[xz-25-5] given the disk fills while a file arrives, when there is room again, then the rest of it is sent and it is read',
    async (context) => {
      needsMount(context);
      const { name, bytes } = fileOf(2);
      const location = (await create(name, bytes.length)).headers.get('location') ?? '';
      await fill(200 * 1024);
      const refused = await send(location, bytes);
      expect(refused.status).toBe(507);
      expect(await refused.json()).toMatchObject({ code: 'no-space' });
      await serves(published);
      await makeRoom();
      expect((await send(location, bytes)).status).toBe(204);
      const { state, digest } = await readUpload(door, location.split('/').at(-1) ?? '');
      expect(state).toBe('read');
      expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
    LONG,
  );

  it(
    '[xz-25-5] given the disk is full while a version is converted and a download is made, when there is room again, then both are whole; what was open is served all the time',
    async (context) => {
      needsMount(context);
      const { name, bytes } = fileOf(2);
      const id = await sendFile(door, name, bytes);
      await readUpload(door, id);
      await fill(100 * 1024);
      const { versionId } = await door.ask<{ versionId: string }>(
        city.tokens.editor,
        'POST',
        `/uploads/${id}/confirm`,
        { body: { datasetId }, status: 201 },
      );
      const download = await exported('ndjson')
        .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
        .catch(() => null);
      // It says so, or breaks off: it does not end as if it were whole.
      if (download) expect(download).toMatchObject({ status: 507 });
      await serves(published);
      const version = (): Promise<VersionView> =>
        door.ask<VersionView>(city.tokens.editor, 'GET', `/versions/${versionId}`);
      expect((await version()).state).toBe('inspected');
      await makeRoom();
      expect((await eventually(version, ({ state }) => state !== 'inspected', 60)).state).toBe('validated');
      const lines = (await (await exported('ndjson')).text()).trimEnd().split('\n');
      expect(lines).toHaveLength(ROWS);
      await door.ask(city.tokens.reviewer, 'POST', `/versions/${versionId}/publish`);
      published = 2;
      await serves(published);
    },
    LONG,
  );

  it(
    '[xz-25-5] given not a byte of room as a version is published, when it is answered, then the version that the answer says is served, never a half one, and with room it is published',
    async (context) => {
      needsMount(context);
      const { name, bytes } = fileOf(3);
      const id = await sendFile(door, name, bytes);
      await readUpload(door, id);
      const { versionId } = await door.ask<{ versionId: string }>(
        city.tokens.editor,
        'POST',
        `/uploads/${id}/confirm`,
        { body: { datasetId }, status: 201 },
      );
      const version = (): Promise<VersionView> =>
        door.ask<VersionView>(city.tokens.editor, 'GET', `/versions/${versionId}`);
      await eventually(version, ({ state }) => state === 'validated', 60);
      await fill(0);
      const publish = () =>
        fetch(`${server.origin}/api/v1/versions/${versionId}/publish`, {
          method: 'POST',
          headers: { authorization: `Bearer ${city.tokens.reviewer}` },
        });
      const full = await publish();
      expect([200, 503, 507]).toContain(full.status);
      const rows = `/datasets/${datasetId}/records?select=版本,count(*) as n&groupBy=版本`;
      const { items } = await door.ask<RecordsPage>(null, 'GET', rows);
      expect(items).toEqual([{ 版本: full.ok ? 3 : published, n: ROWS }]);
      await makeRoom();
      if (!full.ok) expect((await publish()).status).toBe(200);
      published = 3;
      await serves(published);
    },
    LONG,
  );

  it(
    '[xz-25-5] given no byte of room for PostgreSQL either, when people act on, then each act is done or refused in clear words, and none is lost',
    async (context) => {
      needsMount(context);
      await fill(0);
      const path = `/api/v1/datasets/${datasetId}/draft`;
      const authorised = { authorization: `Bearer ${city.tokens.editor}` };
      const seen = new Set<number>();
      let summary = '';
      for (let time = 0; time < 40; time += 1) {
        const draft = await fetch(`${server.origin}${path}`, { headers: authorised });
        seen.add(draft.status);
        if (draft.status !== 200) continue;
        const { revision, entry } = (await draft.json()) as { revision: number; entry: { summary: string } };
        if (summary !== '') expect(entry.summary).toBe(summary);
        const next = `${time} ${randomBytes(30_000).toString('base64')}`.slice(0, 1500);
        const saved = await fetch(`${server.origin}${path}`, {
          method: 'PUT',
          headers: { ...authorised, 'content-type': 'application/json' },
          body: JSON.stringify({ revision, entry: { ...entry, summary: next } }),
        });
        seen.add(saved.status);
        if (saved.status === 200) summary = next;
      }
      expect([...seen].filter((status) => ![200, 503, 507].includes(status))).toEqual([]);
      await makeRoom();
      await server.stop();
      server = await startServerProcess(city);
      door = doorOf(server.origin, city.tokens);
      await serves(published);
      const draft = await door.ask<{ entry: { summary: string } }>(
        city.tokens.editor,
        'GET',
        `/datasets/${datasetId}/draft`,
      );
      if (summary !== '') expect(draft.entry.summary).toBe(summary);
    },
    LONG,
  );
});
