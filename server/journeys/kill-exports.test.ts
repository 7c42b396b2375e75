import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killCity, type KillCity } from '../testing/kill/city.ts';
import { doorOf, ServerGone, type KillDoor } from '../testing/kill/life.ts';
import { startServerProcess, type ServerProcess } from '../testing/kill/server-process.ts';
import { openDataset, sendVersion } from '../testing/publishing.ts';

const LIVES = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 100);
const LONG = 30 * 60_000;
const ROWS = 30_000;
const FORMATS = ['csv', 'ndjson', 'parquet', 'xml'] as const;
type Format = (typeof FORMATS)[number];
const KAISHU = path.join(import.meta.dirname, '../../cli/kaishu.mjs');

/** Every row names its version, and each version has a number of rows of its own. */
const fileOf = (version: number): { name: string; bytes: Buffer } => ({
  name: `版本${version}.csv`,
  bytes: Buffer.from(
    `编号,版本,说明\n${Array.from({ length: ROWS + version }, (_, row) => `A${row},${version},第 ${row} 行，够长的一段说明\n`).join('')}`,
  ),
});

/** What a client has of a download. */
interface Download {
  format: Format;
  bytes: Buffer;
  /** Whether the server said that this is all of it. */
  whole: boolean;
  etag: string;
}

/** Reads until the end or until the server is gone; `from` goes on where another download broke off. */
async function download(origin: string, id: string, format: Format, from?: Download): Promise<Download> {
  const headers = from ? { range: `bytes=${from.bytes.length}-`, 'if-range': from.etag } : {};
  const asking = get(`${origin}/api/v1/datasets/${id}/exports/${format}`, { agent: false, headers });
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const status = answer.statusCode ?? 0;
  if (status >= 300) throw new Error(`${format}: ${status}`);
  const parts: Buffer[] = status === 206 && from ? [from.bytes] : [];
  const { etag = '', 'repr-digest': digest } = answer.headers;
  if (status === 206) expect(etag).toBe(from?.etag);
  const whole = await (async () => {
    for await (const part of answer) parts.push(part as Buffer);
    return true;
  })().catch(() => false);
  const bytes = Buffer.concat(parts);
  // What comes to its end is what was said of it.
  if (whole && typeof digest === 'string')
    expect(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`).toBe(digest);
  return { format, bytes, whole, etag };
}

/** The version that the bytes are all of; throws when they are not all of one. */
function versionIn({ format, bytes }: Download): number | null {
  if (format === 'parquet') return null;
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  const rows = lines.filter((line) => /A\d+/.test(line));
  const version = rows.length - ROWS;
  const own = { csv: `,${version},`, ndjson: `"版本":${version},`, xml: `<版本>${version}</版本>` }[format];
  if (version < 1 || !rows.every((row) => row.includes(own)))
    throw new Error(`${format}: ${rows.length} rows are no version`);
  return version;
}

/** What those see who were talking to the server. */
const isGone = (error: unknown): boolean =>
  error instanceof ServerGone ||
  (error instanceof Error &&
    /ECONNREFUSED|ECONNRESET|socket hang up|fetch failed|terminated/.test(error.message));

describe('kill -9 while exports are made and versions published', () => {
  let directory: string;
  let city: KillCity;
  let datasetId: string;
  const published = { version: 1, asked: 1 };
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-kill-exports-'));
    city = await killCity(path.join(directory, 'data'));
    const server = await startServerProcess(city);
    datasetId = (await openDataset(doorOf(server.origin, city.tokens), fileOf(1), '会被打断的数据'))
      .datasetId;
    await server.stop();
  }, LONG);
  afterAll(async () => {
    await city.drop();
    await rm(directory, { recursive: true, force: true });
  });

  async function publishNext(door: KillDoor): Promise<void> {
    const next = ++published.asked;
    const { version } = await sendVersion(door, fileOf(next), datasetId);
    await door.ask(door.tokens.reviewer, 'POST', `/versions/${version.id}/publish`);
    published.version = next;
  }

  /** Downloads and publishes until the server is gone; answers what the clients had by then. */
  async function liveUntilGone(server: ServerProcess): Promise<Download[]> {
    const door = doorOf(server.origin, city.tokens);
    const had: Download[] = [];
    const reading = FORMATS.map(async (format) => {
      for (;;) {
        const got = await download(server.origin, datasetId, format);
        if (got.whole) versionIn(got);
        had.push(got);
        if (!got.whole) return;
      }
    });
    const writing = publishNext(door);
    const ended = await Promise.allSettled([...reading, writing]);
    await server.ended;
    const wrong = ended.filter((each) => each.status === 'rejected').filter(({ reason }) => !isGone(reason));
    expect(wrong).toEqual([]);
    return had.filter(({ whole }) => !whole);
  }

  /** After a restart: each broken download goes on, in the same making or from its beginning, to one whole version. */
  async function goOn(broken: readonly Download[]): Promise<void> {
    const server = await startServerProcess(city);
    try {
      for (const each of broken) {
        const all = await download(server.origin, datasetId, each.format, each);
        expect(all.whole).toBe(true);
        const version = versionIn(all);
        if (version !== null) expect(version).toBeGreaterThanOrEqual(published.version);
        const again = await download(server.origin, datasetId, each.format);
        expect(again.bytes.equals(all.bytes)).toBe(true);
      }
    } finally {
      await server.stop();
    }
  }

  it(
    `[xz-17] [xz-25-5] given ${LIVES} lives killed at random moments of exports and publishing, when started again, then each download ends as one whole version`,
    { timeout: LONG },
    async () => {
      for (const killAfterMs of fc.sample(fc.integer({ min: 20, max: 1500 }), LIVES)) {
        const server = await startServerProcess(city);
        const timer = pause(killAfterMs).then(() => server.kill());
        const broken = await liveUntilGone(server);
        await timer;
        await goOn(broken);
      }
    },
  );

  it.each(['exports.half-written:3', 'exports.written:2', 'publication.before-commit'])(
    '[xz-17] given a kill at %s, when started again, then each download ends as one whole version',
    { timeout: LONG },
    async (point) => {
      const broken = await liveUntilGone(await startServerProcess(city, point));
      await goOn(broken);
    },
  );

  it(
    '[xz-25-5] given a backup of what these lives left, when restored elsewhere, then every export has the same bytes and every event is there',
    { timeout: LONG },
    async () => {
      // The copy has a PostgreSQL of its own.
      const { DATABASE_URL: _, ...env } = city.env;
      const copy = { ...city, env, directory: path.join(directory, 'restored') };
      const kaishu = (of: KillCity, ...args: string[]): Promise<unknown> =>
        promisify(execFile)(process.execPath, [KAISHU, ...args, '--data', of.directory], { env: of.env });
      const file = path.join(directory, 'backup.kaishu');
      const before = await taken(city, datasetId);
      await kaishu(city, 'export', '--out', file);
      await kaishu(copy, 'restore', file);
      const after = await taken(copy, datasetId);
      expect(after.exports).toEqual(before.exports);
      expect(after.versions).toEqual(before.versions);
      expect(after.events).toEqual(before.events);
    },
  );
});

/** The digest of every export, the versions and the events of a city. */
async function taken(city: KillCity, datasetId: string) {
  const server = await startServerProcess(city);
  try {
    const { ask, tokens } = doorOf(server.origin, city.tokens);
    const exports: Record<string, string> = {};
    for (const format of FORMATS) {
      const { bytes } = await download(server.origin, datasetId, format);
      exports[format] = createHash('sha256').update(bytes).digest('hex');
    }
    const versions = await ask<{ items: object[] }>(null, 'GET', `/datasets/${datasetId}/versions`);
    const { items } = await ask<{ items: object[] }>(
      tokens.auditor,
      'GET',
      `/audit/events?thingId=${datasetId}&limit=100`,
    );
    return { exports, versions, events: items };
  } finally {
    await server.stop();
  }
}
