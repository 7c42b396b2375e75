import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHistory } from './testing/histories/acts.ts';
import { City } from './testing/histories/city.ts';
import { expectBoardToAgree, expectSound } from './testing/histories/invariants.ts';

/** Each costs about two seconds: two files are read, and all is checked after each act. */
const HISTORIES = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 20);
const ACTS = 24;

let city: City;
beforeAll(async () => {
  city = await City.open();
}, 120_000);
afterAll(() => city.close());

describe('entries, datasets, gradings, guidelines and work orders together', () => {
  it(
    '[xz-9] [xz-11] [xz-13] [xz-14] [xz-14-1] [zb2019] [grading2019] [plan2023-2.3] given any history of acts by anybody, when it is looked at after each, then nothing is open without grade, list and catalogue, classes follow, and the board says exactly where both sides disagree',
    async () => {
      await fc.assert(
        fc.asyncProperty(aHistory(ACTS), async (history) => {
          const all = [await city.anOpenOne(), await city.aDraft()];
          for (const act of history) {
            await city.try(act, all);
            await expectSound(city, all);
          }
          await expectBoardToAgree(city, all);
        }),
        // The guideline and what is listed go on from one history to the next: a smaller one would not be the same.
        { numRuns: HISTORIES, endOnFailure: true },
      );
      process.stdout.write(
        `${HISTORIES} histories, ${city.tried} acts: ${JSON.stringify(Object.fromEntries(city.done))}\n`,
      );
      for (const kind of ['write', 'list', 'declare'] as const)
        expect(city.done.get(kind) ?? 0, kind).toBeGreaterThan(0);
    },
    HISTORIES * 10_000 + 60_000,
  );
});
