import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM, VISITOR, type Actor } from '../access/roles.ts';
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
  isHeard: fc.boolean(),
  isPastTarget: fc.boolean(),
  isOverdue: fc.boolean(),
  isReminded: fc.boolean(),
  isEscalated: fc.boolean(),
  deciders: fc.subarray([...PEOPLE]),
  asked: fc.constantFrom([], ['body'] as const, ['body', 'authority'] as const),
  isAgreed: fc.boolean(),
});
const FRESH: PartThing = {
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
  isHeard: false,
  isPastTarget: false,
  isOverdue: false,
  isReminded: false,
  isEscalated: false,
  deciders: [],
  asked: [],
  isAgreed: false,
};
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
        }, FRESH);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['approved', ['withdraw']],
    ['rejected', ['reconsider', 'appeal']],
    ['withdrawn', []],
  ] as const)('given a part that is %s, when anything comes, then only %j moves it', (state, moving) => {
    expect(PART_EVENTS.filter((event) => machine.transitions[state][event] !== null)).toEqual([...moving]);
  });

  it('[xz-18] given what somebody asked for, when its applicant looks, then they can withdraw until it was decided', () => {
    const asked: PartThing = { ...FRESH, state: 'waiting', said: ['-'] };
    expect(permitted(machine, asked, applicant)).toEqual(['withdraw', 'answer', 'write']);
    expect(permitted(machine, { ...asked, state: 'approved' }, applicant)).toEqual(['withdraw']);
    const agreed = { ...asked, state: 'approved' as const, isAgreed: true };
    expect(step(machine, agreed, 'withdraw', applicant)).toMatchObject({ code: 'agreement-signed' });
  });
});

describe('an offer of less', () => {
  it('[xz-19] given an offer, when its applicant sends it back, then for a reason and once', () => {
    const offered: PartThing = { ...FRESH, state: 'narrower-offered', said: ['编号用来去重'] };
    expect(permitted(machine, offered, applicant)).toContain('send-back');
    expect(permitted(machine, { ...offered, said: [] }, applicant)).not.toContain('send-back');
    const again = { ...offered, sentBack: true };
    expect(step(machine, again, 'send-back', applicant)).toMatchObject({ code: 'sent-back-once' });
    expect(permitted(machine, again, applicant)).toContain('take-offer');
  });
});

describe('a part that takes too long, or is considered again', () => {
  const reviewer = (id: string) => ofBody(id, 'publisher-reviewer');
  const authority: Actor = { ...VISITOR, accountId: 'authority', role: 'authority' };
  const said = ['应当重新考虑'];
  const codeOf = (part: PartThing, event: (typeof PART_EVENTS)[number], actor: Actor): string => {
    const outcome = step(machine, part, event, actor);
    return outcome.ok ? outcome.state : outcome.code;
  };

  it('[xz-19-1] given a rejection, when it is considered again, then by somebody else of the body first, by the authority after it, once each', () => {
    const rejected: PartThing = { ...FRESH, state: 'rejected', said };
    expect(codeOf(rejected, 'appeal', applicant)).toBe('body-first');
    expect(codeOf({ ...rejected, said: [] }, 'reconsider', applicant)).toBe('invalid-input');
    expect(codeOf(rejected, 'reconsider', applicant)).toBe('reconsidering');
    const again: PartThing = { ...rejected, state: 'reconsidering', asked: ['body'], deciders: ['first'] };
    expect(codeOf(again, 'uphold', reviewer('first'))).toBe('decided-before');
    expect(codeOf(again, 'reopen', authority)).toBe('not-permitted');
    expect(codeOf({ ...again, said: [] }, 'uphold', reviewer('second'))).toBe('invalid-input');
    expect(codeOf(again, 'uphold', reviewer('second'))).toBe('rejected');
    expect(codeOf(again, 'reopen', reviewer('second'))).toBe('in-review');
    expect(codeOf(again, 'appeal', applicant)).toBe('not-due-yet');
    expect(codeOf({ ...again, isOverdue: true }, 'appeal', applicant)).toBe('appealed');
    const upheld: PartThing = { ...again, state: 'rejected' };
    expect(codeOf(upheld, 'reconsider', applicant)).toBe('reconsidered-once');
    expect(codeOf(upheld, 'appeal', applicant)).toBe('appealed');
    const appealed: PartThing = { ...upheld, state: 'appealed', asked: ['body', 'authority'] };
    expect(codeOf(appealed, 'uphold', reviewer('second'))).toBe('not-permitted');
    expect(codeOf(appealed, 'uphold', authority)).toBe('rejected');
    expect(codeOf({ ...appealed, state: 'rejected' }, 'appeal', applicant)).toBe('reconsidered-once');
    const opinion = { outcome: 'reject' as const, preparedBy: 'editor' };
    const reopened: PartThing = { ...again, state: 'in-review', opinion };
    expect(codeOf(reopened, 'reject', reviewer('first'))).toBe('decided-before');
    expect(codeOf(reopened, 'reject', reviewer('second'))).toBe('rejected');
  });

  it.each(['reconsidering', 'appealed'] as const)(
    '[xz-18] given a rejection that is %s, when the applicant gives up, then it stays a rejection',
    (state) => {
      expect(codeOf({ ...FRESH, state, asked: ['body'] }, 'withdraw', applicant)).toBe('rejected');
    },
  );

  it('[xz-19] given a review past its target, when the applicant reminds, then once a day; past its day the platform alone reports it, once', () => {
    const late: PartThing = { ...FRESH, state: 'in-review', isPastTarget: true };
    expect(codeOf({ ...late, isPastTarget: false }, 'remind', applicant)).toBe('not-due-yet');
    expect(codeOf(late, 'remind', applicant)).toBe('in-review');
    expect(codeOf({ ...late, isReminded: true }, 'remind', applicant)).toBe('reminded-today');
    expect(codeOf(late, 'escalate', SYSTEM)).toBe('not-due-yet');
    const overdue = { ...late, isOverdue: true };
    expect(codeOf(overdue, 'escalate', SYSTEM)).toBe('in-review');
    expect(codeOf(overdue, 'escalate', authority)).toBe('not-permitted');
    expect(codeOf({ ...overdue, isEscalated: true }, 'escalate', SYSTEM)).toBe('already-exists');
  });

  it('[xz-19-3] given experts who are asked, when the review is to go on, then not before they were heard, and nothing is decided meanwhile', () => {
    const editor = ofBody('editor', 'publisher-editor');
    const review: PartThing = { ...FRESH, state: 'in-review', said };
    expect(codeOf(review, 'ask-experts', editor)).toBe('expert-review');
    const opinion = { outcome: 'approve' as const, preparedBy: 'editor' };
    expect(codeOf({ ...review, opinion }, 'ask-experts', editor)).toBe('wrong-state');
    const hearing: PartThing = { ...review, state: 'expert-review' };
    expect(codeOf(hearing, 'end-experts', SYSTEM)).toBe('experts-pending');
    expect(codeOf({ ...hearing, isHeard: true }, 'end-experts', SYSTEM)).toBe('in-review');
    for (const event of ['prepare', ...DECISIONS] as const)
      expect(machine.transitions['expert-review'][event]).toBeNull();
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
