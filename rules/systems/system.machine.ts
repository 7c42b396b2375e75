import type { Role } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const SYSTEM_STATES = ['planned', 'building', 'acceptance-requested', 'accepted', 'returned'] as const;
export type SystemState = (typeof SYSTEM_STATES)[number];
export const SYSTEM_EVENTS = ['save', 'begin', 'request', 'accept', 'return'] as const;
export type SystemEvent = (typeof SYSTEM_EVENTS)[number];

/** What the life cycle of an information system looks at. */
export interface SystemThing {
  state: SystemState;
  bodyId: string;
  /** Who wrote its scheme last. */
  preparedBy: string;
  requestedBy: string | null;
  /** Roles that decide on acceptance, by the profile. */
  deciders: readonly Role[];
  hasScheme: boolean;
  /** Catalogue and open list carry out everything that the scheme promises. */
  isComplete: boolean;
  reasons: readonly string[];
}
type On = Guard<SystemThing>;
type To = Transition<SystemState, SystemThing>;

const planned: On = { basis: 'xz-23', code: 'scheme-missing', holds: ({ hasScheme }) => hasScheme };
const notWriter: On = {
  basis: 'xz-23',
  code: 'four-eyes',
  holds: ({ preparedBy }, actor) => actor.accountId !== preparedBy,
};
const notRequester: On = {
  basis: 'xz-23',
  code: 'four-eyes',
  holds: ({ requestedBy }, actor) => actor.accountId !== requestedBy,
};
const decides: On = {
  basis: 'xz-23',
  code: 'not-permitted',
  holds: ({ deciders }, actor) => deciders.includes(actor.role),
};
const complete: On = { basis: 'xz-23', code: 'system-incomplete', holds: ({ isComplete }) => isComplete };
const reasoned: On = { basis: 'xz-23', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };

const keep = (to: SystemState): To => ({ to, basis: 'xz-23', guards: [] });
const begin: To = { to: 'building', basis: 'xz-23', guards: [planned, notWriter] };
const request: To = { to: 'acceptance-requested', basis: 'xz-23', guards: [planned, notWriter] };
const accept: To = { to: 'accepted', basis: 'xz-23', guards: [decides, notWriter, notRequester, complete] };
const giveBack: To = { to: 'returned', basis: 'xz-23', guards: [decides, notWriter, notRequester, reasoned] };
const none = { save: null, begin: null, request: null, accept: null, return: null };

/**
 * Information system of a body (`xz-23`): planned with its open-data scheme → building → acceptance requested →
 * accepted | returned. It is not accepted before catalogue and open list carry out the scheme.
 */
export const systemMachine: Machine<SystemState, SystemEvent, SystemThing> = {
  name: 'system',
  states: SYSTEM_STATES,
  events: SYSTEM_EVENTS,
  needs: {
    save: 'system.write',
    begin: 'system.confirm',
    request: 'system.confirm',
    accept: 'system.decide',
    return: 'system.decide',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    planned: { ...none, save: keep('planned'), begin },
    building: { ...none, save: keep('building'), request },
    'acceptance-requested': { ...none, accept, return: giveBack },
    accepted: none,
    returned: { ...none, save: keep('returned'), request },
  },
};
