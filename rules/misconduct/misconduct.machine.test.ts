import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/roles.ts';
import { actors, bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { step } from '../machine/machine.ts';
import { PROVISIONS } from '../provisions/provisions.ts';
import { GROUND_PROVISION, GROUNDS } from './ground.ts';
import { maskName, maskNames } from './mask.ts';
import {
  MISCONDUCT_EVENTS,
  MISCONDUCT_STATES,
  misconductMachine,
  type MisconductThing,
} from './misconduct.machine.ts';

const person = fc.constantFrom(...PEOPLE, null);
const things = fc.record<MisconductThing>({
  state: fc.constantFrom(...MISCONDUCT_STATES),
  ownerId: person,
  organisationId: fc.constantFrom('own', 'other', null),
  bodyId: fc.option(bodyId),
  district: fc.constantFrom('own', null),
  reporterId: person,
  interested: fc.subarray([...PEOPLE]),
  recordedBy: person,
  isGrounded: fc.boolean(),
  hasTerm: fc.boolean(),
  isMeasured: fc.boolean(),
  hasNotice: fc.boolean(),
  appeal: fc.constantFrom('none', 'open', 'answered'),
  isServed: fc.boolean(),
  reasons: fc.constantFrom([], [' '], ['超出约定场景']),
});
/** Things of which most can be done by most of those who may: else hardly any step is taken. */
const ripe = things.map((thing): MisconductThing => ({
  ...{ ...thing, interested: thing.interested.slice(0, 1), bodyId: 'own', isGrounded: true, hasTerm: true },
  ...{ isMeasured: false, hasNotice: false, reasons: ['超出约定场景'] },
}));
const officials = fc.record<Actor>({
  accountId: fc.constantFrom(...PEOPLE),
  role: fc.constantFrom('authority', 'operator', 'publisher-reviewer', 'person'),
  bodyId: fc.constant('own'),
  organisationId: fc.constant(null),
  district: fc.constant(null),
  assuranceLevel: fc.constant(3),
});
const events = fc.constantFrom(...MISCONDUCT_EVENTS);
type Event = (typeof MISCONDUCT_EVENTS)[number];
const JUDGING: readonly Event[] = ['examine', 'dismiss', 'record', 'restrict', 'close', 'uphold', 'lift'];
const REASONED: readonly Event[] = [
  ...(['comment', 'dismiss', 'record', 'restrict', 'close', 'publish', 'appeal', 'uphold', 'lift'] as const),
];

describe('the life cycle of misconduct', () => {
  keepsItsTable(misconductMachine, things);

  const whenDone = (check: (thing: MisconductThing, event: Event, accountId: string | null) => void): void =>
    fc.assert(
      fc.property(fc.oneof(things, ripe), events, fc.oneof(actors, officials), (thing, event, actor) => {
        if (step(misconductMachine, thing, event, actor).ok) check(thing, event, actor.accountId);
      }),
      { numRuns: 3000 },
    );

  it('[xz-32] given any record, when somebody judges it, then they neither reported it nor are concerned', () => {
    whenDone((thing, event, accountId) => {
      if (!JUDGING.includes(event) || accountId === null) return;
      expect([thing.reporterId, ...thing.interested]).not.toContain(accountId);
    });
  });

  it('[xz-32] given any record, when it is refused, measured, published or appealed against, then there are reasons', () => {
    whenDone((thing, event) => {
      if (REASONED.includes(event)) expect(thing.reasons.join('').trim()).not.toBe('');
    });
  });

  it('[xz-32] given any record, when an appeal is decided, then there was one, and another decides than who recorded it', () => {
    whenDone((thing, event, accountId) => {
      if (event === 'appeal') expect(thing.appeal).toBe('none');
      if (event !== 'uphold' && event !== 'lift') return;
      expect(thing.appeal).toBe('open');
      if (accountId !== null) expect(accountId).not.toBe(thing.recordedBy);
    });
  });

  it('[xz-32] given any report, when it ends in a record, then it names somebody and one of the five grounds', () => {
    whenDone((thing, event) => {
      if (event === 'record') expect(thing.isGrounded).toBe(true);
    });
    expect(GROUNDS.map((ground) => GROUND_PROVISION[ground])).toEqual(
      [1, 2, 3, 4, 5].map((number) => `xz-32-${number}`),
    );
    for (const provision of Object.values(GROUND_PROVISION)) expect(PROVISIONS[provision]).toBeDefined();
  });
});

describe('names in a public notice', () => {
  it('[xz-32] given names of persons, then only the first character of each is left, wherever it stands', () => {
    expect([maskName('张三丰'), maskName(' 欧阳锋'), maskName('Alice')]).toEqual(['张**', '欧**', 'A**']);
    expect(maskNames('张三丰与张三合谋，张三丰出资', ['张三', '张三丰'])).toBe('张**与张**合谋，张**出资');
  });
});
