import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../rules/api/operation.ts';
import type { RecordsPage } from '../../../../rules/datasets/datasets.operations.ts';
import type { SourceView } from '../../../../rules/sources/source.schema.ts';
import type { getSource } from '../../../../rules/sources/sources.operations.ts';
import { LIVE_FAIL_POINTS } from '../../../store/fail-points.ts';
import { killCity, type KillCity } from '../../../testing/kill/city.ts';
import { asked, doorOf, type KillDoor } from '../../../testing/kill/life.ts';
import { startServerProcess } from '../../../testing/kill/server-process.ts';
import { aFile, openDataset } from '../../../testing/publishing.ts';
import { eventually } from '../../../testing/platform.ts';
import { idsOf, row, SAMPLE } from '../testing/live-city.ts';

const LONG = 10 * 60_000;
const SEALING = [
  ...LIVE_FAIL_POINTS.filter((point) => point !== 'live.delivered'),
  'publication.before-commit',
];
const POINTS = Number(process.env['KAISHU_RUNS'] ?? 100) > 100 ? SEALING : ['live.entered'];

describe('kill -9 of a server that takes live rows', () => {
  let directory: string;
  let city: KillCity;
  let datasetId = '';
  let sourceId = '';
  let version = 1;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-live-kill-'));
    city = await killCity(directory);
    await living(async (door) => {
      ({ datasetId } = await openDataset(door, aFile(SAMPLE), '实时停车信息'));
      const body = {
        datasetId,
        name: '闸机',
        everySeconds: null,
        live: { mode: 'append', sealEvery: 'month' },
        address: { kind: 'push' },
      };
      const source = await door.ask<SourceView>(door.tokens.editor, 'POST', '/sources', {
        body,
        status: 201,
      });
      sourceId = source.id;
      await door.ask(door.tokens.reviewer, 'POST', `/sources/${sourceId}/approve`, { body: {} });
    });
  }, LONG);
  afterAll(async () => {
    await city.drop();
    await rm(directory, { recursive: true, force: true });
  });

  /** A server until `work` is done, ended by kill -9. */
  async function living(work: (door: KillDoor) => Promise<void>, failPoint = ''): Promise<void> {
    const server = await startServerProcess(city, failPoint);
    try {
      await work(doorOf(server.origin, city.tokens));
    } finally {
      server.kill();
      await server.ended;
    }
  }

  const send = (origin: string, ids: readonly string[], key: string = randomUUID()) =>
    asked(`${origin}/api/v1/sources/${sourceId}/rows`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${city.tokens.editor}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ rows: ids.map((id) => row(id)) }),
    });

  const served = (door: KillDoor, ids: readonly string[], query = '') =>
    eventually(
      async () =>
        idsOf(await door.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?limit=100${query}`)),
      (found) => JSON.stringify(found) === JSON.stringify(ids),
    );

  /** As if the period had begun so long ago that it ends soon after the next start. */
  const endSoon = () =>
    city.inspect(async ({ db }) => {
      const ends = { ends_at: new Date(Date.now() + 4000) };
      await db.updateTable('live_period').set(ends).where('state', '=', 'open').execute();
    });

  it(
    '[xz-9-3] given a kill right after a delivery was written, when it is sent again with its key, then its rows are there once',
    { timeout: LONG },
    async () => {
      const key = randomUUID();
      await living(async ({ origin }) => {
        expect((await send(origin, ['A1', 'A2'])).status).toBe(201);
        await expect(send(origin, ['A3'], key)).rejects.toThrow('the server is gone');
      }, 'live.delivered:2');
      acknowledged.push('A1', 'A2', 'A3');
      await living(async (door) => {
        const { status } = await send(door.origin, ['A3'], key);
        expect(status).toBe(409);
        await served(door, acknowledged);
      });
    },
  );

  it.each(POINTS)(
    '[xz-16-2] given a kill at %s of a seal, when started again, then every acknowledged row is in one version, once',
    { timeout: LONG },
    async (point) => {
      await living(async (door) => {
        const id = `B${acknowledged.length}`;
        expect((await send(door.origin, [id])).status).toBe(201);
        acknowledged.push(id);
        await served(door, acknowledged);
      });
      await endSoon();
      const server = await startServerProcess(city, point);
      expect(await server.ended).toMatchObject({ signal: 'SIGKILL' });
      await living(async (door) => {
        const { periods } = await eventually(
          () => door.ask<OutputOf<typeof getSource>>(door.tokens.editor, 'GET', `/sources/${sourceId}`),
          (found) => found.periods.every(({ state }) => state === 'sealed'),
        );
        expect(periods.map(({ outcome }) => outcome)).toEqual(periods.map(() => 'published'));
        version += 1;
        await served(door, acknowledged);
        await served(door, acknowledged, `&version=${String(version)}`);
        const after = await asked(
          `${door.origin}/api/v1/datasets/${datasetId}/records?version=${String(version + 1)}`,
        );
        expect(after.status).toBe(404);
      });
      acknowledged.length = 0;
    },
  );
});
