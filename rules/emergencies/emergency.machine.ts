import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const EMERGENCY_STATES = ['declared', 'open', 'declined', 'ended', 'reviewed'] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];
export const EMERGENCY_EVENTS = ['confirm', 'decline', 'end', 'expire', 'review'] as const;
export type EmergencyEvent = (typeof EMERGENCY_EVENTS)[number];

/** What the life cycle of an emergency opening looks at. */
export interface EmergencyThing {
  state: EmergencyState;
  declaredBy: string;
  /** Its end has not come. */
  hasTimeLeft: boolean;
  /** The profile knows emergency openings. */
  isProvided: boolean;
  /** Why, or what came of it. */
  said: readonly string[];
}
type On = Guard<EmergencyThing>;
type To = Transition<EmergencyState, EmergencyThing>;

const provided: On = {
  basis: 'cq-main-4',
  code: 'no-emergency-opening',
  holds: ({ isProvided }) => isProvided,
};
const second: On = {
  basis: 'cq-main-4',
  code: 'four-eyes',
  holds: ({ declaredBy }, { accountId }) => accountId !== null && accountId !== declaredBy,
};
const byPlatform: On = {
  basis: 'cq-main-4',
  code: 'not-permitted',
  holds: (_, { role }) => role === 'system',
};
const inTime: On = { basis: 'cq-main-4', code: 'emergency-over', holds: ({ hasTimeLeft }) => hasTimeLeft };
const outOfTime: On = { basis: 'cq-main-4', code: 'wrong-state', holds: ({ hasTimeLeft }) => !hasTimeLeft };
const reasoned: On = { basis: 'cq-main-4', code: 'invalid-input', holds: ({ said }) => said.length > 0 };

const to = (state: EmergencyState, guards: readonly On[]): To => ({ to: state, basis: 'cq-main-4', guards });
const none = { confirm: null, decline: null, end: null, expire: null, review: null };

/**
 * Conditional data that is opened without applications in an emergency (`cq-main-4`): declared by the authority → open once
 * somebody else of it confirmed → ended, by itself when its time is over → reviewed.
 */
export const emergencyMachine: Machine<EmergencyState, EmergencyEvent, EmergencyThing> = {
  name: 'emergency',
  states: EMERGENCY_STATES,
  events: EMERGENCY_EVENTS,
  needs: {
    confirm: 'emergency.decide',
    decline: 'emergency.decide',
    end: 'emergency.decide',
    expire: 'emergency.decide',
    review: 'emergency.decide',
  },
  target: () => ({}),
  transitions: {
    declared: {
      ...none,
      confirm: to('open', [provided, second, inTime]),
      decline: to('declined', [reasoned]),
      expire: to('declined', [byPlatform, outOfTime]),
    },
    open: { ...none, end: to('ended', [reasoned]), expire: to('ended', [byPlatform, outOfTime]) },
    declined: none,
    ended: { ...none, review: to('reviewed', [second, reasoned]) },
    reviewed: none,
  },
};
