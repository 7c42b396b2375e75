import { AsyncLocalStorage } from 'node:async_hooks';

/** Raised within a job that an operator stops; whatever takes long there listens, and throws its reason. */
export const jobStop = new AsyncLocalStorage<AbortSignal>();
