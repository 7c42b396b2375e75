import type { Machine, Transition } from '../machine/machine.ts';

export const BATCH_STATES = ['compared', 'taken', 'dropped'] as const;
export type BatchState = (typeof BATCH_STATES)[number];
export const BATCH_EVENTS = ['take', 'drop'] as const;
export type BatchEvent = (typeof BATCH_EVENTS)[number];

export interface BatchThing {
  state: BatchState;
  bodyId: string;
}
type To = Transition<BatchState, BatchThing>;

const take: To = { to: 'taken', basis: 'xz-9', guards: [] };
const drop: To = { to: 'dropped', basis: 'xz-9', guards: [] };
const none = { take: null, drop: null } as const;

/** Changes of many drafts of one body, looked over before they are written: compared → taken | dropped. */
export const draftBatchMachine: Machine<BatchState, BatchEvent, BatchThing> = {
  name: 'draft-batch',
  states: BATCH_STATES,
  events: BATCH_EVENTS,
  needs: { take: 'draft.write', drop: 'draft.write' },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: { compared: { take, drop }, taken: none, dropped: none },
};
