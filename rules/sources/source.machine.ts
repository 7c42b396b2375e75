import type { Guard, Machine, Transition } from '../machine/machine.ts';

export const SOURCE_STATES = ['drafted', 'approved', 'paused', 'ended'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];
export const SOURCE_EVENTS = ['approve', 'change', 'pause', 'resume', 'end'] as const;
export type SourceEvent = (typeof SOURCE_EVENTS)[number];

/** What the life cycle of a data source looks at. */
export interface SourceThing {
  state: SourceState;
  bodyId: string;
  /** Who wrote the address that is there now. */
  preparedBy: string;
}
type To = Transition<SourceState, SourceThing>;

const fourEyes: Guard<SourceThing> = {
  basis: 'xz-16-1',
  code: 'four-eyes',
  holds: ({ preparedBy }, { accountId }) => accountId !== preparedBy,
};
const approve: To = { to: 'approved', basis: 'xz-16-2', guards: [fourEyes] };
// Another address is another source: it is approved anew.
const change: To = { to: 'drafted', basis: 'xz-16-2', guards: [] };
const pause: To = { to: 'paused', basis: 'xz-16-2', guards: [] };
const resume: To = { to: 'approved', basis: 'xz-16-2', guards: [] };
const end: To = { to: 'ended', basis: 'xz-16-2', guards: [] };

/** Data source: drafted by an editor → approved by a reviewer ⇄ paused → ended (`xz-9-3`, `xz-16-2`). */
export const sourceMachine: Machine<SourceState, SourceEvent, SourceThing> = {
  name: 'source',
  states: SOURCE_STATES,
  events: SOURCE_EVENTS,
  needs: {
    approve: 'source.approve',
    change: 'source.write',
    pause: 'source.write',
    resume: 'source.write',
    end: 'source.write',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    drafted: { approve, change, pause: null, resume: null, end },
    approved: { approve: null, change, pause, resume: null, end },
    paused: { approve: null, change, pause: null, resume, end },
    ended: { approve: null, change: null, pause: null, resume: null, end: null },
  },
};
