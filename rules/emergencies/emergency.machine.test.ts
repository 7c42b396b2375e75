import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM, VISITOR, type Actor } from '../access/roles.ts';
import { step } from '../machine/machine.ts';
import { actors, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import {
  EMERGENCY_EVENTS,
  EMERGENCY_STATES,
  emergencyMachine,
  type EmergencyThing,
} from './emergency.machine.ts';

const things = fc.record<EmergencyThing>({
  state: fc.constantFrom(...EMERGENCY_STATES),
  declaredBy: fc.constantFrom(...PEOPLE),
  hasTimeLeft: fc.boolean(),
  isProvided: fc.boolean(),
  said: fc.constantFrom([], ['洪水预警解除']),
});
const authorities = fc
  .constantFrom(...PEOPLE)
  .map((accountId): Actor => ({ ...VISITOR, accountId, role: 'authority' }));

describe('the life cycle of an emergency opening', () => {
  keepsItsTable(emergencyMachine, things);

  it('[cq-main-4] given anything, when data comes to be open, then the profile knows it, time is left and a second person of the authority said so', () => {
    let reached = 0;
    fc.assert(
      fc.property(
        things,
        fc.constantFrom(...EMERGENCY_EVENTS),
        fc.oneof(authorities, actors),
        (thing, event, actor) => {
          const outcome = step(emergencyMachine, thing, event, actor);
          if (!outcome.ok || outcome.state !== 'open') return;
          reached += 1;
          expect([thing.isProvided, thing.hasTimeLeft, thing.declaredBy === actor.accountId]).toEqual([
            true,
            true,
            false,
          ]);
        },
      ),
      { numRuns: 2000 },
    );
    expect(reached).toBeGreaterThan(5);
  });

  it('[cq-main-4] given one whose time is over, when the platform looks, then it is open no longer', () => {
    fc.assert(
      fc.property(things, (thing) => {
        const over = { ...thing, hasTimeLeft: false };
        const outcome = step(emergencyMachine, over, 'expire', SYSTEM);
        expect(outcome.ok).toBe(thing.state === 'open' || thing.state === 'declared');
        if (outcome.ok) expect(outcome.state).not.toBe('open');
      }),
    );
  });
});
