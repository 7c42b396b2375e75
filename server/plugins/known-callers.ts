import type { Caller, Services } from '../context.ts';

const LIFETIME_MS = 5_000;
const MOST = 10_000;

/** A caller, and when the secret that they came with expires. */
export interface Found {
  caller: Caller;
  until: Date;
}

/** Callers seen in the last five seconds, by the digest of their secret; bounded, forgotten whole at any change. */
export interface KnownCallers {
  /** Finds or looks up; what `lookUp` answers is kept only when nothing changed meanwhile. */
  recall(digest: string, lookUp: () => Promise<Found | null>): Promise<Caller | null>;
  forget(): void;
}

function knownCallers(services: Services): KnownCallers {
  const known = new Map<string, Found>();
  let changes = 0;
  return {
    recall: async (digest, lookUp) => {
      const now = services.clock.now();
      const remembered = known.get(digest);
      if (remembered && remembered.until > now) return remembered.caller;
      const before = changes;
      const found = await lookUp();
      if (found && changes === before) {
        const until = Math.min(found.until.getTime(), now.getTime() + LIFETIME_MS);
        known.delete(digest);
        known.set(digest, { ...found, until: new Date(until) });
        const [oldest] = known.keys();
        if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      }
      return found?.caller ?? null;
    },
    forget: () => {
      changes += 1;
      known.clear();
    },
  };
}

const OF_STORE = new WeakMap<object, KnownCallers>();

/** The callers that this process remembers of one store. */
export function knownCallersOf(services: Services): KnownCallers {
  const existing = OF_STORE.get(services.db);
  if (existing) return existing;
  const made = knownCallers(services);
  OF_STORE.set(services.db, made);
  return made;
}

/** To be called after the transaction that changed a session, a token, an account or a membership. */
export const forgetCallers = (services: Services): void => knownCallersOf(services).forget();
