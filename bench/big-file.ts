import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { RecordsPage } from '../rules/datasets/datasets.operations.ts';
import { killCity, type KillCity } from '../server/testing/kill/city.ts';
import { doorOf, type KillDoor } from '../server/testing/kill/life.ts';
import { startServerProcess, type ServerProcess } from '../server/testing/kill/server-process.ts';
import { longTable, type LongTable } from './data/long-table.ts';
import { timed, type Figure } from './figure.ts';
import { inspected, opened, validated } from './serving/publish.ts';
import { arrived, createUpload, sendPart } from './serving/tus.ts';
import { watch, type Watch } from './serving/watch.ts';

const MB = 1e6;
const MEGABYTES = Number(process.env['KAISHU_BIG_MEGABYTES'] ?? 200);
/** A folder with room for about twice the file. */
const PLACE = process.env['KAISHU_BIG_FOLDER'] ?? os.tmpdir();
const CUTS = 5;
/** Of the cuts, the one at which the server is killed. */
const KILLED = 2;
const LOOK_UPS = 100;
const NAME = '行程记录';

/** One file as large as asked: sent with interruptions, published by those who must, looked up, taken whole. */
export const bigFile: Figure = {
  yardstick: "DuckDB's one pass over the same file into typed Parquet",
  run: async (say) => {
    const scratch = await mkdtemp(path.join(PLACE, 'kaishu-big-'));
    const city = await killCity(path.join(scratch, 'data'));
    const watched = watch(scratch);
    const bench: Bench = { city, scratch, watched, say, server: await startServerProcess(city) };
    watched.follow(bench.server.pid);
    try {
      let digest = '';
      const ours = await timed(async () => (digest = await wholeWay(bench, longTable(MEGABYTES * MB))));
      await bench.server.stop();
      const yardstick = await timed(() => onePass(scratch, digest));
      const work = `CSV of ${MEGABYTES} MB: upload, publish, look up, take`;
      return [
        { work, ours: ours / 1000, yardstick: yardstick / 1000, unit: 's', reach: 'all of it comes back' },
      ];
    } finally {
      bench.server.kill();
      await bench.server.ended;
      watched.end();
      await city.drop();
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

interface Bench {
  city: KillCity;
  scratch: string;
  watched: Watch;
  server: ServerProcess;
  say(text: string): void;
}

const door = ({ server, city }: Bench): KillDoor => doorOf(server.origin, city.tokens);

/** Says how long a part of the way took, the most memory and the most disk in it. */
async function phase<T>(bench: Bench, name: string, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  bench.watched.take();
  const done = await work();
  const { memory, disk } = bench.watched.take();
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  bench.say(`${name}: ${seconds} s, at most ${mib(memory)} MiB of memory, ${mib(disk)} MiB on disk`);
  return done;
}

const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

/** Answers the file's digest. */
async function wholeWay(bench: Bench, table: LongTable): Promise<string> {
  bench.say(`${table.rows} rows, ${table.bytes} bytes`);
  const sent = createHash('sha256');
  const uploadId = await phase(bench, 'upload', () => upload(bench, table, sent));
  const digest = sent.digest('hex');
  const stored = await phase(bench, 'inspection', () => inspected(door(bench), uploadId));
  if (stored !== digest) throw new Error('the stored file is not the one that was sent');
  const datasetId = await phase(bench, 'conversion', () =>
    validated(door(bench), uploadId, { name: NAME, table }),
  );
  await phase(bench, 'publication', () => opened(door(bench), datasetId, NAME));
  await phase(bench, 'look-ups', () => lookUp(bench, datasetId, table));
  await phase(bench, 'CSV', () => takeCsv(bench, datasetId, digest));
  await phase(bench, 'Parquet', () => takeParquet(bench, datasetId, table));
  return digest;
}

/** Cut off at random places, each time going on from where the server says that it stands; once the server is killed. */
async function upload(bench: Bench, table: LongTable, sent: Hash): Promise<string> {
  const { editor: token } = bench.city.tokens;
  const named = { token, name: `${NAME}.csv`, bytes: table.bytes };
  const location = await createUpload(bench.server.origin, named);
  const cuts = Array.from({ length: CUTS }, () => Math.floor(Math.random() * 0.95 * table.bytes)).sort(
    (a, b) => a - b,
  );
  let hashed = 0;
  const onBytes = (bytes: Buffer, offset: number): void => {
    if (offset + bytes.length <= hashed) return;
    sent.update(bytes.subarray(hashed - offset));
    hashed = offset + bytes.length;
  };
  for (const [index, until] of [...cuts, null].entries()) {
    const offset = await arrived(bench.server.origin, { location, token });
    await sendPart(bench.server.origin, { location, token }, { table, offset, until, onBytes });
    if (until !== null) bench.say(`cut at ${until} of ${table.bytes}, sent from ${offset}`);
    if (index === KILLED) await killed(bench);
  }
  return location.split('/').at(-1) ?? '';
}

type Hash = ReturnType<typeof createHash>;

async function killed(bench: Bench): Promise<void> {
  bench.server.kill();
  await bench.server.ended;
  bench.server = await startServerProcess(bench.city);
  bench.watched.follow(bench.server.pid);
  bench.say('the server was killed and started again');
}

async function lookUp(bench: Bench, datasetId: string, table: LongTable): Promise<void> {
  const times: number[] = [];
  for (let time = 0; time < LOOK_UPS; time += 1) {
    const key = table.keyOf(Math.floor(Math.random() * table.rows));
    const wanted = new URLSearchParams({ where: `编号 = '${key}'` }).toString();
    times.push(
      await timed(async () => {
        const path = `/datasets/${datasetId}/records?${wanted}`;
        const { items } = await door(bench).ask<RecordsPage>(null, 'GET', path);
        if (items.length !== 1 || items[0]?.['编号'] !== key)
          throw new Error(`${key}: ${JSON.stringify(items)}`);
      }),
    );
  }
  const sorted = times.sort((a, b) => a - b);
  const shown = [0.5, 0.95].map((share) => (sorted[Math.floor(share * LOOK_UPS)] ?? NaN).toFixed(1));
  bench.say(`a row by its key: p50 ${shown[0] ?? ''} ms, p95 ${shown[1] ?? ''} ms`);
}

async function taken(bench: Bench, datasetId: string, format: string): Promise<Response> {
  const answer = await fetch(`${bench.server.origin}/api/v1/datasets/${datasetId}/exports/${format}`);
  if (!answer.ok || !answer.body) throw new Error(`${format}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** The values are written as the export writes them, so that it must be the very bytes that were sent. */
async function takeCsv(bench: Bench, datasetId: string, digest: string): Promise<void> {
  const { body } = await taken(bench, datasetId, 'csv');
  const hash = createHash('sha256');
  for await (const part of body ?? []) hash.update(part);
  if (hash.digest('hex') !== digest) throw new Error('the CSV that came back is not the one that was sent');
}

async function takeParquet(bench: Bench, datasetId: string, table: LongTable): Promise<void> {
  const { body, headers } = await taken(bench, datasetId, 'parquet');
  const file = path.join(bench.scratch, 'taken.parquet');
  const hash = createHash('sha256');
  const hashed = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      hash.update(part);
      yield part;
    }
  };
  await pipeline(Readable.from(body ?? []), hashed, createWriteStream(file));
  const said = `sha-256=:${hash.digest('base64')}:`;
  if (headers.get('repr-digest') !== said)
    throw new Error('the Parquet that came is not the one that was said');
  const [rows, first, last] = await query(`SELECT count(*), min(编号), max(编号) FROM '${file}'`);
  const expected = [String(table.rows), table.keyOf(0), table.keyOf(table.rows - 1)];
  if (String([rows, first, last]) !== String(expected))
    throw new Error(`${String(rows)} rows in the Parquet`);
  await rm(file);
}

async function query(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  try {
    const connection = await instance.connect();
    const [row = []] = (await connection.runAndReadAll(sql)).getRowsJson();
    connection.closeSync();
    return row;
  } finally {
    instance.closeSync();
  }
}

async function onePass(scratch: string, digest: string): Promise<void> {
  const file = path.join(scratch, 'data/objects/sha256', digest.slice(0, 2), digest);
  const out = path.join(scratch, 'yardstick.parquet');
  await query(`COPY (SELECT * FROM read_csv('${file}'))
    TO '${out}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)`);
}
