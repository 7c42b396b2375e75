import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actors, bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { step, type Outcome } from '../machine/machine.ts';
import { drawn, riskOf, type RiskSigns } from './draw.ts';
import {
  SPOT_CHECK_EVENTS,
  SPOT_CHECK_STATES,
  spotCheckMachine,
  type SpotCheckThing,
} from './spot-check.machine.ts';

const things = fc.record<SpotCheckThing>({
  state: fc.constantFrom(...SPOT_CHECK_STATES),
  ownerId: fc.constantFrom(...PEOPLE),
  organisationId: fc.constantFrom('own', null),
  bodyId,
  district: fc.constantFrom('own', null),
  openedRole: fc.constantFrom('publisher-reviewer', 'operator', 'authority', 'cyberspace-office'),
  openedBodyId: fc.constantFrom('own', null),
  interested: fc.subarray([...PEOPLE]),
  isComplete: fc.boolean(),
  isFound: fc.boolean(),
  isLate: fc.boolean(),
  reasons: fc.constantFrom([], [' '], ['没有注明来源']),
});

describe('the life cycle of a spot check', () => {
  keepsItsTable(spotCheckMachine, things);

  it('[xz-29] given any sequence of events, then only the office that opened it judges, nobody judges their own side, and nothing is passed that is found and not mended', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...SPOT_CHECK_EVENTS), actors, things), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (taken) => {
        let state: SpotCheckThing['state'] = 'asked';
        let isOpen = true;
        for (const [event, actor, thing] of taken) {
          const at: SpotCheckThing = { ...thing, state };
          const outcome: Outcome<SpotCheckThing['state']> = step(spotCheckMachine, at, event, actor);
          if (!outcome.ok) continue;
          const judges = event === 'find' || event === 'pass' || event === 'refer';
          if (judges && actor.accountId !== null) {
            expect([actor.role, actor.bodyId]).toEqual([thing.openedRole, thing.openedBodyId]);
            expect(thing.interested).not.toContain(actor.accountId);
          }
          if (event === 'answer' || event === 'rectify') isOpen = false;
          if (event === 'find') isOpen = true;
          if (event === 'pass') expect(isOpen).toBe(false);
          state = outcome.state;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('drawing grants to be checked', () => {
  const QUIET: RiskSigns = {
    ...{ isFastTrack: false, lateReports: 0, measures: 0, records: 0, calls: 0, checks: 1 },
  };
  /** Numbers in (0, 1) that one seed makes of ids. */
  const chances =
    (seed: number) =>
    (id: string): number => {
      let mixed = Math.imul(seed + Number(id), 0x9e3779b1) >>> 0;
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77) >>> 0;
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae3d) >>> 0;
      return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296 || 0.5;
    };

  it('[xz-29] given the same seed, when drawn again in another order, then the same are drawn', () => {
    const candidates = Array.from({ length: 50 }, (_, each) => ({
      id: String(each),
      weight: 1 + (each % 5),
    }));
    const once = drawn(candidates, 8, chances(7));
    expect(drawn(candidates.toReversed(), 8, chances(7))).toEqual(once);
    expect(new Set(once).size).toBe(8);
    expect(drawn(candidates, 100, chances(7))).toHaveLength(50);
  });

  it('[xz-29] given a grant of ten times the weight of nine others, when one is drawn 4,000 times, then it is about every second', () => {
    const candidates = Array.from({ length: 10 }, (_, each) => ({
      id: String(each),
      weight: each === 0 ? 9 : 1,
    }));
    let times = 0;
    for (let seed = 0; seed < 4000; seed += 1)
      if (drawn(candidates, 1, chances(seed * 101))[0] === '0') times += 1;
    expect(times / 4000).toBeGreaterThan(0.45);
    expect(times / 4000).toBeLessThan(0.55);
  });

  it('[plan2023-2.4] given signs of risk, then each makes the weight greater, the fast track most', () => {
    const quiet = riskOf(QUIET);
    const grown = [
      { isFastTrack: true },
      { lateReports: 1 },
      { measures: 1 },
      { records: 1 },
      { calls: 1000 },
      { checks: 0 },
    ].map((sign) => riskOf({ ...QUIET, ...sign }));
    for (const risk of grown) expect(risk).toBeGreaterThan(quiet);
    expect(Math.max(...grown)).toBe(grown[0]);
  });
});
