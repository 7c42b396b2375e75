import { can, denialOf, type Action, type Target } from '../access/permissions.ts';
import type { Actor } from '../access/roles.ts';
import type { ProblemCode } from '../problems/problems.ts';
import type { Provision } from '../provisions/provisions.ts';

export interface Guard<Thing> {
  basis: Provision;
  code: ProblemCode;
  holds: (thing: Thing, actor: Actor) => boolean;
}

export interface Transition<State extends string, Thing> {
  to: State;
  basis: Provision;
  guards: readonly Guard<Thing>[];
}

/** A life cycle. Every cell of the table is written out: a new state or event does not compile until decided. */
export interface Machine<State extends string, Event extends string, Thing extends { state: State }> {
  name: string;
  states: readonly State[];
  events: readonly Event[];
  needs: Record<Event, Action>;
  target: (thing: Thing) => Target;
  transitions: Record<State, Record<Event, Transition<State, Thing> | null>>;
}

export type Outcome<State extends string> =
  { ok: true; state: State; basis: Provision } | { ok: false; code: ProblemCode; basis: Provision | null };

export function step<State extends string, Event extends string, Thing extends { state: State }>(
  machine: Machine<State, Event, Thing>,
  thing: Thing,
  event: Event,
  actor: Actor,
): Outcome<State> {
  // Permission first, so that a refusal reveals nothing about the thing.
  if (!mayEver(machine, thing, event, actor)) return { ok: false, code: denialOf(actor), basis: null };
  const transition = machine.transitions[thing.state][event];
  if (!transition) return { ok: false, code: 'wrong-state', basis: null };
  const broken = transition.guards.find((guard) => !guard.holds(thing, actor));
  if (broken) return { ok: false, code: broken.code, basis: broken.basis };
  return { ok: true, state: transition.to, basis: transition.basis };
}

/** The platform itself drives what a person's act has already been permitted to set off. */
function mayEver<State extends string, Event extends string, Thing extends { state: State }>(
  machine: Machine<State, Event, Thing>,
  thing: Thing,
  event: Event,
  actor: Actor,
): boolean {
  return actor.role === 'system' || can(actor, machine.needs[event], machine.target(thing));
}

/** What the actor could do next: the abilities that a page renders. */
export function permitted<State extends string, Event extends string, Thing extends { state: State }>(
  machine: Machine<State, Event, Thing>,
  thing: Thing,
  actor: Actor,
): Event[] {
  return machine.events.filter((event) => step(machine, thing, event, actor).ok);
}
