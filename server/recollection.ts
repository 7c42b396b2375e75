import type { Clock } from '../rules/time/clock.ts';
import { Recent } from './recent.ts';

export interface Kept<T> {
  value: T;
  /** Not used beyond this moment, however young it is. */
  until?: Date;
}

/** What was looked up in the last moments, by key; bounded, forgotten whole at any change. */
export interface Recollection<T> {
  /** Finds or looks up; what `lookUp` answers is kept only when nothing changed meanwhile. */
  recall(key: string, lookUp: () => Promise<Kept<T> | null>): Promise<T | null>;
  forget(): void;
  /** How often it was forgotten: the same number means that this process changed nothing. */
  changes(): number;
}

interface Entry<T> {
  value: T;
  until: number;
}

function recollection<T>(clock: Clock, limits: { lifetimeMs: number; most: number }): Recollection<T> {
  const known = new Recent<Entry<T>>(limits.most);
  let changes = 0;
  const keep = (key: string, { value, until }: Kept<T>, now: number): void => {
    const end = Math.min(until?.getTime() ?? Infinity, now + limits.lifetimeMs);
    known.set(key, { value, until: end });
  };
  return {
    recall: async (key, lookUp) => {
      const now = clock.now().getTime();
      const remembered = known.get(key);
      if (remembered && remembered.until > now) return remembered.value;
      const before = changes;
      const found = await lookUp();
      if (found && changes === before) keep(key, found, now);
      return found?.value ?? null;
    },
    forget: () => {
      changes += 1;
      known.clear();
    },
    changes: () => changes,
  };
}

/** One recollection per store, made when it is first asked for. */
export function recollectionPerStore<T>(limits: {
  lifetimeMs: number;
  most: number;
}): (of: { db: object; clock: Clock }) => Recollection<T> {
  const made = new WeakMap<object, Recollection<T>>();
  return ({ db, clock }) => {
    const existing = made.get(db);
    if (existing) return existing;
    const fresh = recollection<T>(clock, limits);
    made.set(db, fresh);
    return fresh;
  };
}
