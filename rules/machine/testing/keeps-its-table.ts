import fc from 'fast-check';
import { expect, it } from 'vitest';
import { can, denialOf } from '../../access/permissions.ts';
import { ROLES, SYSTEM, type Actor } from '../../access/roles.ts';
import { PROBLEMS } from '../../problems/problems.ts';
import { PROVISIONS } from '../../provisions/provisions.ts';
import { permitted, step, type Machine } from '../machine.ts';

/** Who may have had a hand in a thing. */
export const PEOPLE = ['preparer', 'submitter', 'third'] as const;
export const actors: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(SYSTEM),
  fc.record<Actor>({
    accountId: fc.constantFrom(...PEOPLE, null),
    role: fc.constantFrom(...ROLES.filter((role) => role !== 'system')),
    bodyId: fc.constantFrom('own', 'other', null),
    organisationId: fc.constantFrom('own', 'other', null),
    district: fc.constantFrom('own', null),
    assuranceLevel: fc.constant(0),
  }),
);
export const bodyId = fc.constantFrom('own', 'other');

/** What holds for every life cycle, whatever it is about. */
export function keepsItsTable<State extends string, Event extends string, Thing extends { state: State }>(
  machine: Machine<State, Event, Thing>,
  things: fc.Arbitrary<Thing>,
): void {
  const events = fc.constantFrom(...machine.events);
  const cells = machine.states.flatMap((state) =>
    machine.events.map((event): [State, Event] => [state, event]),
  );

  it.each(cells)('given the state %s, when %s comes, then the cell is decided', (state, event) => {
    const cell = machine.transitions[state][event];
    if (cell === null) return;
    expect(machine.states).toContain(cell.to);
    expect(Object.keys(PROVISIONS)).toContain(cell.basis);
    for (const { code, basis } of cell.guards) {
      expect(Object.keys(PROBLEMS)).toContain(code);
      expect(Object.keys(PROVISIONS)).toContain(basis);
    }
  });

  it('given the table, when its keys are read, then there are no states and events but the declared', () => {
    expect(Object.keys(machine.transitions).sort()).toEqual([...machine.states].sort());
    for (const state of machine.states) {
      expect(Object.keys(machine.transitions[state]).sort()).toEqual([...machine.events].sort());
    }
  });

  it('given any history, when each step is taken, then it goes where the table says or stays with a reason', () => {
    const history = fc.array(fc.record({ event: events, actor: actors }), { maxLength: 20 });
    fc.assert(
      fc.property(things, history, (start, taken) => {
        taken.reduce((thing, { event, actor }) => {
          const outcome = step(machine, thing, event, actor);
          const cell = machine.transitions[thing.state][event];
          if (outcome.ok) expect([outcome.state, outcome.basis]).toEqual([cell?.to, cell?.basis]);
          else expect(Object.keys(PROBLEMS)).toContain(outcome.code);
          return outcome.ok ? { ...thing, state: outcome.state } : thing;
        }, start);
      }),
    );
  });

  it('given anything, when an event is permitted, then its cell is there, its permission is held and its guards hold', () => {
    fc.assert(
      fc.property(things, events, actors, (thing, event, actor) => {
        const cell = machine.transitions[thing.state][event];
        const may = actor.role === 'system' || can(actor, machine.needs[event], machine.target(thing));
        const holds = cell?.guards.every((guard) => guard.holds(thing, actor)) ?? false;
        expect(step(machine, thing, event, actor).ok).toBe(may && holds);
      }),
    );
  });

  it('given anything, when abilities are asked for, then they are the events whose step would succeed', () => {
    fc.assert(
      fc.property(things, actors, (thing, actor) => {
        const would = machine.events.filter((event) => step(machine, thing, event, actor).ok);
        expect(permitted(machine, thing, actor)).toEqual(would);
      }),
    );
  });

  it('given somebody without the permission, when they try, then the refusal is the same in every state', () => {
    fc.assert(
      fc.property(things, events, actors, (thing, event, actor) => {
        fc.pre(actor.role !== 'system' && !can(actor, machine.needs[event], machine.target(thing)));
        for (const state of machine.states) {
          const outcome = step(machine, { ...thing, state }, event, actor);
          expect(outcome).toEqual({ ok: false, code: denialOf(actor), basis: null });
        }
      }),
    );
  });
}
