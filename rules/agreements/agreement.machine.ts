import type { Actor, Role } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';
import { AGREEMENT_STATES, type AgreementState } from './agreement-state.ts';

export const AGREEMENT_EVENTS = [
  'sign-as-user',
  'sign-as-publisher',
  'propose',
  'accept-changes',
  'decline-changes',
  'amend',
  'refuse',
  'withdraw',
  'submit',
  'pass',
  'return',
  'begin',
  'terminate',
  'replace',
  'expire',
  'state-destruction',
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
  /** The side whose changes wait for the other's word. */
  proposedBy: Side | null;
  /** What would be agreed lies within what was approved. */
  isWithin: boolean;
  /** It is to replace another one: without its changes it is about nothing. */
  isAmendment: boolean;
  /** It was in force, and the data user has not said yet how the data was destroyed. */
  owesDestruction: boolean;
  reasons: readonly string[];
}
export type Side = 'user' | 'publisher';
type On = Guard<AgreementThing>;
type To = Transition<AgreementState, AgreementThing>;

const DATA_USERS: readonly Role[] = ['person', 'organisation-member'];
export const isDataUser = ({ role }: Pick<Actor, 'role'>): boolean => DATA_USERS.includes(role);

/** Whose part the actor takes; null: of neither. */
export function sideOf(actor: Pick<Actor, 'role'>): Side | null {
  if (isDataUser(actor)) return 'user';
  return actor.role === 'publisher-reviewer' ? 'publisher' : null;
}

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
const asParty: On = { basis: 'xz-20', code: 'not-permitted', holds: (_, actor) => sideOf(actor) !== null };
const otherSide: On = {
  basis: 'xz-20',
  code: 'own-proposal',
  holds: ({ proposedBy }, actor) => proposedBy !== null && proposedBy !== sideOf(actor),
};
const within: On = { basis: 'xz-20', code: 'wider-than-approved', holds: ({ isWithin }) => isWithin };
const standsAlone: On = { basis: 'xz-20', code: 'wrong-state', holds: ({ isAmendment }) => !isAmendment };
const owing: On = { basis: 'xz-20', code: 'wrong-state', holds: ({ owesDestruction }) => owesDestruction };
const inTime: On = { basis: 'xz-20', code: 'agreement-over', holds: ({ hasTimeLeft }) => hasTimeLeft };
const outOfTime: On = { basis: 'xz-20', code: 'wrong-state', holds: ({ hasTimeLeft }) => !hasTimeLeft };
const reasoned: On = { basis: 'xz-20', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };
const examined: On = { basis: 'cq-3', code: 'wrong-state', holds: ({ isExamined }) => isExamined };
const notExamined: On = { basis: 'cq-3', code: 'wrong-state', holds: ({ isExamined }) => !isExamined };

const signAsUser: To = { to: 'user-signed', basis: 'xz-20', guards: [asUser, inTime] };
const signAsPublisher: To = { to: 'signed', basis: 'xz-20', guards: [asPublisher, notTheUser, inTime] };
const refuse: To = { to: 'refused', basis: 'xz-20', guards: [asUser, reasoned] };
/** By whoever offered it, or because the application was withdrawn. */
const asOfferor: On = {
  basis: 'xz-20',
  code: 'not-permitted',
  holds: (_, { role }) => role === 'publisher-reviewer' || role === 'system',
};
const withdraw: To = { to: 'withdrawn', basis: 'xz-20', guards: [asOfferor, reasoned] };
const submit: To = { to: 'examining', basis: 'cq-3', guards: [byPlatform, examined] };
const begin: To = { to: 'in-force', basis: 'xz-20', guards: [byPlatform, notExamined, inTime] };
const pass: To = { to: 'in-force', basis: 'cq-3', guards: [notTheUser, inTime] };
const giveBack: To = { to: 'returned', basis: 'cq-3', guards: [notTheUser, reasoned] };
const terminate: To = { to: 'terminated', basis: 'xz-20', guards: [reasoned] };
const propose: To = { to: 'negotiating', basis: 'xz-20', guards: [asParty, within, inTime] };
const counter: To = { to: 'negotiating', basis: 'xz-20', guards: [asParty, otherSide, within, inTime] };
const acceptChanges: To = { to: 'offered', basis: 'xz-20', guards: [asParty, otherSide, within, inTime] };
const declineChanges: To = { to: 'offered', basis: 'xz-20', guards: [asParty, standsAlone, reasoned] };
const amend: To = { to: 'in-force', basis: 'xz-20', guards: [asParty, within, inTime] };
const replace: To = { to: 'replaced', basis: 'xz-20', guards: [byPlatform] };
const stateDestruction = (to: AgreementState): To => ({ to, basis: 'xz-20', guards: [asUser, owing] });
const expire: To = { to: 'expired', basis: 'xz-20', guards: [byPlatform, outOfTime] };
const none = {
  'sign-as-user': null,
  'sign-as-publisher': null,
  propose: null,
  'accept-changes': null,
  'decline-changes': null,
  amend: null,
  refuse: null,
  withdraw: null,
  submit: null,
  pass: null,
  return: null,
  begin: null,
  terminate: null,
  replace: null,
  expire: null,
  'state-destruction': null,
};

/**
 * An agreement on the use of conditional data (`xz-20`): offered ⇄ negotiated within what was approved → signed by the
 * data user → signed by the publisher → in force, where the profile says so (`cq-3`) only after the authority examined
 * it → terminated | expired | replaced by another. Nobody signs for both sides or accepts their own changes.
 */
export const agreementMachine: Machine<AgreementState, AgreementEvent, AgreementThing> = {
  name: 'agreement',
  states: AGREEMENT_STATES,
  events: AGREEMENT_EVENTS,
  needs: {
    'sign-as-user': 'agreement.sign',
    'sign-as-publisher': 'agreement.sign',
    propose: 'agreement.sign',
    'accept-changes': 'agreement.sign',
    'decline-changes': 'agreement.sign',
    amend: 'agreement.sign',
    refuse: 'agreement.sign',
    withdraw: 'agreement.sign',
    submit: 'agreement.sign',
    pass: 'agreement.examine',
    return: 'agreement.examine',
    begin: 'agreement.sign',
    terminate: 'agreement.sign',
    replace: 'agreement.sign',
    expire: 'agreement.sign',
    'state-destruction': 'agreement.sign',
  },
  target: ({ bodyId, ownerId, organisationId }) => ({ bodyId, ownerId, organisationId }),
  transitions: {
    offered: { ...none, 'sign-as-user': signAsUser, propose, refuse, withdraw, expire },
    negotiating: {
      ...none,
      propose: counter,
      'accept-changes': acceptChanges,
      'decline-changes': declineChanges,
      ...{ refuse, withdraw, expire },
    },
    'user-signed': { ...none, 'sign-as-publisher': signAsPublisher, withdraw, expire },
    signed: { ...none, submit, begin, expire },
    examining: { ...none, pass, return: giveBack, expire },
    'in-force': { ...none, amend, terminate, replace, expire },
    refused: none,
    withdrawn: none,
    returned: none,
    terminated: { ...none, 'state-destruction': stateDestruction('terminated') },
    replaced: none,
    expired: { ...none, 'state-destruction': stateDestruction('expired') },
  },
};
