import {
  completionBlock,
  type Completed,
  type CompletionBlock,
  type Match,
  type Typed,
} from './completion-block.ts';

/** Things that can be completed; what is put twice must be removed twice. */
export interface Completions<T extends Completed> {
  /** The thing of this key, made when there is none, and counted. */
  put(key: string, make: () => T): Counted<T>;
  remove(counted: Counted<T>): void;
  /** All that goes on as it was typed, each by the best way in which it does. */
  matches(typed: Typed): { counted: Counted<T>; match: Match }[];
}

export interface Counted<T> {
  key: string;
  thing: T;
  /** How often it is there; what is gone has 0. */
  count: number;
}

/** Things that are looked through together: what a new one costs to make again. */
const BLOCK = 2000;

interface Block<T> {
  items: Counted<T>[];
  made: CompletionBlock | null;
}

export function createCompletions<T extends Completed>(): Completions<T> {
  const byKey = new Map<string, Counted<T>>();
  let blocks: Block<T>[] = [];
  let gone = 0;

  function place(counted: Counted<T>): void {
    const last = blocks.at(-1);
    const block = last && last.items.length < BLOCK ? last : { items: [], made: null };
    if (block !== last) blocks.push(block);
    block.items.push(counted);
    block.made = null;
  }

  /** Gives up the places of what is gone. */
  function moveTogether(): void {
    const there = blocks.flatMap(({ items }) => items).filter(({ count }) => count > 0);
    byKey.clear();
    blocks = [];
    gone = 0;
    for (const counted of there) {
      byKey.set(counted.key, counted);
      place(counted);
    }
  }

  return {
    put(key, make) {
      const known = byKey.get(key);
      const counted = known ?? { key, thing: make(), count: 0 };
      if (!known) {
        byKey.set(key, counted);
        place(counted);
      } else if (known.count === 0) gone -= 1;
      counted.count += 1;
      return counted;
    },
    remove(counted) {
      counted.count -= 1;
      if (counted.count > 0) return;
      gone += 1;
      if (gone > BLOCK && gone > byKey.size / 2) moveTogether();
    },
    matches: (typed) => blocks.flatMap((block) => matchesIn(block, typed)),
  };
}

function matchesIn<T extends Completed>(
  block: Block<T>,
  typed: Typed,
): { counted: Counted<T>; match: Match }[] {
  block.made ??= completionBlock(block.items.map(({ thing }) => thing));
  const best = new Map<number, Match>();
  // The ways come from the best to the least.
  block.made.matches(typed, (match) => {
    if (!best.has(match.place)) best.set(match.place, match);
  });
  return [...best].flatMap(([place, match]) => {
    const counted = block.items[place];
    return counted && counted.count > 0 ? [{ counted, match }] : [];
  });
}
