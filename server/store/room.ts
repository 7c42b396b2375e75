import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../rules/problems/problems.ts';

/** Of the system: no room, no room left for this account; of PostgreSQL: `disk_full`. */
const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT', '53100'];

/** Whether something failed because the disk is full, whoever says so in whatever words. */
export function isNoSpace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Problem) return error.code === 'no-space';
  const code = 'code' in error ? error.code : undefined;
  return CODES.includes(code) || error.message.includes('No space left on device') || isNoSpace(error.cause);
}

/** Throws `no-space` when the folder's disk has not so many bytes left. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < bytes) throw new Problem('no-space', { limit: free, size: bytes });
}

const ROOM_MS = 5000;

/** Tries again every few seconds for as long as the disk is full, told each time, until it is stopped. */
export async function whenThereIsRoom<T>(
  work: () => Promise<T>,
  stop: AbortSignal,
  full: (error: unknown) => void,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isNoSpace(error)) throw error;
      full(error);
    }
    await pause(ROOM_MS, undefined, { signal: stop });
  }
}
