import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionView } from '../../../../rules/versions/versions.operations.ts';
import { liveCity, row, type LiveCity } from '../testing/live-city.ts';
import { resumePeriods } from './ended-periods.ts';
import { liveTablesOf } from './live-tables.ts';

/** The full run's 1,000 runs a property are 50 lives of a source. */
const LIVES = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 20);
const LIVES_OF_A_DAY = 5;
const HOUR_MS = 3_600_000;

type Step = { act: 'push'; rows: number } | { act: 'restart' | 'end' | 'seal' };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('push' as const), rows: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ act: 'end' as const }) },
  { weight: 1, arbitrary: fc.constant({ act: 'seal' as const }) },
);

/** Where acknowledged rows are: in a version, or among the deliveries of a period that is none yet. */
async function heldRows({ platform, rowsOf }: LiveCity, datasetId: string): Promise<unknown[]> {
  const { db } = platform.services;
  const open = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => ({
      cells: await trx
        .selectFrom('live_delivery')
        .innerJoin('live_period', 'live_period.id', 'live_delivery.period_id')
        .select('live_delivery.cells')
        .where('live_period.dataset_id', '=', datasetId)
        .where('live_period.state', '!=', 'sealed')
        .execute(),
      versions: await trx
        .selectFrom('data_version')
        .select('number')
        .where('dataset_id', '=', datasetId)
        .where('number', '>', 1)
        .execute(),
    }));
  const delivered = open.cells.flatMap(({ cells }) => (cells ?? '').split('\n').slice(0, -1));
  const sealed = await Promise.all(
    open.versions.map(({ number }) => rowsOf(datasetId, `&version=${String(number)}`)),
  );
  return [
    ...delivered.map((line) => line.split(',')[0]),
    ...sealed.flatMap(({ items }) => items.map((each) => each['编号'])),
  ].sort();
}

describe('the life of a live source', () => {
  let city: LiveCity;
  beforeAll(async () => {
    city = await liveCity();
  }, 60_000);
  afterAll(() => city.close());

  /** Its tokens live for a day of the standing clock. */
  async function anotherCity(): Promise<void> {
    await city.close();
    city = await liveCity();
  }

  async function take(
    step: Step,
    life: { id: string; datasetId: string; acknowledged: string[] },
  ): Promise<void> {
    const { id, datasetId, acknowledged } = life;
    switch (step.act) {
      case 'push': {
        const ids = Array.from(
          { length: step.rows },
          (_, i) => `R${String(acknowledged.length + i).padStart(4, '0')}`,
        );
        const { accepted } = await city.push(
          id,
          ids.map((each) => row(each)),
        );
        expect(accepted).toBe(step.rows);
        acknowledged.push(...ids);
        return;
      }
      case 'restart': {
        const { periods } = await city.look(id);
        for (const period of periods) {
          await liveTablesOf(city.platform.services).forget({ id: period.id, datasetId });
        }
        return resumePeriods(city.platform.services);
      }
      case 'end':
        city.clock.advance(HOUR_MS / 4);
        return;
      case 'seal':
        return city.seal(id);
    }
  }

  it(
    `[xz-9-3] [xz-16-2] given ${LIVES} random lives of deliveries, restarts, ends and seals, then every acknowledged row is in exactly one of open period and sealed version, in its order`,
    { timeout: LIVES * 60_000 },
    async () => {
      const lives = fc.sample(fc.array(anyStep, { minLength: 8, maxLength: 14 }), LIVES);
      for (const [place, steps] of lives.entries()) {
        if (place > 0 && place % LIVES_OF_A_DAY === 0) await anotherCity();
        const datasetId = await city.anOpenDataset();
        const life = { id: await city.pushed(datasetId), datasetId, acknowledged: [] };
        for (const step of steps) {
          await take(step, life);
          expect(await heldRows(city, datasetId), JSON.stringify(steps)).toEqual(life.acknowledged);
        }
        city.clock.advance(HOUR_MS);
        await city.seal(life.id);
        const versions = await city.platform.ask<{ items: VersionView[] }>(
          null,
          'GET',
          `/datasets/${datasetId}/versions`,
        );
        const numbers = versions.items
          .flatMap(({ number }) => (number === null || number === 1 ? [] : [number]))
          .sort();
        const inOrder: unknown[] = [];
        for (const number of numbers) {
          const { items } = await city.rowsOf(datasetId, `&version=${String(number)}`);
          inOrder.push(...items.map((each) => each['编号']));
        }
        expect(inOrder, JSON.stringify(steps)).toEqual(life.acknowledged);
      }
    },
  );
});
