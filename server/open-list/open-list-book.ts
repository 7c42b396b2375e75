import { setImmediate as breath } from 'node:timers/promises';
import type { Services } from '../context.ts';
import { knownDatasetsOf } from '../plugins/known-datasets.ts';
import { listedMarks } from '../search/open-list.queries.ts';
import type { Reader } from '../store/database.ts';
import { listedRows } from './listed-datasets.queries.ts';
import { listedOf, type Listed } from './listed.ts';
import { createJoinIndex, type JoinIndex } from './join-index.ts';

type Needed = Pick<Services, 'db' | 'clock'>;

/** The open list in memory, and where its fields stand. */
export interface BookState {
  /** Another number whenever something in it is another. */
  revision: number;
  datasets: ReadonlyMap<string, Listed>;
  joins: JoinIndex;
}

export interface OpenListBook {
  /** The list as it is; a change of this process counts at once, of others within {@link FRESH_MS}. Not to be kept over an `await`. */
  now(): Promise<BookState>;
  /** Calls `use` on the list exactly as `reader`, a transaction of one moment, sees it. */
  asOf<T>(reader: Reader, use: (state: BookState) => T): Promise<T>;
}

/** How old what is known of the list may be, milliseconds. */
const FRESH_MS = 2000;
const BATCH = 300;

const books = new WeakMap<object, OpenListBook>();

/** The book of a store, made when it is first asked for. */
export function openListBookOf(services: Needed): OpenListBook {
  const known = books.get(services.db);
  if (known) return known;
  const made = openListBook(services);
  books.set(services.db, made);
  return made;
}

function openListBook(services: Needed): OpenListBook {
  const datasets = new Map<string, Listed>();
  const joins = createJoinIndex();
  const state: BookState = { revision: 0, datasets, joins };
  const changesOf = (): number => knownDatasetsOf(services).changes();
  let marks = new Map<string, string>();
  let seen = { at: -Infinity, changes: -1 };
  let turn: Promise<unknown> = Promise.resolve();
  let catchingUp: Promise<void> | null = null;

  const remove = (id: string): void => {
    const gone = datasets.get(id);
    if (!gone) return;
    joins.remove(gone);
    datasets.delete(id);
  };
  async function follow(reader: Reader): Promise<void> {
    const now = { at: performance.now(), changes: changesOf() };
    const listed = await listedMarks(reader);
    const gone = [...marks.keys()].filter((id) => !listed.has(id));
    const changed = [...listed].filter(([id, mark]) => marks.get(id) !== mark).map(([id]) => id);
    for (const id of gone) remove(id);
    for (let at = 0; at < changed.length; at += BATCH) {
      for (const row of await listedRows(reader, changed.slice(at, at + BATCH))) {
        remove(row.id);
        const dataset = listedOf(row);
        datasets.set(row.id, dataset);
        joins.put(dataset);
      }
      await breath();
    }
    marks = listed;
    if (gone.length + changed.length > 0) state.revision += 1;
    seen = now;
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  return {
    async now() {
      while (performance.now() - seen.at > FRESH_MS || changesOf() !== seen.changes) {
        catchingUp ??= inTurn(() => follow(services.db)).finally(() => (catchingUp = null));
        await catchingUp;
        if (changesOf() === seen.changes) break;
      }
      return state;
    },
    asOf: (reader, use) =>
      inTurn(async () => {
        await follow(reader);
        // What that transaction saw may be of before the newest change.
        seen = { at: -Infinity, changes: -1 };
        return use(state);
      }),
  };
}
