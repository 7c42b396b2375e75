import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { allAccesses, recorderFolder, recorderIn } from '../../testing/access-recorder.ts';

const CHILD = fileURLToPath(new URL('testing/record-until-killed.ts', import.meta.url));
const KILLS = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 20);

interface Life {
  name: string;
  /** Acknowledgements until the kill, and how far into the next group it comes. */
  groups: number;
  killAfterMs: number;
}

/** Lets a recorder live until it is killed; answers what it had acknowledged: `<trace> <records>`. */
async function liveUntilKilled(life: Life, url: string, folder: string): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, url, folder, life.name]);
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
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = await recorderFolder();
  });
  afterAll(() => Promise.all([database.drop(), rm(folder, { recursive: true })]));

  it(`[xz-25-5] given ${KILLS} lives killed at random moments, while segments are sealed, when started again, then all that was acknowledged is there exactly once`, async () => {
    const anyLife = fc.record({
      groups: fc.integer({ min: 1, max: 12 }),
      killAfterMs: fc.integer({ min: 0, max: 60 }),
    });
    const acknowledged: string[] = [];
    for (const [index, life] of fc.sample(anyLife, KILLS).entries()) {
      acknowledged.push(...(await liveUntilKilled({ ...life, name: `life${index}` }, database.url, folder)));
    }
    const { recorder, journal, close } = await recorderIn(folder, database.db);
    const before = Map.groupBy(await allAccesses(recorder), ({ trace }) => trace);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
    for (const each of acknowledged) {
      const [group = '', records] = each.split(' ');
      const found = before.get(group) ?? [];
      expect(found.length, each).toBe(Number(records));
      expect(new Set(found.map(({ bytes }) => bytes)).size, each).toBe(Number(records));
    }
    await recorder.seal();
    expect(Map.groupBy(await allAccesses(recorder), ({ trace }) => trace)).toEqual(before);
    expect(await readdir(journal)).toEqual([]);
    await close();
  });
});
