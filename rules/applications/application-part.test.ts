import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VISITOR, type Actor } from '../access/roles.ts';
import { permitted, step } from '../machine/machine.ts';
import { keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import {
  applicationPartMachine as machine,
  PART_EVENTS,
  PART_STATES,
  type PartThing,
} from './application-part.machine.ts';
import { OUTCOMES } from './application.schema.ts';
import { applicationState, APPLICATION_STATES } from './application-state.ts';

const states = fc.constantFrom(...PART_STATES);
const parts = fc.record<PartThing>({
  state: states,
  ownerId: fc.constantFrom(...PEOPLE),
  organisationId: fc.constantFrom('own', null),
  bodyId: fc.constantFrom('own', 'other'),
  district: fc.constantFrom('own', null),
  interested: fc.constantFrom(['submitter'], ['submitter', 'third']),
  isComplete: fc.boolean(),
  opinion: fc.option(
    fc.record({ outcome: fc.constantFrom(...OUTCOMES), preparedBy: fc.constantFrom(...PEOPLE) }),
  ),
  said: fc.constantFrom([], ['字段超出场景需要']),
  sentBack: fc.boolean(),
});
const DECISIONS = ['approve', 'narrow', 'reject'] as const;
const applicant: Actor = { ...VISITOR, accountId: 'submitter', role: 'person' };
const operator: Actor = { ...VISITOR, accountId: 'operator', role: 'operator' };
const ofBody = (accountId: string, role: 'publisher-editor' | 'publisher-reviewer'): Actor => ({
  ...VISITOR,
  accountId,
  role,
  bodyId: 'own',
});

describe('the life cycle of a part of an application', () => {
  keepsItsTable(machine, parts);

  it('[xz-19-1] given any part, when somebody decides on it, then it is neither theirs nor of their organisation, and another prepared it', () => {
    const judged = fc.constantFrom('prepare', 'return', ...DECISIONS);
    fc.assert(
      fc.property(parts, judged, fc.constantFrom(...PEOPLE), (asked, event, accountId) => {
        const part: PartThing = { ...asked, state: 'in-review', bodyId: 'own' };
        const role = event === 'prepare' ? 'publisher-editor' : 'publisher-reviewer';
        fc.pre(step(machine, part, event, ofBody(accountId, role)).ok);
        expect(part.interested).not.toContain(accountId);
        if (event !== 'prepare') expect(part.opinion?.preparedBy).not.toBe(accountId);
      }),
      { numRuns: 200 },
    );
  });

  it('[xz-19] given any history, when it ends, then refusals had reasons, an approval two people, and an offer was sent back once at most', () => {
    const people = fc.constantFrom(
      applicant,
      operator,
      ofBody('editor', 'publisher-editor'),
      ofBody('reviewer', 'publisher-reviewer'),
      ofBody('submitter', 'publisher-reviewer'),
    );
    const act = fc.record({
      event: fc.constantFrom(...PART_EVENTS),
      actor: people,
      said: fc.constantFrom([], ['没有写明']),
      outcome: fc.constantFrom(...OUTCOMES),
    });
    const start: PartThing = {
      state: 'draft',
      ownerId: 'submitter',
      organisationId: null,
      bodyId: 'own',
      district: null,
      interested: ['submitter'],
      isComplete: true,
      opinion: null,
      said: [],
      sentBack: false,
    };
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), (history) => {
        let sentBack = 0;
        history.reduce((before, { event, actor, said, outcome }) => {
          const part = { ...before, said };
          const done = step(machine, part, event, actor);
          if (!done.ok) return before;
          if (event === 'decline' || event === 'return' || event === 'ask') expect(said).not.toEqual([]);
          if (DECISIONS.some((decision) => decision === event)) {
            expect(part.opinion?.outcome).toBe(event);
            expect([part.opinion?.preparedBy, 'submitter']).not.toContain(actor.accountId);
          }
          if (event === 'send-back') sentBack += 1;
          expect(sentBack).toBeLessThanOrEqual(1);
          const opinion = event === 'prepare' ? { outcome, preparedBy: actor.accountId ?? '' } : part.opinion;
          const dropped = event === 'return' || event === 'send-back' ? null : opinion;
          return { ...part, state: done.state, opinion: dropped, sentBack: sentBack > 0 };
        }, start);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['approved', 'rejected', 'withdrawn'] as const)(
    'given a part that is %s, when anything comes, then it stays',
    (state) => {
      expect(Object.values(machine.transitions[state])).toEqual(PART_EVENTS.map(() => null));
    },
  );

  it('[xz-18] given what somebody asked for, when its applicant looks, then they can withdraw until it was decided', () => {
    const asked: PartThing = {
      state: 'waiting',
      ownerId: 'submitter',
      organisationId: null,
      bodyId: 'own',
      district: null,
      interested: ['submitter'],
      isComplete: true,
      opinion: null,
      said: ['-'],
      sentBack: false,
    };
    expect(permitted(machine, asked, applicant)).toEqual(['withdraw', 'answer']);
    expect(permitted(machine, { ...asked, state: 'approved' }, applicant)).toEqual([]);
  });
});

describe('where an application of several datasets stands', () => {
  it('given any parts, then it is one of the known states, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 5 }), (of) => {
        expect(APPLICATION_STATES).toContain(applicationState(of));
        expect(applicationState(of.toReversed())).toBe(applicationState(of));
      }),
    );
  });

  it.each([
    [['approved', 'rejected'], 'partly-approved'],
    [['approved', 'withdrawn'], 'approved'],
    [['rejected', 'withdrawn'], 'rejected'],
    [['in-review', 'narrower-offered'], 'waiting'],
    [['approved', 'in-review'], 'in-review'],
    [['withdrawn'], 'withdrawn'],
  ] as const)('given parts %j, then it is %s', (of, state) => {
    expect(applicationState(of)).toBe(state);
  });
});
