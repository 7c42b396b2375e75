import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM, VISITOR, type Actor } from '../access/roles.ts';
import { step } from '../machine/machine.ts';
import { actors, bodyId, keepsItsTable, PEOPLE } from '../machine/testing/keeps-its-table.ts';
import { AGREEMENT_STATES, type AgreementState } from './agreement-state.ts';
import {
  AGREEMENT_EVENTS,
  agreementMachine,
  isDataUser,
  sideOf,
  type AgreementEvent,
  type AgreementThing,
} from './agreement.machine.ts';

const things = fc.record<AgreementThing>({
  state: fc.constantFrom(...AGREEMENT_STATES),
  bodyId,
  ownerId: fc.constantFrom(...PEOPLE),
  organisationId: fc.constantFrom('own', 'other', null),
  signedBy: fc.constantFrom(...PEOPLE, null),
  hasTimeLeft: fc.boolean(),
  isExamined: fc.boolean(),
  proposedBy: fc.constantFrom('user', 'publisher', null),
  isWithin: fc.boolean(),
  isAmendment: fc.boolean(),
  owesDestruction: fc.boolean(),
  reasons: fc.constantFrom([], ['不再需要']),
});

interface Done {
  event: AgreementEvent;
  actor: Actor;
}
const anything = fc.record<Done>({
  event: fc.constantFrom(...AGREEMENT_EVENTS),
  actor: fc.oneof(actors, knownParties()),
});
/** Chance alone never signs twice: anything at all between the steps that lead on, which anybody may try. */
const leadingOn = (['sign-as-user', 'sign-as-publisher', 'submit', 'begin', 'pass'] as const).map((event) =>
  fc
    .tuple(fc.array(anything, { maxLength: 2 }), fc.array(fc.oneof(knownParties(), actors), { maxLength: 6 }))
    .map(([before, trying]) => [...before, ...trying.map((actor): Done => ({ event, actor }))]),
);
const histories = fc
  .tuple(...leadingOn, fc.array(anything, { maxLength: 5 }))
  .map((parts): Done[] => parts.flat());

/** Those that an agreement is about come up more often than chance brings them. */
function knownParties(): fc.Arbitrary<Actor> {
  return fc.constantFrom<Actor>(
    { ...VISITOR, accountId: 'preparer', role: 'person' },
    { ...VISITOR, accountId: 'third', role: 'publisher-reviewer', bodyId: 'own' },
    { ...VISITOR, accountId: 'submitter', role: 'authority' },
    SYSTEM,
  );
}

/** All steps that were taken of a history, with the state that each led to. */
function play(isExamined: boolean, history: readonly Done[]) {
  let thing: AgreementThing = {
    state: 'offered',
    bodyId: 'own',
    ownerId: 'preparer',
    organisationId: null,
    signedBy: null,
    hasTimeLeft: true,
    isExamined,
    ...{ proposedBy: null, isWithin: true, isAmendment: false, owesDestruction: false },
    reasons: ['理由'],
  };
  const taken: (Done & { state: AgreementState })[] = [];
  for (const { event, actor } of history) {
    const outcome = step(agreementMachine, thing, event, actor);
    if (!outcome.ok) continue;
    const signedBy = event === 'sign-as-user' ? actor.accountId : thing.signedBy;
    const proposedBy = event === 'propose' ? sideOf(actor) : thing.proposedBy;
    thing = { ...thing, state: outcome.state, signedBy, proposedBy };
    taken.push({ event, actor, state: outcome.state });
  }
  return taken;
}

describe('the life cycle of an agreement', () => {
  keepsItsTable(agreementMachine, things);

  it('[xz-20] given any history, when an agreement is in force, then user and reviewer of the publisher signed it, two people', () => {
    let reached = 0;
    fc.assert(
      fc.property(fc.boolean(), histories, (isExamined, history) => {
        const taken = play(isExamined, history);
        if (!taken.some(({ state }) => state === 'in-force')) return;
        reached += 1;
        const [user, publisher] = (['sign-as-user', 'sign-as-publisher'] as const).map((wanted) =>
          taken.filter(({ event }) => event === wanted),
        );
        expect([user?.length, publisher?.length]).toEqual([1, 1]);
        const [one, other] = [user?.[0]?.actor, publisher?.[0]?.actor];
        expect(one?.accountId).not.toBe(other?.accountId);
        for (const { actor } of user ?? []) expect(isDataUser(actor)).toBe(true);
        for (const { actor } of publisher ?? []) expect(actor.role).toBe('publisher-reviewer');
      }),
      { numRuns: 2000 },
    );
    expect(reached).toBeGreaterThan(20);
  });

  it('[cq-3] given a profile that examines, when an agreement is in force, then the authority let it pass; else it never examines', () => {
    fc.assert(
      fc.property(fc.boolean(), histories, (isExamined, history) => {
        const events = play(isExamined, history).map(({ event }) => event);
        const isInForce = events.includes('pass') || events.includes('begin');
        if (isInForce) expect(events.includes('pass')).toBe(isExamined);
        if (!isExamined) expect(events).not.toContain('submit');
      }),
      { numRuns: 2000 },
    );
  });

  it('[xz-20] given an agreement whose last day has passed, then it is neither signed nor begun, and expires', () => {
    fc.assert(
      fc.property(things, actors, (thing, actor) => {
        const over = { ...thing, hasTimeLeft: false };
        for (const event of ['sign-as-user', 'sign-as-publisher', 'begin', 'pass'] as const)
          expect(step(agreementMachine, over, event, actor).ok).toBe(false);
        const mayExpire = agreementMachine.transitions[thing.state].expire !== null;
        expect(step(agreementMachine, over, 'expire', SYSTEM).ok).toBe(mayExpire);
      }),
    );
  });
});
