import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { ReturnedPart } from './registration.ts';

export const ORGANISATION_STATES = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];
export const ORGANISATION_EVENTS = ['save', 'submit', 'return', 'accept', 'withdraw'] as const;
export type OrganisationEvent = (typeof ORGANISATION_EVENTS)[number];

/** What the registration of an organisation by documents looks at. */
export interface OrganisationThing {
  state: OrganisationState;
  /** Itself, once it was accepted: until then it is its registrant's. */
  organisationId: string | null;
  /** null: it came by its corporate certificate. */
  registrantId: string | null;
  isComplete: boolean;
  reasons: readonly ReturnedPart[];
}
type On = Guard<OrganisationThing>;
type To = Transition<OrganisationState, OrganisationThing>;

const complete: On = {
  basis: 'guide2020-2',
  code: 'organisation-incomplete',
  holds: ({ isComplete }) => isComplete,
};
const notRegistrant: On = {
  basis: 'guide2020-2',
  code: 'four-eyes',
  holds: ({ registrantId }, { accountId }) => accountId !== registrantId,
};
const reasoned: On = {
  basis: 'guide2020-2',
  code: 'invalid-input',
  holds: ({ reasons }) => reasons.length > 0,
};

const keep = (to: OrganisationState): To => ({ to, basis: 'xz-25-3', guards: [] });
const submit: To = { to: 'submitted', basis: 'guide2020-2', guards: [complete] };
const accept: To = { to: 'accepted', basis: 'guide2020-2', guards: [notRegistrant, complete] };
const giveBack: To = { to: 'returned', basis: 'guide2020-2', guards: [notRegistrant, reasoned] };
const withdraw: To = { to: 'withdrawn', basis: 'xz-25-3', guards: [] };
const none = { save: null, submit: null, return: null, accept: null, withdraw: null };

/**
 * Registration of an organisation that has no corporate certificate (`guide2020-2`): draft → submitted → returned with
 * all that is missing at once, submitted again | accepted. Until then it is its registrant's own; from then on the
 * organisation's.
 */
export const organisationMachine: Machine<OrganisationState, OrganisationEvent, OrganisationThing> = {
  name: 'organisation',
  states: ORGANISATION_STATES,
  events: ORGANISATION_EVENTS,
  needs: {
    save: 'organisation.write',
    submit: 'organisation.write',
    withdraw: 'organisation.write',
    return: 'organisation.decide',
    accept: 'organisation.decide',
  },
  target: ({ registrantId, organisationId }) => ({ ownerId: registrantId, organisationId }),
  transitions: {
    draft: { ...none, save: keep('draft'), submit, withdraw },
    submitted: { ...none, return: giveBack, accept, withdraw },
    returned: { ...none, save: keep('returned'), submit, withdraw },
    accepted: none,
    withdrawn: none,
  },
};
