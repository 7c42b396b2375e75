import type { Machine, Transition } from '../machine/machine.ts';
import type { DatasetState } from '../datasets/dataset.machine.ts';

export const VERSION_STATES = ['inspected', 'validated', 'quarantined', 'published', 'discarded'] as const;
export type VersionState = (typeof VERSION_STATES)[number];
export const VERSION_EVENTS = ['validate', 'quarantine', 'release', 'publish', 'discard'] as const;
export type VersionEvent = (typeof VERSION_EVENTS)[number];

/** What the life cycle of a data version looks at. Before `inspected` it is an upload. */
export interface VersionThing {
  state: VersionState;
  bodyId: string;
  preparedBy: string;
  datasetState: DatasetState;
  /** What keeps it back is a suspicion that a person may clear. */
  releasable: boolean;
}
type To = Transition<VersionState, VersionThing>;

const validate: To = { to: 'validated', basis: 'xz-16-1', guards: [] };
const quarantine: To = { to: 'quarantined', basis: 'xz-16-1', guards: [] };
const fourEyes: To['guards'][number] = {
  basis: 'xz-16-1',
  code: 'four-eyes',
  holds: (version, actor) => actor.accountId !== version.preparedBy,
};
const release: To = {
  to: 'validated',
  basis: 'xz-14-1',
  guards: [fourEyes, { basis: 'xz-14-1', code: 'wrong-state', holds: ({ releasable }) => releasable }],
};
const publish: To = {
  to: 'published',
  basis: 'xz-16-1',
  guards: [
    fourEyes,
    // Nothing unlisted can be opened; while suspended nothing new is opened either.
    {
      basis: 'xz-9',
      code: 'wrong-state',
      holds: ({ datasetState }) => ['listed', 'open'].includes(datasetState),
    },
  ],
};
const discard: To = { to: 'discarded', basis: 'xz-16-1', guards: [] };

/**
 * Data version: inspected (its reading confirmed) → validated | quarantined → published (`xz-16-1`). A second person
 * releases from quarantine what only looked like personal information.
 */
export const versionMachine: Machine<VersionState, VersionEvent, VersionThing> = {
  name: 'version',
  states: VERSION_STATES,
  events: VERSION_EVENTS,
  needs: {
    validate: 'upload.write',
    quarantine: 'upload.write',
    release: 'version.publish',
    publish: 'version.publish',
    discard: 'upload.write',
  },
  target: ({ bodyId }) => ({ bodyId }),
  transitions: {
    inspected: { validate, quarantine, release: null, publish: null, discard },
    validated: { validate: null, quarantine: null, release: null, publish, discard },
    quarantined: { validate: null, quarantine: null, release, publish: null, discard },
    published: { validate: null, quarantine: null, release: null, publish: null, discard: null },
    discarded: { validate: null, quarantine: null, release: null, publish: null, discard: null },
  },
};
