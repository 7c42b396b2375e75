import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { ReturnReason } from './work-order.schema.ts';

export const WORK_ORDER_STATES = ['prepared', 'submitted', 'returned', 'accepted', 'cancelled'] as const;
export type WorkOrderState = (typeof WORK_ORDER_STATES)[number];
export const WORK_ORDER_EVENTS = ['submit', 'send-back', 'accept', 'return', 'cancel'] as const;
export type WorkOrderEvent = (typeof WORK_ORDER_EVENTS)[number];

/** What the life cycle of a list change looks at. */
export interface WorkOrderThing {
  state: WorkOrderState;
  bodyId: string;
  preparedBy: string;
  submittedBy: string | null;
  /** All that is wrong, said at once. */
  reasons: readonly ReturnReason[];
  /** The entry as it shall be has every element of `xz-9`. */
  entryIsComplete: boolean;
  /** Its class is what its grade gives, or stricter with an explanation. */
  classFollowsGrade: boolean;
  /** Somebody else than its preparer reviewed just this for secrecy and security, and let it pass. */
  secrecyPassed: boolean;
  stateSecret: boolean;
}
type On = Guard<WorkOrderThing>;
type To = Transition<WorkOrderState, WorkOrderThing>;

const notPreparer: On = {
  basis: 'xz-11',
  code: 'four-eyes',
  holds: (order, actor) => actor.accountId !== order.preparedBy,
};
const notSubmitter: On = {
  basis: 'xz-11',
  code: 'four-eyes',
  holds: (order, actor) => actor.accountId !== order.submittedBy,
};
const complete: On = { basis: 'xz-9', code: 'incomplete-entry', holds: (order) => order.entryIsComplete };
const graded: On = { basis: 'xz-14', code: 'against-grading', holds: (order) => order.classFollowsGrade };
const noStateSecret: On = {
  basis: 'grading2019',
  code: 'state-secret',
  holds: (order) => !order.stateSecret,
};
const reviewed: On = {
  basis: 'grading2019',
  code: 'secrecy-review-missing',
  holds: (order) => order.secrecyPassed,
};
const reasoned: On = { basis: 'xz-11', code: 'invalid-input', holds: (order) => order.reasons.length > 0 };

const submit: To = {
  to: 'submitted',
  basis: 'xz-11',
  guards: [notPreparer, noStateSecret, complete, graded, reviewed],
};
const sendBack: To = { to: 'returned', basis: 'xz-11', guards: [notPreparer, reasoned] };
const accept: To = {
  to: 'accepted',
  basis: 'xz-11',
  guards: [notPreparer, notSubmitter, noStateSecret, complete, graded, reviewed],
};
const giveBack: To = { to: 'returned', basis: 'xz-11', guards: [notPreparer, notSubmitter, reasoned] };
const cancel: To = { to: 'cancelled', basis: 'xz-11', guards: [] };

/** A change of the open list: the editor prepares, the reviewer submits, the operator accepts or returns (`xz-11`). */
export const workOrderMachine: Machine<WorkOrderState, WorkOrderEvent, WorkOrderThing> = {
  name: 'work-order',
  states: WORK_ORDER_STATES,
  events: WORK_ORDER_EVENTS,
  needs: {
    submit: 'draft.submit',
    'send-back': 'draft.submit',
    accept: 'list-change.decide',
    return: 'list-change.decide',
    cancel: 'draft.write',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    prepared: { submit, 'send-back': sendBack, accept: null, return: null, cancel },
    submitted: { submit: null, 'send-back': null, accept, return: giveBack, cancel: null },
    returned: { submit: null, 'send-back': null, accept: null, return: null, cancel: null },
    accepted: { submit: null, 'send-back': null, accept: null, return: null, cancel: null },
    cancelled: { submit: null, 'send-back': null, accept: null, return: null, cancel: null },
  },
};
