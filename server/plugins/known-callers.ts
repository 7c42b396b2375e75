import type { Caller, Services } from '../context.ts';
import { recollectionPerStore, type Kept } from '../recollection.ts';

/** A caller, and when the secret that they came with expires. */
export interface Found extends Kept<Caller> {
  until: Date;
}

/** The callers that this process remembers of one store, by the digest of their secret. */
export const knownCallersOf = recollectionPerStore<Caller>({ lifetimeMs: 5_000, most: 10_000 });

/** To be called after the transaction that changed a session, a token, an account or a membership. */
export const forgetCallers = (services: Services): void => knownCallersOf(services).forget();
