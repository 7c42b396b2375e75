import { DatabaseSync } from 'node:sqlite';

export interface ExclusiveLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Holds a lock on a file until released or until this process ends in any way, kill -9 included; undefined when
 * another process, or another part of this one, holds it.
 *
 * Node has no flock. SQLite's exclusive transaction is a kernel lock on the file: nothing is left behind to judge
 * stale, and it holds between containers that share a folder, where process ids mean nothing.
 */
export function tryLock(file: string): ExclusiveLock | undefined {
  const holder = new DatabaseSync(file, { timeout: 0 });
  try {
    holder.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    holder.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return {
    release: () => {
      if (holder.isOpen) holder.close();
    },
  };
}
