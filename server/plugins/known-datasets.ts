import type { Services } from '../context.ts';
import { recollectionPerStore } from '../recollection.ts';

/** What this process remembers of datasets on the open list, by what they were asked for. */
export const knownDatasetsOf = recollectionPerStore<object>({ lifetimeMs: 5_000, most: 2_000 });

/** To be called after every transaction that changed what is listed, open, suspended or served. */
export const forgetDatasets = (services: Services): void => knownDatasetsOf(services).forget();
