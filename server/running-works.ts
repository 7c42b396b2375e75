import type { Role } from '../rules/access/roles.ts';
import type { WorkKind } from '../rules/installation/running.operations.ts';
import type { Problem } from '../rules/problems/problems.ts';
import type { Asker } from './engine/index.ts';

/** What a caller has asked of the engine. */
export interface WorkFacts {
  kind: Exclude<WorkKind, 'job'>;
  role: Role;
  accountId: string | null;
  /** Callers of one key share what one may take of the engine. */
  key: string;
  datasetId: string;
  format: string;
}

export interface RunningWork extends WorkFacts {
  id: string;
  since: Date;
  state: 'waiting' | 'running';
  /** Made so far; null of pages, which come at once. */
  bytes: number | null;
}

/** One work from its beginning; `end` must be called. */
export interface BegunWork {
  asker: Asker;
  /** So many bytes more. */
  add(bytes: number): void;
  end(): void;
}

/** What this process computes for callers at this moment. */
export interface RunningWorks {
  /** Aborting `stopping`, which is the work's own unless given, stops it. */
  begin(facts: WorkFacts, stopping?: AbortController): BegunWork;
  during<T>(facts: WorkFacts, work: (asker: Asker) => Promise<T>): Promise<T>;
  /** The oldest first. */
  list(): RunningWork[];
  find(id: string): RunningWork | undefined;
  /** What waits for it gets this problem. */
  stop(id: string, problem: Problem): void;
  /** Tells of each work that has ended. */
  watch(listener: (work: RunningWork, milliseconds: number) => void): void;
}

interface Entry {
  work: RunningWork;
  stopping: AbortController;
}

export function createRunningWorks(newId: () => string): RunningWorks {
  const entries = new Map<string, Entry>();
  const listeners: ((work: RunningWork, milliseconds: number) => void)[] = [];

  const begin: RunningWorks['begin'] = (facts, stopping = new AbortController()) => {
    const id = newId();
    const bytes = facts.kind === 'export' ? 0 : null;
    const work: RunningWork = { ...facts, id, since: new Date(), state: 'waiting', bytes };
    const from = performance.now();
    entries.set(id, { work, stopping });
    return {
      asker: {
        key: facts.key,
        stop: stopping.signal,
        begun: () => {
          work.state = 'running';
        },
      },
      add: (more) => {
        work.bytes = (work.bytes ?? 0) + more;
      },
      end() {
        if (!entries.delete(id)) return;
        const milliseconds = performance.now() - from;
        for (const listener of listeners) listener(work, milliseconds);
      },
    };
  };

  return {
    begin,
    async during(facts, work) {
      const begun = begin(facts);
      try {
        return await work(begun.asker);
      } finally {
        begun.end();
      }
    },
    list: () => [...entries.values()].map(({ work }) => work),
    find: (id) => entries.get(id)?.work,
    stop: (id, problem) => entries.get(id)?.stopping.abort(problem),
    watch: (listener) => void listeners.push(listener),
  };
}
