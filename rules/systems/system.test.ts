import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../datasets/list-entry.schema.ts';
import type { Actor } from '../access/roles.ts';
import { step } from '../machine/machine.ts';
import { bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { lacksOf, type Provided, type SchemeItem } from './acceptance.ts';
import { SYSTEM_STATES, systemMachine, type SystemThing } from './system.machine.ts';

const systems = fc.record<SystemThing>({
  state: fc.constantFrom(...SYSTEM_STATES),
  bodyId,
  preparedBy: fc.constantFrom(...PEOPLE),
  requestedBy: fc.constantFrom(...PEOPLE, null),
  deciders: fc.constantFrom(['operator'], ['authority'], ['operator', 'authority']),
  hasScheme: fc.boolean(),
  isComplete: fc.boolean(),
  reasons: fc.constantFrom([], ['没有编目']),
});
const officers = fc.record<Actor>({
  accountId: fc.constantFrom(...PEOPLE),
  role: fc.constantFrom('operator', 'authority', 'publisher-reviewer'),
  bodyId: fc.constant(null),
  organisationId: fc.constant(null),
  district: fc.constant(null),
  assuranceLevel: fc.constant(0),
});
const items = fc.record<Omit<SchemeItem, 'name'>>({
  openClass: fc.constantFrom(...OPEN_CLASSES),
  interface: fc.constantFrom('file', 'api'),
  updateFrequency: fc.constantFrom(...UPDATE_FREQUENCIES),
  catalogueEntryId: fc.constant(null),
});
const provisions = fc.record<Provided>({
  entry: fc.option(fc.record({ openness: fc.constantFrom(...OPEN_CLASSES), fieldCount: fc.nat({ max: 3 }) })),
  listed: fc.array(
    fc.record({
      state: fc.constantFrom('listed' as const, 'open' as const, 'suspended' as const),
      openClass: fc.constantFrom(...OPEN_CLASSES),
      updateFrequency: fc.constantFrom(...UPDATE_FREQUENCIES),
    }),
    { maxLength: 2 },
  ),
});

describe('the life cycle of an information system', () => {
  keepsItsTable(systemMachine, systems);

  it('[xz-23] given any system, when it is accepted, then catalogue and list are complete and the profile lets the one who decided', () => {
    fc.assert(
      fc.property(systems, officers, (asked, actor) => {
        const system: SystemThing = { ...asked, state: 'acceptance-requested' };
        fc.pre(step(systemMachine, system, 'accept', actor).ok);
        expect(system.isComplete).toBe(true);
        expect(system.deciders).toContain(actor.role);
        expect([system.preparedBy, system.requestedBy]).not.toContain(actor.accountId);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a scheme beside catalogue and open list', () => {
  it('[xz-23] given anything that shall be open, when nothing is missing of it, then it is catalogued with fields and listed at least as open', () => {
    fc.assert(
      fc.property(items, provisions, (item, provided) => {
        fc.pre(lacksOf(item, provided).length === 0);
        expect(provided.entry?.fieldCount).toBeGreaterThan(0);
        const asOpen = OPEN_CLASSES.slice(0, OPEN_CLASSES.indexOf(item.openClass) + 1);
        expect(asOpen).toContain(provided.entry?.openness);
        if (item.openClass === 'closed') return;
        expect(provided.listed.some(({ openClass }) => asOpen.includes(openClass))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('[xz-23] given data that shall be open and is nowhere, when it is looked for, then entry and listing are both missing, at once', () => {
    const item = {
      openClass: 'conditional',
      interface: 'file',
      updateFrequency: 'daily',
      catalogueEntryId: null,
    } as const;
    expect(lacksOf(item, { entry: null, listed: [] })).toEqual(['no-entry', 'not-listed']);
    expect(lacksOf({ ...item, openClass: 'closed' }, { entry: null, listed: [] })).toEqual(['no-entry']);
  });
});
