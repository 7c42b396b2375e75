import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { CampaignState } from './review-campaign.machine.ts';

export const REVIEW_ITEM_STATES = ['due', 'prepared', 'returned', 'confirmed', 'lapsed'] as const;
export type ReviewItemState = (typeof REVIEW_ITEM_STATES)[number];
export const REVIEW_ITEM_EVENTS = ['prepare', 'confirm', 'return', 'lapse', 'renew'] as const;
export type ReviewItemEvent = (typeof REVIEW_ITEM_EVENTS)[number];

/** What the life cycle of one item of a yearly review looks at. */
export interface ReviewItemThing {
  state: ReviewItemState;
  bodyId: string;
  campaign: CampaignState;
  preparedBy: string | null;
  /** All that is wrong with it, said at once by whoever sends it back. */
  reasons: readonly string[];
  /** The assessment fits what is reviewed and does not contradict itself. */
  isSound: boolean;
  /** A dataset still on the list, or an entry still without one. */
  isToReview: boolean;
}
type On = Guard<ReviewItemThing>;
type To = Transition<ReviewItemState, ReviewItemThing>;

const underWay: On = { basis: 'xz-10', code: 'wrong-state', holds: ({ campaign }) => campaign === 'open' };
const sound: On = { basis: 'xz-10', code: 'invalid-input', holds: ({ isSound }) => isSound };
const reasoned: On = { basis: 'xz-10', code: 'invalid-input', holds: ({ reasons }) => reasons.length > 0 };
const notPreparer: On = {
  basis: 'xz-10',
  code: 'four-eyes',
  holds: ({ preparedBy }, actor) => actor.accountId !== preparedBy,
};
const gone: On = { basis: 'xz-10', code: 'wrong-state', holds: ({ isToReview }) => !isToReview };
const back: On = { basis: 'xz-10', code: 'wrong-state', holds: ({ isToReview }) => isToReview };

const prepare: To = { to: 'prepared', basis: 'xz-10', guards: [underWay, sound] };
const confirm: To = { to: 'confirmed', basis: 'xz-10', guards: [underWay, notPreparer, sound] };
const giveBack: To = { to: 'returned', basis: 'xz-10', guards: [underWay, notPreparer, reasoned] };
const lapse: To = { to: 'lapsed', basis: 'xz-10', guards: [underWay, gone] };
const renew: To = { to: 'due', basis: 'xz-10', guards: [underWay, back] };
const none = { prepare: null, confirm: null, return: null, lapse: null, renew: null };

/**
 * One listed dataset or unopened entry under yearly review (`xz-10`): the editor prepares, the reviewer confirms or
 * sends back. What left the list or came onto it meanwhile lapses; the platform sees to that, nobody else.
 */
export const reviewItemMachine: Machine<ReviewItemState, ReviewItemEvent, ReviewItemThing> = {
  name: 'review-item',
  states: REVIEW_ITEM_STATES,
  events: REVIEW_ITEM_EVENTS,
  needs: {
    prepare: 'review.prepare',
    confirm: 'review.confirm',
    return: 'review.confirm',
    lapse: 'review.open',
    renew: 'review.open',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    due: { ...none, prepare, lapse },
    prepared: { ...none, prepare, confirm, return: giveBack, lapse },
    returned: { ...none, prepare, lapse },
    confirmed: none,
    lapsed: { ...none, renew },
  },
};
