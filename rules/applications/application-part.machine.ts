import type { Actor, Role } from '../access/roles.ts';
import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { Provision } from '../provisions/provisions.ts';
import type { OpinionOutcome } from './application.schema.ts';

export const PART_STATES = [
  'draft',
  'submitted',
  'declined',
  'in-review',
  'expert-review',
  'waiting',
  'narrower-offered',
  'approved',
  'rejected',
  'reconsidering',
  'appealed',
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
  'write',
  'reply',
  'remind',
  'reconsider',
  'appeal',
  'uphold',
  'reopen',
] as const;
export const PART_EVENTS = [
  'save',
  ...INTAKE_EVENTS,
  'prepare',
  ...REVIEW_EVENTS,
  'ask-experts',
  'end-experts',
  'escalate',
] as const;
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
  /** Every expert who was asked has answered, or the day has passed. */
  isHeard: boolean;
  /** Of the clock that runs: past the city's target, past the day of the law. */
  isPastTarget: boolean;
  isOverdue: boolean;
  /** The applicant has reminded today; the delay was reported to the authority. */
  isReminded: boolean;
  isEscalated: boolean;
  /** Who decided on it before, whether or not it was asked to be considered again. */
  deciders: readonly string[];
  /** Who has been asked to consider it again: the body, then the authority. */
  asked: readonly Instance[];
  /** The agreement on it was signed by both. */
  isAgreed: boolean;
}
/** Who considers a rejection again (`xz-19-1`). */
export const INSTANCES = ['body', 'authority'] as const;
export type Instance = (typeof INSTANCES)[number];
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
const noOpinion: On = { basis: 'xz-19-3', code: 'wrong-state', holds: ({ opinion }) => opinion === null };
const once: On = { basis: 'xz-19', code: 'sent-back-once', holds: ({ sentBack }) => !sentBack };
const heard: On = { basis: 'xz-19-3', code: 'experts-pending', holds: ({ isHeard }) => isHeard };
const byPlatform: On = {
  basis: 'xz-19',
  code: 'not-permitted',
  holds: (_, { role }) => role === 'system',
};
const late: On = { basis: 'xz-19', code: 'not-due-yet', holds: ({ isPastTarget }) => isPastTarget };
const quiet: On = { basis: 'xz-19', code: 'reminded-today', holds: ({ isReminded }) => !isReminded };
const overdue: On = { basis: 'xz-19', code: 'not-due-yet', holds: ({ isOverdue }) => isOverdue };
const unreported: On = { basis: 'xz-19', code: 'already-exists', holds: ({ isEscalated }) => !isEscalated };
const unsigned: On = { basis: 'xz-20', code: 'agreement-signed', holds: ({ isAgreed }) => !isAgreed };
const neverAsked = (instance: Instance): On => ({
  basis: 'xz-19-1',
  code: 'reconsidered-once',
  holds: ({ asked }) => !asked.includes(instance),
});
const bodyFirst: On = {
  basis: 'xz-19-1',
  code: 'body-first',
  holds: ({ asked }) => asked.includes('body'),
};
/** Somebody else than who decided before; where nobody says who decides, it is not a decision. */
const newcomer: On = {
  basis: 'xz-19-1',
  code: 'decided-before',
  holds: ({ deciders }, { accountId }) => accountId === null || !deciders.includes(accountId),
};
const inInstance = (role: Role): On => ({
  basis: 'xz-19-1',
  code: 'not-permitted',
  holds: (_, actor) => actor.role === role,
});

const to = (state: PartState, guards: readonly On[] = [], basis: Provision = 'xz-19'): To => ({
  to: state,
  basis,
  guards,
});
const decide = (state: PartState, outcome: OpinionOutcome): To =>
  to(state, [foreign, proposes(outcome), notPreparer, newcomer]);

const save = (state: PartState): To => to(state, [], 'xz-18');
const submit = to('submitted', [complete], 'xz-18');
const withdraw = to('withdrawn', [], 'xz-18');
/** A rejection stays one when nobody asks any more to consider it again. */
const giveUp = to('rejected', [], 'xz-18');
const talks = (state: PartState) => ({
  write: to(state, [reasoned]),
  reply: to(state, [foreign, reasoned]),
});
/** What can be done about a delay. */
const delays = (state: PartState) => ({
  remind: to(state, [late, quiet]),
  escalate: to(state, [byPlatform, overdue, unreported]),
});
const considers = (role: Role) => ({
  uphold: to('rejected', [foreign, inInstance(role), newcomer, reasoned], 'xz-19-1'),
  reopen: to('in-review', [foreign, inInstance(role), newcomer, reasoned], 'xz-19-1'),
});
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
  write: null,
  reply: null,
  remind: null,
  reconsider: null,
  appeal: null,
  uphold: null,
  reopen: null,
  'ask-experts': null,
  'end-experts': null,
  escalate: null,
};

/**
 * One dataset of an application for conditional data (`xz-18`, `xz-19`): sent → taken in by the operator or declined
 * with all that is missing → reviewed by the publisher, two people → approved, offered narrower, or rejected with all
 * reasons; experts are heard where it is large or complex. A rejection is considered again once by somebody else of the
 * body, then once by the authority; what is overdue is reported to it. What was approved goes on as an agreement (`xz-20`)
 * and can be withdrawn until that is signed by both.
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
    write: 'application.write',
    reply: 'application.prepare',
    remind: 'application.write',
    reconsider: 'application.write',
    appeal: 'application.write',
    uphold: 'application.reconsider',
    reopen: 'application.reconsider',
    'ask-experts': 'application.prepare',
    'end-experts': 'application.prepare',
    escalate: 'application.reconsider',
  },
  target: ({ ownerId, organisationId, bodyId, district }) => ({ ownerId, organisationId, bodyId, district }),
  transitions: {
    draft: { ...none, save: save('draft'), submit, withdraw },
    submitted: {
      ...none,
      accept: to('in-review', [foreign]),
      decline: to('declined', [foreign, reasoned]),
      withdraw,
      ...delays('submitted'),
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
      'ask-experts': to('expert-review', [foreign, noOpinion, reasoned], 'xz-19-3'),
      withdraw,
      ...talks('in-review'),
      ...delays('in-review'),
    },
    'expert-review': {
      ...none,
      'end-experts': to('in-review', [foreign, heard], 'xz-19-3'),
      withdraw,
      ...talks('expert-review'),
      ...delays('expert-review'),
    },
    waiting: { ...none, answer: to('in-review', [reasoned]), withdraw, ...talks('waiting') },
    'narrower-offered': {
      ...none,
      'take-offer': to('approved'),
      'send-back': to('in-review', [once, reasoned]),
      withdraw,
      ...talks('narrower-offered'),
    },
    approved: { ...none, withdraw: to('withdrawn', [unsigned], 'xz-20') },
    rejected: {
      ...none,
      reconsider: to('reconsidering', [neverAsked('body'), neverAsked('authority'), reasoned], 'xz-19-1'),
      appeal: to('appealed', [bodyFirst, neverAsked('authority'), reasoned], 'xz-19-1'),
    },
    reconsidering: {
      ...none,
      ...considers('publisher-reviewer'),
      appeal: to('appealed', [overdue, neverAsked('authority'), reasoned], 'xz-19-1'),
      withdraw: giveUp,
      ...talks('reconsidering'),
      ...delays('reconsidering'),
    },
    appealed: { ...none, ...considers('authority'), withdraw: giveUp, ...delays('appealed') },
    withdrawn: none,
  },
};
