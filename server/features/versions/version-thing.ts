import { isReleasable } from '../../../rules/versions/check-contents.ts';
import type { VersionThing } from '../../../rules/versions/version.machine.ts';
import type { DataVersion } from './version.queries.ts';

export const versionThing = ({ state, preparedBy, findings, dataset }: DataVersion): VersionThing => ({
  state,
  preparedBy,
  bodyId: dataset.bodyId,
  datasetState: dataset.state,
  releasable: isReleasable(findings),
});
