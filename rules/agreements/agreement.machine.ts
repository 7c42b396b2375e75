import type { Actor, Role } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';
import { AGREEMENT_STATES, type AgreementState } from './agreement-state.ts';

export const AGREEMENT_EVENTS = [
  'sign-as-user',
  'sign-as-publisher',
  'refuse',
  'withdraw',
  'submit',
  'pass',
  'return',
  'begin',
  'terminate',
  'expire',
] as const;
export type AgreementEvent = (typeof AGREEMENT_EVENTS)[number];

/** What the life cycle of an agreement looks at. */
export interface AgreementThing {
  state: AgreementState;
  bodyId: string;
  /** The account that applied. */
  ownerId: string;
  organisationId: string | null;
  /** Who signed for the data user. */
  signedBy: string | null;
  /** Its last day has not passed. */
  hasTimeLeft: boolean;
  /** The profile has agreements examined before they come into force (`cq-3`). */
  isExamined: boolean;
  reasons: readonly string[];
}
type On = Guard<AgreementThing>;
type To = Transition<AgreementState, AgreementThing>;

const DATA_USERS: readonly Role[] = ['person', 'organisation-member'];
export const isDataUser = ({ role }: Pick<Actor, 'role'>): boolean => DATA_USERS.includes(role);

const asUser: On = { basis: 'xz-20', code: 'not-permitted', holds: (_, actor) => isDataUser(actor) };
const asPublisher: On = {
  basis: 'xz-20',
  code: 'not-permitted',
  holds: (_, { role }) => role === 'publisher-reviewer',
};
const notTheUser: On = {
  basis: 'xz-20',
  code: 'four-eyes',
  holds: ({ ownerId, signedBy }, { accountId }) => accountId !== ownerId && accountId !== signedBy,
};
/** No person's own step: it follows from what people did. */
const byPlatform: On = {
  basis: 'xz-20',
  code: 'not-permitted',
  holds: (_, { role }) => role === 'system',
};
const inTime: On = { basis: 'xz-20', code: 'agreement-over', holds: ({ hasTimeLeft }) => hasTimeLeft };
const outOfTime: On = { basis: 'xz-20', code: 'wrong-state', holds: ({ hasTimeLeft }) => !hasTimeLeft };
const reasoned: On = { basis: 'xz-20', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };
const examined: On = { basis: 'cq-3', code: 'wrong-state', holds: ({ isExamined }) => isExamined };
const notExamined: On = { basis: 'cq-3', code: 'wrong-state', holds: ({ isExamined }) => !isExamined };

const signAsUser: To = { to: 'user-signed', basis: 'xz-20', guards: [asUser, inTime] };
const signAsPublisher: To = { to: 'signed', basis: 'xz-20', guards: [asPublisher, notTheUser, inTime] };
const refuse: To = { to: 'refused', basis: 'xz-20', guards: [asUser, reasoned] };
const withdraw: To = { to: 'withdrawn', basis: 'xz-20', guards: [asPublisher, reasoned] };
const submit: To = { to: 'examining', basis: 'cq-3', guards: [byPlatform, examined] };
const begin: To = { to: 'in-force', basis: 'xz-20', guards: [byPlatform, notExamined, inTime] };
const pass: To = { to: 'in-force', basis: 'cq-3', guards: [notTheUser, inTime] };
const giveBack: To = { to: 'returned', basis: 'cq-3', guards: [notTheUser, reasoned] };
const terminate: To = { to: 'terminated', basis: 'xz-20', guards: [reasoned] };
const expire: To = { to: 'expired', basis: 'xz-20', guards: [byPlatform, outOfTime] };
const none = {
  'sign-as-user': null,
  'sign-as-publisher': null,
  refuse: null,
  withdraw: null,
  submit: null,
  pass: null,
  return: null,
  begin: null,
  terminate: null,
  expire: null,
};

/**
 * An agreement on the use of conditional data (`xz-20`): offered → signed by the data user → signed by the publisher →
 * in force, where the profile says so (`cq-3`) only after the authority examined it → terminated | expired. Nobody
 * signs for both sides.
 */
export const agreementMachine: Machine<AgreementState, AgreementEvent, AgreementThing> = {
  name: 'agreement',
  states: AGREEMENT_STATES,
  events: AGREEMENT_EVENTS,
  needs: {
    'sign-as-user': 'agreement.sign',
    'sign-as-publisher': 'agreement.sign',
    refuse: 'agreement.sign',
    withdraw: 'agreement.sign',
    submit: 'agreement.sign',
    pass: 'agreement.examine',
    return: 'agreement.examine',
    begin: 'agreement.sign',
    terminate: 'agreement.sign',
    expire: 'agreement.sign',
  },
  target: ({ bodyId, ownerId, organisationId }) => ({ bodyId, ownerId, organisationId }),
  transitions: {
    offered: { ...none, 'sign-as-user': signAsUser, refuse, withdraw, expire },
    'user-signed': { ...none, 'sign-as-publisher': signAsPublisher, withdraw, expire },
    signed: { ...none, submit, begin, expire },
    examining: { ...none, pass, return: giveBack, expire },
    'in-force': { ...none, terminate, expire },
    refused: none,
    withdrawn: none,
    returned: none,
    terminated: none,
    expired: none,
  },
};
