import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const GRANT_STATES = ['preparing', 'active', 'restricted', 'suspended', 'revoked', 'expired'] as const;
export type GrantState = (typeof GRANT_STATES)[number];
export const GRANT_EVENTS = ['activate', 'restrict', 'suspend', 'resume', 'revoke', 'expire'] as const;
export type GrantEvent = (typeof GRANT_EVENTS)[number];

/** What the life cycle of a grant looks at. */
export interface GrantThing {
  state: GrantState;
  bodyId: string;
  ownerId: string;
  organisationId: string | null;
  /** The terms that are to hold lie within the agreement's. */
  fits: boolean;
  /** A restriction takes something away. */
  isNarrower: boolean;
  reasons: readonly string[];
}
type On = Guard<GrantThing>;
type To = Transition<GrantState, GrantThing>;

const within: On = { basis: 'xz-21', code: 'wider-than-agreed', holds: ({ fits }) => fits };
const narrower: On = { basis: 'xz-30', code: 'wider-than-agreed', holds: ({ isNarrower }) => isNarrower };
const reasoned: On = { basis: 'xz-32', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };

const activate: To = { to: 'active', basis: 'xz-21', guards: [within] };
const restrict: To = { to: 'restricted', basis: 'xz-30', guards: [reasoned, within, narrower] };
const suspend: To = { to: 'suspended', basis: 'xz-30', guards: [reasoned] };
const resume: To = { to: 'active', basis: 'xz-30', guards: [reasoned, within] };
const revoke: To = { to: 'revoked', basis: 'xz-32', guards: [reasoned] };
const expire: To = { to: 'expired', basis: 'xz-21', guards: [] };
const none = { activate: null, restrict: null, suspend: null, resume: null, revoke: null, expire: null };

/**
 * What a data user may take under an agreement: preparing → active ⇄ restricted / suspended → revoked | expired. Resuming
 * takes a restriction away, too; what has ended never comes back.
 */
export const grantMachine: Machine<GrantState, GrantEvent, GrantThing> = {
  name: 'grant',
  states: GRANT_STATES,
  events: GRANT_EVENTS,
  needs: {
    activate: 'grant.manage',
    restrict: 'grant.manage',
    suspend: 'grant.manage',
    resume: 'grant.manage',
    revoke: 'grant.manage',
    expire: 'grant.manage',
  },
  target: ({ bodyId, ownerId, organisationId }) => ({ bodyId, ownerId, organisationId }),
  transitions: {
    preparing: { ...none, activate, revoke, expire },
    active: { ...none, restrict, suspend, revoke, expire },
    restricted: { ...none, restrict, suspend, resume, revoke, expire },
    suspended: { ...none, restrict, resume, revoke, expire },
    revoked: none,
    expired: none,
  },
};
