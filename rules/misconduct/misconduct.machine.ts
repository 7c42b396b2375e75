import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const MISCONDUCT_STATES = [
  'reported',
  'examining',
  'dismissed',
  'recorded',
  'measured',
  'lifted',
] as const;
export type MisconductState = (typeof MISCONDUCT_STATES)[number];
export const MISCONDUCT_EVENTS = [
  'examine',
  'comment',
  'dismiss',
  'record',
  'restrict',
  'close',
  'publish',
  'appeal',
  'uphold',
  'lift',
  'serve',
] as const;
export type MisconductEvent = (typeof MISCONDUCT_EVENTS)[number];

/** What the life cycle of a record of misconduct looks at. */
export interface MisconductThing {
  state: MisconductState;
  /** The person concerned; null: an organisation, or nobody was named yet. */
  ownerId: string | null;
  organisationId: string | null;
  /** The publisher of the dataset that it is about. */
  bodyId: string | null;
  district: string | null;
  reporterId: string | null;
  /** Accounts that may not judge: the person concerned, everybody in the organisation concerned. */
  interested: readonly string[];
  recordedBy: string | null;
  /** Somebody is named, on a ground of `xz-32`, the first of them with the article. */
  isGrounded: boolean;
  /** The measure lasts until a day that has not passed, or without end. */
  hasTerm: boolean;
  /** A measure of whoever acts is in force. */
  isMeasured: boolean;
  hasNotice: boolean;
  appeal: 'none' | 'open' | 'answered';
  /** The last day of every measure has passed. */
  isServed: boolean;
  reasons: readonly string[];
}
type On = Guard<MisconductThing>;
type To = Transition<MisconductState, MisconductThing>;

const disinterested: On = {
  basis: 'xz-32',
  code: 'own-misconduct',
  holds: ({ reporterId, interested }, { accountId }) =>
    accountId === null || (accountId !== reporterId && !interested.includes(accountId)),
};
const reasoned: On = {
  basis: 'xz-32',
  code: 'invalid-input',
  holds: ({ reasons }) => reasons.some((reason) => reason.trim() !== ''),
};
const grounded: On = { basis: 'xz-32', code: 'misconduct-ungrounded', holds: ({ isGrounded }) => isGrounded };
const termed: On = { basis: 'xz-32', code: 'invalid-input', holds: ({ hasTerm }) => hasTerm };
const unmeasured: On = { basis: 'xz-32', code: 'wrong-state', holds: ({ isMeasured }) => !isMeasured };
const unnoticed: On = { basis: 'xz-32', code: 'wrong-state', holds: ({ hasNotice }) => !hasNotice };
const once: On = { basis: 'xz-32', code: 'wrong-state', holds: ({ appeal }) => appeal === 'none' };
const appealed: On = { basis: 'xz-32', code: 'wrong-state', holds: ({ appeal }) => appeal === 'open' };
const served: On = { basis: 'xz-32', code: 'wrong-state', holds: ({ isServed }) => isServed };
const notRecorder: On = {
  basis: 'xz-32',
  code: 'four-eyes',
  holds: ({ recordedBy }, { accountId }) => accountId === null || accountId !== recordedBy,
};

const examine: To = { to: 'examining', basis: 'xz-32', guards: [disinterested] };
const comment: To = { to: 'examining', basis: 'xz-32', guards: [disinterested, reasoned] };
const dismiss: To = { to: 'dismissed', basis: 'xz-30', guards: [disinterested, reasoned] };
const record: To = { to: 'recorded', basis: 'xz-32', guards: [disinterested, reasoned, grounded] };
const measure: To = {
  to: 'measured',
  basis: 'xz-32',
  guards: [disinterested, reasoned, termed, unmeasured],
};
const publish: To = { to: 'measured', basis: 'xz-32', guards: [disinterested, reasoned, unnoticed] };
const appeal = (to: MisconductState): To => ({ to, basis: 'xz-32', guards: [once, reasoned] });
const uphold = (to: MisconductState): To => ({
  to,
  basis: 'xz-32',
  guards: [appealed, disinterested, notRecorder, reasoned],
});
const lift: To = { to: 'lifted', basis: 'xz-32', guards: [appealed, disinterested, notRecorder, reasoned] };
const serve: To = { to: 'lifted', basis: 'xz-32', guards: [served] };
const none = {
  ...{ examine: null, comment: null, dismiss: null, record: null, restrict: null, close: null },
  ...{ publish: null, appeal: null, uphold: null, lift: null, serve: null },
};

/**
 * Misuse of data (`xz-30`, `xz-32`): reported → examining → dismissed | recorded → measured → lifted. The operator and
 * the publisher take measures, each within its duty; whoever is concerned appeals once, and somebody other than who
 * recorded it decides. The platform itself ends what was served.
 */
export const misconductMachine: Machine<MisconductState, MisconductEvent, MisconductThing> = {
  name: 'misconduct',
  states: MISCONDUCT_STATES,
  events: MISCONDUCT_EVENTS,
  needs: {
    examine: 'misconduct.examine',
    comment: 'misconduct.measure',
    dismiss: 'misconduct.examine',
    record: 'misconduct.examine',
    restrict: 'misconduct.measure',
    close: 'misconduct.measure',
    publish: 'misconduct.measure',
    appeal: 'misconduct.appeal',
    uphold: 'misconduct.examine',
    lift: 'misconduct.examine',
    serve: 'misconduct.examine',
  },
  target: ({ ownerId, organisationId, bodyId, district }) => ({ ownerId, organisationId, bodyId, district }),
  transitions: {
    reported: { ...none, examine },
    examining: { ...none, comment, dismiss, record },
    dismissed: none,
    recorded: {
      ...none,
      ...{ restrict: measure, close: measure, appeal: appeal('recorded') },
      ...{ uphold: uphold('recorded'), lift },
    },
    measured: {
      ...none,
      ...{ restrict: measure, close: measure, publish, appeal: appeal('measured') },
      ...{ uphold: uphold('measured'), lift, serve },
    },
    lifted: none,
  },
};
