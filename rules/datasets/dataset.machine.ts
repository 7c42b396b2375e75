import type { Guard, Machine, Transition } from '../machine/machine.ts';
import type { OpenClass } from './list-entry.schema.ts';

export const DATASET_STATES = [
  'drafted',
  'listing-requested',
  'returned',
  'listed',
  'open',
  'suspended',
  'withdrawn',
] as const;
export type DatasetState = (typeof DATASET_STATES)[number];
/** What a visitor sees listed: withdrawn datasets leave the list, suspended ones stay with their reason. */
export const ON_THE_LIST: readonly DatasetState[] = ['listed', 'open', 'suspended'];
export const DATASET_EVENTS = [
  'request-listing',
  'return-listing',
  'list',
  'open',
  'suspend',
  'resume',
  'close',
  'withdraw',
] as const;
export type DatasetEvent = (typeof DATASET_EVENTS)[number];

/** What the life cycle of a dataset looks at. */
export interface DatasetThing {
  state: DatasetState;
  bodyId: string;
  /** Of the entry in force; null until listed. */
  openClass: OpenClass | null;
  hasPublishedVersion: boolean;
  /** The entry in force has a grade: an imported one has none yet. */
  isGraded: boolean;
  /** Found to hold a state secret. */
  stateSecret: boolean;
}
type To = Transition<DatasetState, DatasetThing>;

const noStateSecret: Guard<DatasetThing> = {
  basis: 'grading2019',
  code: 'state-secret',
  holds: (dataset) => !dataset.stateSecret,
};
const requestListing: To = { to: 'listing-requested', basis: 'xz-11', guards: [noStateSecret] };
const returnListing: To = { to: 'returned', basis: 'xz-11', guards: [] };
const list: To = { to: 'listed', basis: 'xz-9', guards: [noStateSecret] };
const open: To = {
  to: 'open',
  basis: 'xz-17',
  guards: [
    noStateSecret,
    { basis: 'xz-13', code: 'against-grading', holds: (dataset) => dataset.isGraded },
    { basis: 'xz-14-1', code: 'against-grading', holds: (dataset) => dataset.openClass !== 'closed' },
    { basis: 'xz-16-1', code: 'no-data-yet', holds: (dataset) => dataset.hasPublishedVersion },
  ],
};
const suspend: To = { to: 'suspended', basis: 'xz-31', guards: [] };
const resume: To = { to: 'open', basis: 'xz-31', guards: [noStateSecret] };
// The class became closed: what was open stops being served, the entry stays on the list.
const close: To = { to: 'listed', basis: 'xz-11', guards: [] };
const withdraw: To = { to: 'withdrawn', basis: 'xz-31', guards: [] };
const none = {
  'request-listing': null,
  'return-listing': null,
  list: null,
  open: null,
  suspend: null,
  resume: null,
  close: null,
  withdraw: null,
} as const;

/** Dataset on the open list (`xz-9` – `xz-12`). Static is an update frequency, not a state. */
export const datasetMachine: Machine<DatasetState, DatasetEvent, DatasetThing> = {
  name: 'dataset',
  states: DATASET_STATES,
  events: DATASET_EVENTS,
  needs: {
    'request-listing': 'draft.submit',
    'return-listing': 'list-change.decide',
    list: 'list-change.decide',
    open: 'version.publish',
    suspend: 'dataset.suspend',
    resume: 'dataset.suspend',
    close: 'list-change.decide',
    withdraw: 'dataset.withdraw',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    drafted: { ...none, 'request-listing': requestListing },
    'listing-requested': { ...none, 'return-listing': returnListing, list },
    returned: { ...none, 'request-listing': requestListing },
    listed: { ...none, open, withdraw },
    open: { ...none, open, suspend, close, withdraw },
    suspended: { ...none, resume, close, withdraw },
    withdrawn: none,
  },
};
