import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHistory, END, OPENING, tryAct } from './testing/conditional/acts.ts';
import { Chain } from './testing/conditional/chain.ts';
import {
  clocksOf,
  expectAnswered,
  expectClocksForward,
  expectKept,
  standingOf,
  type Standing,
} from './testing/conditional/invariants.ts';

/** Each costs some seconds: all is looked at after each act. */
const HISTORIES = Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 100);
const ACTS = 12;

let chain: Chain;
beforeAll(async () => {
  chain = await Chain.open();
}, 120_000);
afterAll(() => chain.close());

describe('applications, agreements and grants together', () => {
  it(
    '[xz-18] [xz-19] [xz-20] [xz-21] [xz-30] [xz-25-5] given any history of acts by anybody, when it is looked at after each, then nothing is delivered without an agreement in force that both have signed, no grant is wider than it, every refusal has reasons, every change has its event, and clocks only go forward',
    async () => {
      const reached = new Set<string>();
      const note = ({ parts, agreements, grants }: Standing): void => {
        for (const { state } of [...parts, ...agreements, ...grants]) reached.add(state);
      };
      await fc.assert(
        fc.asyncProperty(aHistory(ACTS), async (history) => {
          chain.applications.length = 0;
          let [before, clocks] = [await standingOf(chain), await clocksOf(chain)];
          note(before);
          for (const act of [...OPENING, ...history, END]) {
            const answer = await tryAct(chain, act);
            expectAnswered(answer);
            const [after, then] = [await standingOf(chain, before.last), await clocksOf(chain)];
            await expectKept(chain, before, after);
            expectClocksForward(clocks, then);
            [before, clocks] = [after, then];
            for (const { state } of [...after.parts, ...after.agreements, ...after.grants])
              reached.add(state);
          }
        }),
        // What is there goes on from one history to the next: a smaller one would not be the same.
        { numRuns: HISTORIES, endOnFailure: true },
      );
      // A model that never gets anywhere proves nothing.
      expect([...reached]).toEqual(expect.arrayContaining(['approved', 'in-force', 'active']));
    },
    HISTORIES * 20_000 + 60_000,
  );
});
