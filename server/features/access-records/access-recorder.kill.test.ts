import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../rules/time/clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { createAccessRecorder } from './access-recorder.ts';

const CHILD = fileURLToPath(new URL('testing/record-until-killed.ts', import.meta.url));
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/nowhere';
const KILLS = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 20);

interface Life {
  name: string;
  away: boolean;
  /** Acknowledgements until the kill, and how far into the next group it comes. */
  groups: number;
  killAfterMs: number;
}

/** Lets a recorder live until it is killed; answers what it had acknowledged: `<trace> <records>`. */
async function liveUntilKilled(life: Life, url: string, journal: string): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, life.away ? NOWHERE : url, journal, life.name]);
  const acknowledged: string[] = [];
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(`${life.name}-${line}`);
    if (acknowledged.length === life.groups) setTimeout(() => child.kill('SIGKILL'), life.killAfterMs);
  }
  await ended;
  return acknowledged;
}

describe('access records and kill -9', () => {
  let database: TestDatabase;
  let journal: string;
  beforeAll(async () => {
    database = await testDatabase();
    journal = await mkdtemp(path.join(os.tmpdir(), 'kaishu-access-'));
  });
  afterAll(() => Promise.all([database.drop(), rm(journal, { recursive: true })]));

  it(`[xz-25-5] given ${KILLS} lives killed at random moments, database there or away, when started again, then all that was acknowledged is there exactly once`, async () => {
    const anyLife = fc.record({
      away: fc.boolean(),
      groups: fc.integer({ min: 1, max: 12 }),
      killAfterMs: fc.integer({ min: 0, max: 60 }),
    });
    const acknowledged: string[] = [];
    for (const [index, life] of fc.sample(anyLife, KILLS).entries()) {
      acknowledged.push(...(await liveUntilKilled({ ...life, name: `life${index}` }, database.url, journal)));
    }
    const log = pino({ level: 'silent' });
    const recorder = createAccessRecorder({ ...database, journal, log, clock: systemClock, newId });
    await recorder.start();
    const { rows } = await database.pool.query<{ group: string; all: number; distinct: number }>(
      `select trace_id as "group", count(*) as all, count(distinct bytes) as distinct from access_record group by trace_id`,
    );
    const found = new Map(rows.map(({ group, ...counts }) => [group, counts]));
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
    for (const each of acknowledged) {
      const [group = '', records] = each.split(' ');
      expect(found.get(group), each).toEqual({ all: Number(records), distinct: Number(records) });
    }
    expect(await readdir(journal)).toEqual([]);
    await recorder.close();
  });
});
