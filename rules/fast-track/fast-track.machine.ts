import type { Actor } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const FAST_TRACK_STATES = ['asked', 'prepared', 'approved', 'returned'] as const;
export type FastTrackState = (typeof FAST_TRACK_STATES)[number];
export const FAST_TRACK_EVENTS = ['prepare', 'decline', 'approve', 'return'] as const;
export type FastTrackEvent = (typeof FAST_TRACK_EVENTS)[number];

/** What the review of an application in one pass looks at. */
export interface FastTrackThing {
  state: FastTrackState;
  /** Accounts of the applicant: who asks, and all members of the organisation for which they ask. */
  interested: readonly string[];
  preparedBy: string | null;
  /** The application was sent and taken in; some dataset of it is not decided yet. */
  isTakenIn: boolean;
  /** Nothing keeps it from the fast track today. */
  isEligible: boolean;
  reasons: readonly string[];
}
type On = Guard<FastTrackThing>;
type To = Transition<FastTrackState, FastTrackThing>;
const basis = 'plan2023-2.4';

const foreign: On = {
  basis: 'xz-19-1',
  code: 'own-application',
  holds: ({ interested }, { accountId }: Actor) => accountId === null || !interested.includes(accountId),
};
const takenIn: On = { basis, code: 'fast-track-missing', holds: ({ isTakenIn }) => isTakenIn };
const eligible: On = { basis, code: 'fast-track-refused', holds: ({ isEligible }) => isEligible };
const notPreparer: On = {
  basis: 'xz-19',
  code: 'four-eyes',
  holds: ({ preparedBy }, { accountId }) => preparedBy !== accountId,
};
const reasoned: On = { basis: 'xz-19', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };

const to = (state: FastTrackState, guards: readonly On[]): To => ({ to: state, basis, guards });
const none = { prepare: null, decline: null, approve: null, return: null };

/**
 * The review of an application in one pass (`plan2023-2.4`): asked with the signed notice → looked at by the operator →
 * approved by the authority for all publishers at once. Who does not fit goes on by the usual way: nothing is lost.
 */
export const fastTrackMachine: Machine<FastTrackState, FastTrackEvent, FastTrackThing> = {
  name: 'fast-track',
  states: FAST_TRACK_STATES,
  events: FAST_TRACK_EVENTS,
  needs: {
    prepare: 'application.intake',
    decline: 'application.intake',
    approve: 'fast-track.decide',
    return: 'fast-track.decide',
  },
  target: () => ({}),
  transitions: {
    asked: {
      ...none,
      prepare: to('prepared', [foreign, takenIn, eligible]),
      decline: to('returned', [foreign, takenIn, reasoned]),
    },
    prepared: {
      ...none,
      approve: to('approved', [foreign, notPreparer, takenIn, eligible]),
      return: to('returned', [foreign, notPreparer, reasoned]),
    },
    approved: none,
    returned: none,
  },
};
