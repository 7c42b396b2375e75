import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const PERSONAL_CONSENT_STATES = ['absent', 'given', 'revoked'] as const;
export type PersonalConsentState = (typeof PERSONAL_CONSENT_STATES)[number];
export const PERSONAL_CONSENT_EVENTS = ['give', 'revoke'] as const;
export type PersonalConsentEvent = (typeof PERSONAL_CONSENT_EVENTS)[number];

/** What the consent of a person to one firm's use of one dataset looks at. */
export interface PersonalConsentThing {
  state: PersonalConsentState;
  /** The person's account. */
  ownerId: string;
  /** City sign-on vouched for an identity number. */
  hasIdentity: boolean;
  /** The firm holds a grant of the dataset, whose rows are of persons. */
  isAsked: boolean;
  /** The last day lies ahead, within what was granted. */
  isInTerm: boolean;
}
type On = Guard<PersonalConsentThing>;
type To = Transition<PersonalConsentState, PersonalConsentThing>;

const identified: On = {
  basis: 'plan2023-3.4',
  code: 'identity-unverified',
  holds: ({ hasIdentity }) => hasIdentity,
};
const asked: On = { basis: 'plan2023-3.4', code: 'consent-not-asked', holds: ({ isAsked }) => isAsked };
const inTerm: On = { basis: 'plan2023-3.4', code: 'invalid-input', holds: ({ isInTerm }) => isInTerm };

const give: To = { to: 'given', basis: 'plan2023-3.4', guards: [identified, asked, inTerm] };
const revoke: To = { to: 'revoked', basis: 'plan2023-3.4', guards: [] };

/**
 * The consent of a person to the release of their own rows to a named firm: absent → given → revoked. What was revoked
 * stays revoked: another one is given anew. After its last day it counts for nothing.
 */
export const personalConsentMachine: Machine<
  PersonalConsentState,
  PersonalConsentEvent,
  PersonalConsentThing
> = {
  name: 'personal-consent',
  states: PERSONAL_CONSENT_STATES,
  events: PERSONAL_CONSENT_EVENTS,
  needs: { give: 'personal-consent.write', revoke: 'personal-consent.write' },
  target: ({ ownerId }) => ({ ownerId }),
  transitions: {
    absent: { give, revoke: null },
    given: { give: null, revoke },
    revoked: { give: null, revoke: null },
  },
};
