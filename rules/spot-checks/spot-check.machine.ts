import type { Role } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const SPOT_CHECK_STATES = [
  'asked',
  'answered',
  'rectifying',
  'rectified',
  'passed',
  'referred',
] as const;
export type SpotCheckState = (typeof SPOT_CHECK_STATES)[number];
export const SPOT_CHECK_EVENTS = ['answer', 'find', 'rectify', 'pass', 'refer'] as const;
export type SpotCheckEvent = (typeof SPOT_CHECK_EVENTS)[number];

/** What the life cycle of a spot check looks at. */
export interface SpotCheckThing {
  state: SpotCheckState;
  ownerId: string;
  organisationId: string | null;
  bodyId: string;
  district: string | null;
  /** In which role it was opened, and of which body: the office that judges it. */
  openedRole: Role;
  openedBodyId: string | null;
  /** Accounts of the data user's side, which judge nothing of their own. */
  interested: readonly string[];
  /** Every item of the checklist was answered. */
  isComplete: boolean;
  /** There are findings, and a day until which they are to be mended that has not passed. */
  isFound: boolean;
  /** The day to answer or to mend by has passed. */
  isLate: boolean;
  reasons: readonly string[];
}
type On = Guard<SpotCheckThing>;
type To = Transition<SpotCheckState, SpotCheckThing>;

const complete: On = { basis: 'xz-29', code: 'incomplete-report', holds: ({ isComplete }) => isComplete };
const found: On = { basis: 'xz-29', code: 'invalid-input', holds: ({ isFound }) => isFound };
const reasoned: On = {
  basis: 'xz-29',
  code: 'invalid-input',
  holds: ({ reasons }) => reasons.some((reason) => reason.trim() !== ''),
};
const late: On = { basis: 'xz-29', code: 'wrong-state', holds: ({ isLate }) => isLate };
const byOffice: On = {
  basis: 'xz-29',
  code: 'other-office',
  holds: ({ openedRole, openedBodyId }, { role, bodyId, accountId }) =>
    accountId === null || (role === openedRole && bodyId === openedBodyId),
};
const disinterested: On = {
  basis: 'xz-29',
  code: 'own-misconduct',
  holds: ({ interested }, { accountId }) => accountId === null || !interested.includes(accountId),
};

const find: To = { to: 'rectifying', basis: 'xz-29', guards: [byOffice, disinterested, found] };
const pass: To = { to: 'passed', basis: 'xz-29', guards: [byOffice, disinterested] };
const refer: To = { to: 'referred', basis: 'xz-30', guards: [byOffice, disinterested, reasoned] };
const referLate: To = { ...refer, guards: [byOffice, disinterested, late, reasoned] };
const none = { answer: null, find: null, rectify: null, pass: null, refer: null };

/**
 * A spot check of the use of data (`xz-29`): asked → answered → passed | rectifying → rectified → passed, and a report of
 * misuse from wherever it is found, or when the data user does not answer in time.
 */
export const spotCheckMachine: Machine<SpotCheckState, SpotCheckEvent, SpotCheckThing> = {
  name: 'spot-check',
  states: SPOT_CHECK_STATES,
  events: SPOT_CHECK_EVENTS,
  needs: {
    answer: 'spot-check.answer',
    find: 'spot-check.judge',
    rectify: 'spot-check.answer',
    pass: 'spot-check.judge',
    refer: 'spot-check.judge',
  },
  target: ({ ownerId, organisationId, bodyId, district }) => ({ ownerId, organisationId, bodyId, district }),
  transitions: {
    asked: {
      ...none,
      answer: { to: 'answered', basis: 'xz-29', guards: [complete] },
      refer: referLate,
    },
    answered: { ...none, find, pass, refer },
    rectifying: {
      ...none,
      rectify: { to: 'rectified', basis: 'xz-29', guards: [reasoned] },
      refer: referLate,
    },
    rectified: { ...none, find, pass, refer },
    passed: none,
    referred: none,
  },
};
