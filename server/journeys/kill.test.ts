import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAIL_POINTS } from '../store/fail-points.ts';
import { checkServed, checkStored } from '../testing/kill/check-city.ts';
import { killCity, type KillCity } from '../testing/kill/city.ts';
import { newLedger } from '../testing/kill/ledger.ts';
import { doorOf, liveUntilGone, ServerGone } from '../testing/kill/life.ts';
import { laterPassing, startServerProcess } from '../testing/kill/server-process.ts';

/** The full run's 1,000 runs a property are 100 kills. */
const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);
const KILLS = RUNS > 100 ? Math.ceil(RUNS / 10) : 2;
/** Those of exports are passed in kill-exports.test.ts, too. */
const POINTS = RUNS > 100 ? FAIL_POINTS : FAIL_POINTS.filter((point) => !point.startsWith('exports.'));
const LONG = 30 * 60_000;

const anyLife = fc.record({
  killAfterMs: fc.integer({ min: 0, max: 1500 }),
  choices: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 50, maxLength: 50 }),
});

/** Takes the choices in turn, over and over. */
const taking = (choices: readonly number[]): (() => number) => {
  let next = 0;
  return () => choices[next++ % choices.length] ?? 0;
};

describe('kill -9 during uploads, publishing and edits', () => {
  const ledger = newLedger();
  let directory: string;
  let city: KillCity;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-kill-'));
    city = await killCity(directory);
  }, LONG);
  afterAll(async () => {
    await city.drop();
    await rm(directory, { recursive: true, force: true });
  });

  /** One life, from a checked start to the kill; `killAfterMs` null leaves that to a fail point. */
  async function live(choices: readonly number[], killAfterMs: number | null, failPoint = ''): Promise<void> {
    const server = await startServerProcess(city, failPoint);
    try {
      const door = doorOf(server.origin, city.tokens);
      const isGone = await checkServed(door, ledger).then(
        () => false,
        (error: unknown) => {
          if (failPoint === '' || !(error instanceof ServerGone)) throw error;
          return true;
        },
      );
      // What an earlier life left over is tidied up at the start and may pass the point: that was a kill, too.
      if (isGone) return await live(choices, null, laterPassing(failPoint));
      const timer = killAfterMs === null ? undefined : setTimeout(() => server.kill(), killAfterMs);
      await liveUntilGone(door, ledger, taking(choices)).finally(() => clearTimeout(timer));
      const { signal, log } = await server.ended;
      expect({ signal, log }).toEqual({ signal: 'SIGKILL', log: '' });
    } finally {
      server.kill();
    }
  }

  it(
    `[xz-25-5] [xz-16-1] given ${KILLS} lives killed at random moments, when started again, then no acknowledged act is lost and no half version served`,
    { timeout: LONG },
    async () => {
      for (const { killAfterMs, choices } of fc.sample(anyLife, KILLS)) await live(choices, killAfterMs);
    },
  );

  it.each(POINTS)(
    'given a kill at %s, when started again, then no acknowledged act is lost and no half version served',
    { timeout: LONG },
    async (point) => {
      const [life] = fc.sample(anyLife, 1);
      await live(life?.choices ?? [], null, `${point}:2`);
    },
  );

  it('given the last of them, when started again, then it serves all that was acknowledged and stops in order', async () => {
    const server = await startServerProcess(city);
    await checkServed(doorOf(server.origin, city.tokens), ledger);
    await server.stop();
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  }, 120_000);

  it('[xz-25-5] given all these kills, when the store is looked into, then every act has its event, every access its record, every object its bytes', async () => {
    await city.inspect((services) => checkStored(services, ledger));
    expect(ledger.acts.length).toBeGreaterThan(KILLS);
    expect(ledger.accesses).toBeGreaterThan(KILLS);
  }, 120_000);
});
