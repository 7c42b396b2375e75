import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetView } from '../rules/datasets/datasets.operations.ts';
import { aDataUser, granted, openedOnConditions } from '../server/testing/granted.ts';
import { killCity, type KillCity } from '../server/testing/kill/city.ts';
import { doorOf, type KillDoor } from '../server/testing/kill/life.ts';
import { startServerProcess } from '../server/testing/kill/server-process.ts';
import { longTable, type LongTable } from './data/long-table.ts';
import type { Figure } from './figure.ts';
import { inspected, validated } from './serving/publish.ts';
import { createUpload, sendPart } from './serving/tus.ts';

const MEGABYTES = Number(process.env['KAISHU_REVOKED_MEGABYTES'] ?? 60);
const EXPORTS = 50;
const CALLS_A_SECOND = 500;
const NAME = '行程记录';
/** How long after the suspension it is still looked whether anything comes. */
const LOOKED_MS = 5000;

interface Read {
  bytes: number;
  lastAt: number;
  ended: 'whole' | 'broken' | null;
}

/** Fifty exports and five hundred calls a second under one grant, which is suspended while they run. */
export const revocation: Figure = {
  yardstick: 'the suspension itself, from its sending to its answer',
  run: async (say) => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-revocation-'));
    const city = await killCity(path.join(scratch, 'data'));
    try {
      const table = longTable(MEGABYTES * 1e6);
      say(`publishing ${table.rows} rows on conditions`);
      const dataset = await published(city, table);
      const { token, grant } = await city.inspect(async (services) => {
        const user = await aDataUser({ services });
        const bodies = { own: dataset.publisher.id };
        const terms = { fields: dataset.fields.map(({ name }) => name) };
        return { ...user, grant: await granted({ services, bodies }, dataset, user, terms) };
      });
      const server = await startServerProcess(city);
      try {
        const door = doorOf(server.origin, city.tokens);
        return [await suspended(door, { code: dataset.code, token, grant }, say)];
      } finally {
        await server.stop();
      }
    } finally {
      await city.drop();
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function published(city: KillCity, table: LongTable): Promise<DatasetView> {
  const server = await startServerProcess(city);
  try {
    const door = doorOf(server.origin, city.tokens);
    const named = { token: city.tokens.editor, name: `${NAME}.csv`, bytes: table.bytes };
    const location = await createUpload(door.origin, named);
    const part = { table, offset: 0, until: null, onBytes: () => undefined };
    await sendPart(door.origin, { location, token: city.tokens.editor }, part);
    const uploadId = location.split('/').at(-1) ?? '';
    await inspected(door, uploadId);
    const datasetId = await validated(door, uploadId, { name: NAME, table });
    await openedOnConditions(door, datasetId, NAME);
    return await door.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`);
  } finally {
    await server.stop();
  }
}

interface Granted {
  code: string;
  token: string;
  grant: string;
}

async function suspended(door: KillDoor, { code, token, grant }: Granted, say: (text: string) => void) {
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  const headers = { authorization: `Bearer ${token}` };
  const at = (way: string) => `${door.origin}/api/v1/datasets/${code}/${way}`;
  const reads = Array.from({ length: EXPORTS }, (): Read => ({ bytes: 0, lastAt: 0, ended: null }));
  for (const read of reads) take(at('exports/csv'), headers, read);
  const calls = { served: 0, refused: 0, lastServedAt: 0 };
  const calling = setInterval(() => {
    get(at('records?limit=5'), { headers, agent }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode !== 200) calls.refused += 1;
        else [calls.served, calls.lastServedAt] = [calls.served + 1, performance.now()];
      });
    }).once('error', () => undefined);
  }, 1000 / CALLS_A_SECOND);
  while (reads.some(({ bytes }) => bytes === 0)) await pause(20);
  await pause(1000);
  const running = reads.filter(({ ended }) => ended === null).length;
  say(`${running} exports run, ${calls.served} calls were served; now it is suspended`);
  const sent = performance.now();
  const body = { reason: '异常调用，核实中' };
  await door.ask(door.tokens.reviewer, 'POST', `/grants/${grant}/suspend`, { body });
  const answered = performance.now();
  await pause(LOOKED_MS);
  clearInterval(calling);
  agent.destroy();
  const broken = reads.filter(({ ended }) => ended === 'broken').length;
  const lastByte = Math.max(calls.lastServedAt, ...reads.map(({ lastAt }) => lastAt));
  return {
    work: `last byte that a client got under a suspended grant: ${EXPORTS} exports and about ${CALLS_A_SECOND} calls a second`,
    ours: lastByte - sent,
    yardstick: answered - sent,
    unit: 'ms after its sending',
    reach: '≤ 1 ×: no byte after the answer',
    note: `${broken} of ${running} running exports broken off; calls: ${calls.served} served, ${calls.refused} refused`,
  };
}

function take(url: string, headers: Record<string, string>, read: Read): void {
  get(url, { headers, agent: false }, (response) => {
    response.on('data', (chunk: Buffer) => {
      read.bytes += chunk.length;
      read.lastAt = performance.now();
    });
    response.once('end', () => (read.ended ??= 'whole'));
    response.once('error', () => (read.ended = 'broken'));
  }).once('error', () => (read.ended = 'broken'));
}
