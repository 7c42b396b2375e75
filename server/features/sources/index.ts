import {
  changeSource,
  createSource,
  getSource,
  listSources,
  pullSource,
  pushRows,
  stepSource,
} from '../../../rules/sources/sources.operations.ts';
import type { Services } from '../../context.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { SEAL_PERIODS_OF } from './live/deliver.ts';
import { push } from './live/push.use-case.ts';
import { sealPeriods } from './live/seal.ts';
import { PULL_SOURCE, pullOnce } from './pull-source.ts';
import { change, create, get, list, pullNow, stepOne } from './source.use-cases.ts';

export { queueDueSources, watchSources } from './due-sources.ts';
export { resumePeriods } from './live/ended-periods.ts';
export { liveFolder, liveTablesOf } from './live/live-tables.ts';
export { admitting, resolveHost } from './networks.ts';
export { PullFailure } from './pull-failure.ts';
export { pullOnce } from './pull-source.ts';
export const sourceOperations: readonly Handled[] = [
  handle(listSources, list),
  handle(getSource, get),
  handle(createSource, create),
  handle(changeSource, change),
  handle(stepSource, stepOne),
  handle(pullSource, pullNow),
  handle(pushRows, push),
];

/** Pulls wait for other machines most of the time. */
const AT_ONCE = 4;

export function declareSourceJobs(services: Services): void {
  const options = { atOnce: AT_ONCE };
  services.jobs.on<{ sourceId: string }>(
    PULL_SOURCE,
    ({ sourceId }) => pullOnce(services, sourceId),
    options,
  );
  services.jobs.on<{ sourceId: string }>(SEAL_PERIODS_OF, ({ sourceId }) => sealPeriods(services, sourceId));
}
