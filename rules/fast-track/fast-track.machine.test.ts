import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VISITOR, type Actor } from '../access/roles.ts';
import { keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { step } from '../machine/machine.ts';
import { fastTrackFindings, type FastTrackAsked } from './eligibility.ts';
import {
  FAST_TRACK_EVENTS,
  FAST_TRACK_STATES,
  fastTrackMachine as machine,
  type FastTrackThing,
} from './fast-track.machine.ts';

const things = fc.record<FastTrackThing>({
  state: fc.constantFrom(...FAST_TRACK_STATES),
  interested: fc.subarray([...PEOPLE]),
  preparedBy: fc.constantFrom(...PEOPLE, null),
  isTakenIn: fc.boolean(),
  isEligible: fc.boolean(),
  reasons: fc.constantFrom([], ['不符合名单']),
});
const officials = fc.record<Actor>({
  ...{ bodyId: fc.constant(null), organisationId: fc.constant(null), district: fc.constant(null) },
  accountId: fc.constantFrom(...PEOPLE),
  role: fc.constantFrom('operator', 'authority'),
  assuranceLevel: fc.constant(VISITOR.assuranceLevel),
});

describe('the review of an application in one pass', () => {
  keepsItsTable(machine, things);

  it('[plan2023-2.4] given anything, when it is approved, then another one prepared it, nobody decides on their own, and nothing keeps it from it', () => {
    fc.assert(
      fc.property(things, officials, fc.constantFrom(...FAST_TRACK_EVENTS), (thing, actor, event) => {
        const outcome = step(machine, thing, event, actor);
        if (!outcome.ok) return;
        expect(thing.interested).not.toContain(actor.accountId);
        if (outcome.state === 'returned') expect(thing.reasons.length).toBeGreaterThan(0);
        if (outcome.state !== 'approved') return;
        expect(actor.role).toBe('authority');
        expect(thing.preparedBy).not.toBe(actor.accountId);
        expect([thing.isEligible, thing.isTakenIn]).toEqual([true, true]);
      }),
    );
  });
});

const FIRM: NonNullable<FastTrackAsked['entry']> = {
  ...{ kind: 'pioneer-firm', name: '浦江先锋', scenarioKind: null, creditCode: '91310000MA1FL0001R' },
  ...{ from: '2026-01-01', until: '2026-12-31', endedAt: null },
};
const FITTING: FastTrackAsked = {
  ...{ entry: FIRM, creditCode: '91310000MA1FL0001R', scenarioKind: 'own-business' },
  datasets: [{ name: '停车', openClass: 'conditional', levels: { person: 'A1', supply: 'D2' } }],
  ...{ restrictions: [], excludedLevels: ['A2'], today: '2026-11-23' },
};
const codes = (changes: Partial<FastTrackAsked>): string[] =>
  fastTrackFindings({ ...FITTING, ...changes }).map(({ code }) => code);

describe('what keeps an application from the fast track', () => {
  it('[plan2023-2.4] given a listed firm on a day of its entry, then nothing does; the day before and after, its entry does', () => {
    expect(codes({})).toEqual([]);
    for (const today of ['2025-12-31', '2027-01-01'])
      expect(codes({ today })).toEqual(['fast-track-not-in-force']);
    expect(codes({ entry: { ...FIRM, endedAt: '2026-02-01T00:00:00Z' } })).toEqual([
      'fast-track-not-in-force',
    ]);
  });

  it('[plan2023-2.4] given several obstacles, then all of them are said at once', () => {
    const datasets: FastTrackAsked['datasets'] = [
      { name: '就医', openClass: 'conditional', levels: { person: 'A2' } },
      { name: '公交', openClass: 'unconditional', levels: {} },
    ];
    const restrictions = [{ until: '2027-01-01' }];
    expect(codes({ creditCode: null, datasets, restrictions })).toEqual([
      'fast-track-other-firm',
      'fast-track-restricted-until',
      'fast-track-grade',
      'fast-track-class',
    ]);
    expect(codes({ entry: null })).toEqual(['fast-track-unlisted']);
  });

  it('[plan2023-2.4] given a key scenario, then anyone who states its kind of use fits, and nobody else', () => {
    const entry = { ...FIRM, kind: 'scenario' as const, creditCode: null };
    expect(codes({ entry: { ...entry, scenarioKind: 'own-business' }, creditCode: null })).toEqual([]);
    expect(codes({ entry: { ...entry, scenarioKind: 'scientific-research' } })).toEqual([
      'fast-track-other-scenario',
    ]);
  });
});
