import { setImmediate as breath } from 'node:timers/promises';
import type { Services } from '../context.ts';
import { knownDatasetsOf } from '../plugins/known-datasets.ts';
import {
  listLength,
  listMarks,
  listMarksSince,
  listPosition,
  type ListMark,
  type ListPosition,
} from '../search/open-list.queries.ts';
import type { Reader } from '../store/database.ts';

/** What is kept of the open list in memory; datasets are put, in place of what they were, and removed. */
export interface Followed<Row extends { id: string }> {
  read(reader: Reader, ids: readonly string[]): Promise<readonly Row[]>;
  put(row: Row): void;
  remove(id: string): void;
  /** How old it may be, milliseconds; a change of this process counts at once. */
  freshMs: number;
}

export interface ListFollower {
  beFresh(): Promise<void>;
  /** Calls `use` when all is exactly as `reader`, a transaction of one moment, sees it. */
  asOf<T>(reader: Reader, use: () => T): Promise<T>;
}

type Needed = Pick<Services, 'db' | 'clock'>;

/** Datasets that are read together. */
const BATCH = 500;
/** Datasets that are put before others get their turn. */
const STEP = 20;
const NEVER = { at: -Infinity, changes: -1 };

/** Keeps what is kept of the list in step with the store: what has another mark than before is put again. */
export function followList<Row extends { id: string }>(
  services: Needed,
  followed: Followed<Row>,
): ListFollower {
  const changesOf = (): number => knownDatasetsOf(services).changes();
  const kept = keptByMark(followed);
  let position: ListPosition | null = null;
  let seen = NEVER;
  let turn: Promise<unknown> = Promise.resolve();

  /** The position is read first: what changes between it and the rows is looked at once more, and is the same. */
  async function follow(reader: Reader, since: ListPosition | null): Promise<void> {
    const now = { at: performance.now(), changes: changesOf() };
    const reached = await listPosition(reader);
    // Where it stands is not known before all is taken.
    position = null;
    if (since?.mark !== reached.mark) await kept.take(reader, since);
    position = reached;
    seen = now;
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const isFresh = (): boolean =>
    performance.now() - seen.at <= followed.freshMs && changesOf() === seen.changes;

  return {
    beFresh: () =>
      inTurn(async () => {
        if (!isFresh()) await follow(services.db, position);
      }),
    asOf: (reader, use) =>
      inTurn(async () => {
        await follow(reader, null);
        // What that transaction saw may be of before the newest change.
        seen = NEVER;
        return use();
      }),
  };
}

function keptByMark<Row extends { id: string }>(followed: Followed<Row>) {
  const marks = new Map<string, string>();

  function remove(id: string): void {
    if (marks.delete(id)) followed.remove(id);
  }
  async function put(reader: Reader, changed: readonly ListMark[]): Promise<void> {
    const ids = changed.map(({ id }) => id);
    for (const [place, row] of (await followed.read(reader, ids)).entries()) {
      followed.put(row);
      if (place % STEP === STEP - 1) await breath();
    }
    for (const { id, mark } of changed) marks.set(id, mark ?? '');
  }
  async function takeMarks(reader: Reader, listed: readonly ListMark[]): Promise<void> {
    for (const { id, mark } of listed) if (mark === null) remove(id);
    const changed = listed.filter(({ id, mark }) => mark !== null && marks.get(id) !== mark);
    for (let at = 0; at < changed.length; at += BATCH) await put(reader, changed.slice(at, at + BATCH));
  }
  async function takeAll(reader: Reader): Promise<void> {
    const listed = await listMarks(reader);
    const there = new Set(listed.map(({ id }) => id));
    for (const id of marks.keys()) if (!there.has(id)) remove(id);
    await takeMarks(reader, listed);
  }

  return {
    /** Takes what changed since, or all. */
    async take(reader: Reader, since: ListPosition | null): Promise<void> {
      if (since === null) return takeAll(reader);
      await takeMarks(reader, await listMarksSince(reader, since));
      // What was deleted has no row that could say so.
      if (marks.size !== (await listLength(reader))) await takeAll(reader);
    },
  };
}
