import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const EXPERT_OPINION_STATES = ['asked', 'signed', 'recused', 'lapsed'] as const;
export type ExpertOpinionState = (typeof EXPERT_OPINION_STATES)[number];
export const EXPERT_OPINION_EVENTS = ['sign', 'recuse', 'lapse'] as const;
export type ExpertOpinionEvent = (typeof EXPERT_OPINION_EVENTS)[number];

/** What the life cycle of the opinion of one expert looks at. */
export interface ExpertOpinionThing {
  state: ExpertOpinionState;
  /** The expert. */
  accountId: string;
  /** The review still hears experts. */
  isHearing: boolean;
  /** The day by which it was asked for has passed. */
  isOverdue: boolean;
  said: string;
}
type On = Guard<ExpertOpinionThing>;
type To = Transition<ExpertOpinionState, ExpertOpinionThing>;

const basis = 'xz-19-3';
const hearing: On = { basis, code: 'wrong-state', holds: ({ isHearing }) => isHearing };
const inTime: On = { basis, code: 'wrong-state', holds: ({ isOverdue }) => !isOverdue };
const outOfTime: On = {
  basis,
  code: 'not-due-yet',
  holds: ({ isOverdue, isHearing }) => isOverdue || !isHearing,
};
const reasoned: On = { basis, code: 'invalid-input', holds: ({ said }) => said !== '' };
const byPlatform: On = { basis, code: 'not-permitted', holds: (_, { role }) => role === 'system' };

const sign: To = { to: 'signed', basis, guards: [hearing, inTime, reasoned] };
const recuse: To = { to: 'recused', basis: 'xz-19-1', guards: [hearing, reasoned] };
const lapse: To = { to: 'lapsed', basis, guards: [byPlatform, outOfTime] };
const none = { sign: null, recuse: null, lapse: null };

/** The opinion of an expert on one dataset of an application (`xz-19-3`): asked → signed | recused | lapsed by its day. */
export const expertOpinionMachine: Machine<ExpertOpinionState, ExpertOpinionEvent, ExpertOpinionThing> = {
  name: 'expert-opinion',
  states: EXPERT_OPINION_STATES,
  events: EXPERT_OPINION_EVENTS,
  needs: { sign: 'expert-opinion.write', recuse: 'expert-opinion.write', lapse: 'expert-opinion.write' },
  target: ({ accountId }) => ({ ownerId: accountId }),
  transitions: {
    asked: { sign, recuse, lapse },
    signed: none,
    recused: none,
    lapsed: none,
  },
};
