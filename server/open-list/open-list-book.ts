import type { Services } from '../context.ts';
import type { Reader } from '../store/database.ts';
import { followList } from './list-follower.ts';
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

  const remove = (id: string): void => {
    const gone = datasets.get(id);
    if (!gone) return;
    joins.remove(gone);
    datasets.delete(id);
    state.revision += 1;
  };
  const follower = followList(services, {
    read: listedRows,
    put(row) {
      remove(row.id);
      const dataset = listedOf(row);
      datasets.set(row.id, dataset);
      joins.put(dataset);
      state.revision += 1;
    },
    remove,
    freshMs: FRESH_MS,
  });

  return {
    now: () => follower.beFresh().then(() => state),
    asOf: (reader, use) => follower.asOf(reader, () => use(state)),
  };
}
