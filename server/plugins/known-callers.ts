import type { Caller, Services } from '../context.ts';

const LIFETIME_MS = 5_000;
const MOST = 10_000;

interface Known {
  caller: Caller;
  until: number;
}

/** Callers seen in the last five seconds, by the digest of their secret; bounded, forgotten whole at any change. */
export interface KnownCallers {
  /** Finds or looks up; what `lookUp` answers is kept only when nothing changed meanwhile. */
  recall(digest: string, lookUp: () => Promise<Caller | null>): Promise<Caller | null>;
  forget(): void;
}

function knownCallers(services: Services): KnownCallers {
  const known = new Map<string, Known>();
  let changes = 0;
  return {
    recall: async (digest, lookUp) => {
      const now = services.clock.now().getTime();
      const found = known.get(digest);
      if (found && found.until > now) return found.caller;
      const before = changes;
      const caller = await lookUp();
      if (caller && changes === before) {
        known.delete(digest);
        known.set(digest, { caller, until: now + LIFETIME_MS });
        const [oldest] = known.keys();
        if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      }
      return caller;
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
