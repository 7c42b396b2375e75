import {
  changeSource,
  createSource,
  getSource,
  listSources,
  pullSource,
  stepSource,
} from '../../../rules/sources/sources.operations.ts';
import type { Services } from '../../context.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { PULL_SOURCE, pullOnce } from './pull-source.ts';
import { change, create, get, list, pullNow, stepOne } from './source.use-cases.ts';

export { queueDueSources, watchSources } from './due-sources.ts';
export { pullOnce } from './pull-source.ts';
export const sourceOperations: readonly Handled[] = [
  handle(listSources, list),
  handle(getSource, get),
  handle(createSource, create),
  handle(changeSource, change),
  handle(stepSource, stepOne),
  handle(pullSource, pullNow),
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
}
