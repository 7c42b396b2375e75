import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordsPage } from '../rules/datasets/datasets.operations.ts';
import { killCity, type KillCity } from '../server/testing/kill/city.ts';
import { doorOf, type KillDoor } from '../server/testing/kill/life.ts';
import { startServerProcess } from '../server/testing/kill/server-process.ts';
import { longTable, type LongTable } from './data/long-table.ts';
import { timed, type Figure } from './figure.ts';
import { inspected, opened, validated } from './serving/publish.ts';
import { createUpload, sendPart } from './serving/tus.ts';
import { watch, type Watched } from './serving/watch.ts';

/** As XML four times as long: about 1 GB. */
const MEGABYTES = Number(process.env['KAISHU_STALLED_MEGABYTES'] ?? 250);
const CLIENTS = 50;
const SECONDS = Number(process.env['KAISHU_STALLED_SECONDS'] ?? 90);
const NAME = '行程记录';
const MIB = 2 ** 20;

/** Clients that begin to take about 1 GB each, the same and different rows, and then read no more. */
export const stalledClients: Figure = {
  yardstick: 'the same look-ups without those clients',
  run: async (say) => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-stalled-'));
    const watched = watch(path.join(scratch, 'data/temporary'));
    const city = await killCity(path.join(scratch, 'data'));
    // Each client has an address of its own: as one, they would be told that they ask too much.
    const env = { ...city.env, KAISHU_TRUSTED_PROXIES: '127.0.0.1' };
    const server = await startServerProcess({ ...city, env });
    watched.follow(server.pid);
    try {
      const table = longTable(MEGABYTES * 1e6);
      const door = doorOf(server.origin, city.tokens);
      say(`publishing ${table.rows} rows`);
      const datasetId = await publish(door, city, table);
      const asked = { door, datasetId, table };
      say('look-ups alone');
      await lookUps(asked, 5);
      watched.take();
      const yardstick = await lookUps(asked, SECONDS);
      const before = watched.take();
      say(`with ${CLIENTS} clients that stop reading`);
      const clients = Array.from({ length: CLIENTS }, (_, client) => stall(server.origin, asked, client));
      const ours = await lookUps(asked, SECONDS);
      const during = watched.take();
      const answers = await Promise.all(clients.map((client) => client()));
      const counts = Map.groupBy(answers, (answer) => answer);
      const note = `${inMib(during)} with them, ${inMib(before)} without; clients: ${[...counts].map(([status, all]) => `${all.length} × ${status}`).join(', ')}`;
      const work = `a row by its key while ${CLIENTS} × ${MEGABYTES} MB as XML stand still, p95`;
      return [{ work, ours, yardstick, unit: 'ms', reach: 'served all the time', note }];
    } finally {
      await server.stop();
      watched.end();
      await city.drop();
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

const inMib = ({ memory, disk }: Watched): string =>
  `at most ${(memory / MIB).toFixed(0)} MiB of memory and ${(disk / MIB).toFixed(0)} MiB of temporary files`;

interface Asked {
  door: KillDoor;
  datasetId: string;
  table: LongTable;
}

async function publish(door: KillDoor, { tokens }: KillCity, table: LongTable): Promise<string> {
  const named = { token: tokens.editor, name: `${NAME}.csv`, bytes: table.bytes };
  const location = await createUpload(door.origin, named);
  const part = { table, offset: 0, until: null, onBytes: () => undefined };
  await sendPart(door.origin, { location, token: tokens.editor }, part);
  const uploadId = location.split('/').at(-1) ?? '';
  await inspected(door, uploadId);
  const datasetId = await validated(door, uploadId, { name: NAME, table });
  await opened(door, datasetId, NAME);
  return datasetId;
}

/** One look-up a second; the 95th percentile of their milliseconds. */
async function lookUps({ door, datasetId, table }: Asked, seconds: number): Promise<number> {
  const times: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const key = table.keyOf(Math.floor((second / seconds) * table.rows));
    const wanted = new URLSearchParams({ where: `编号 = '${key}'` }).toString();
    const took = await timed(async () => {
      const { items } = await door.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?${wanted}`);
      if (items[0]?.['编号'] !== key) throw new Error(`${key}: ${JSON.stringify(items)}`);
    });
    times.push(took);
    await pause(Math.max(0, 1000 - took));
  }
  return times.sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? NaN;
}

/** Half of the clients ask for all rows, the others for all but some. What it answers ends the client and tells its status. */
function stall(origin: string, { datasetId, table }: Asked, client: number): () => Promise<string> {
  const first = table.keyOf(client % 2 === 0 ? 0 : client);
  const wanted =
    client % 2 === 0 ? '' : `?${new URLSearchParams({ where: `编号 >= '${first}'` }).toString()}`;
  const asking = get(`${origin}/api/v1/datasets/${datasetId}/exports/xml${wanted}`, {
    agent: false,
    headers: { 'x-forwarded-for': `10.0.0.${client + 1}` },
  });
  let status = 'no answer yet';
  const begun = once(asking, 'response').then(([answer]: IncomingMessage[]) => {
    status = String(answer?.statusCode ?? '');
    answer?.on('error', () => undefined).pause();
  });
  begun.catch(() => (status = 'connection ended'));
  asking.on('error', () => undefined);
  return () => {
    asking.destroy();
    return Promise.resolve(status);
  };
}
