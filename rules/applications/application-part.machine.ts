import type { Actor } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { Provision } from '../provisions/provisions.ts';
import type { OpinionOutcome } from './application.schema.ts';

export const PART_STATES = [
  'draft',
  'submitted',
  'declined',
  'in-review',
  'waiting',
  'narrower-offered',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type PartState = (typeof PART_STATES)[number];

export const INTAKE_EVENTS = ['submit', 'accept', 'decline', 'withdraw'] as const;
export const REVIEW_EVENTS = [
  'ask',
  'answer',
  'approve',
  'narrow',
  'reject',
  'return',
  'take-offer',
  'send-back',
] as const;
export const PART_EVENTS = ['save', ...INTAKE_EVENTS, 'prepare', ...REVIEW_EVENTS] as const;
export type PartEvent = (typeof PART_EVENTS)[number];

/** What the life cycle of one dataset of an application looks at. */
export interface PartThing {
  state: PartState;
  ownerId: string;
  organisationId: string | null;
  bodyId: string;
  district: string | null;
  /** Accounts of the applicant: who asks, and all members of the organisation for which they ask. */
  interested: readonly string[];
  /** Nothing is missing that the conditions ask for. */
  isComplete: boolean;
  opinion: { outcome: OpinionOutcome; preparedBy: string } | null;
  /** What is said with the step: reasons, a question, an answer. */
  said: readonly string[];
  /** A narrower offer was sent back before. */
  sentBack: boolean;
}
type On = Guard<PartThing>;
type To = Transition<PartState, PartThing>;

const isForeign = ({ interested }: PartThing, { accountId }: Actor): boolean =>
  accountId === null || !interested.includes(accountId);
const foreign: On = { basis: 'xz-19-1', code: 'own-application', holds: isForeign };
const complete: On = {
  basis: 'xz-19',
  code: 'incomplete-application',
  holds: ({ isComplete }) => isComplete,
};
const reasoned: On = { basis: 'xz-19', code: 'invalid-input', holds: ({ said }) => said.length > 0 };
const notPreparer: On = {
  basis: 'xz-19',
  code: 'four-eyes',
  holds: ({ opinion }, { accountId }) => opinion?.preparedBy !== accountId,
};
const proposes = (outcome: OpinionOutcome): On => ({
  basis: 'xz-19',
  code: 'opinion-missing',
  holds: ({ opinion }) => opinion?.outcome === outcome,
});
const hasOpinion: On = { basis: 'xz-19', code: 'opinion-missing', holds: ({ opinion }) => opinion !== null };
const once: On = { basis: 'xz-19', code: 'sent-back-once', holds: ({ sentBack }) => !sentBack };

const to = (state: PartState, guards: readonly On[] = [], basis: Provision = 'xz-19'): To => ({
  to: state,
  basis,
  guards,
});
const decide = (state: PartState, outcome: OpinionOutcome): To =>
  to(state, [foreign, proposes(outcome), notPreparer]);

const save = (state: PartState): To => to(state, [], 'xz-18');
const submit = to('submitted', [complete], 'xz-18');
const withdraw = to('withdrawn', [], 'xz-18');
const none = {
  save: null,
  submit: null,
  accept: null,
  decline: null,
  withdraw: null,
  prepare: null,
  ask: null,
  answer: null,
  approve: null,
  narrow: null,
  reject: null,
  return: null,
  'take-offer': null,
  'send-back': null,
};

/**
 * One dataset of an application for conditional data (`xz-18`, `xz-19`): sent → taken in by the operator or declined
 * with all that is missing → reviewed by the publisher, two people → approved, offered narrower, or rejected with all
 * reasons. What was approved goes on as an agreement (`xz-20`), which is withdrawn by itself.
 */
export const applicationPartMachine: Machine<PartState, PartEvent, PartThing> = {
  name: 'application-part',
  states: PART_STATES,
  events: PART_EVENTS,
  needs: {
    save: 'application.write',
    submit: 'application.write',
    accept: 'application.intake',
    decline: 'application.intake',
    withdraw: 'application.write',
    prepare: 'application.prepare',
    ask: 'application.prepare',
    answer: 'application.write',
    approve: 'application.decide',
    narrow: 'application.decide',
    reject: 'application.decide',
    return: 'application.decide',
    'take-offer': 'application.write',
    'send-back': 'application.write',
  },
  target: ({ ownerId, organisationId, bodyId, district }) => ({ ownerId, organisationId, bodyId, district }),
  transitions: {
    draft: { ...none, save: save('draft'), submit, withdraw },
    submitted: {
      ...none,
      accept: to('in-review', [foreign]),
      decline: to('declined', [foreign, reasoned]),
      withdraw,
    },
    declined: { ...none, save: save('declined'), submit, withdraw },
    'in-review': {
      ...none,
      prepare: to('in-review', [foreign]),
      ask: to('waiting', [foreign, reasoned]),
      approve: decide('approved', 'approve'),
      narrow: decide('narrower-offered', 'narrow'),
      reject: decide('rejected', 'reject'),
      return: to('in-review', [foreign, hasOpinion, notPreparer, reasoned]),
      withdraw,
    },
    waiting: { ...none, answer: to('in-review', [reasoned]), withdraw },
    'narrower-offered': {
      ...none,
      'take-offer': to('approved'),
      'send-back': to('in-review', [once, reasoned]),
      withdraw,
    },
    approved: none,
    rejected: none,
    withdrawn: none,
  },
};
