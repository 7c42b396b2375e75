import { setTimeout } from 'node:timers/promises';
import type { TagValue } from '../../../rules/maps/mvt-encode.ts';

type Tags = Map<number, Record<string, TagValue>>;
type Read = (rows: readonly number[]) => Promise<Tags>;

interface Batch {
  rows: number[];
  tags: Promise<Tags>;
}

/** How long rows wait for those of the other tiles of a picture. */
const TOGETHER_MS = 5;
const MOST_ROWS = 8000;

/** Rows of one table that are asked for within a moment are read together: one look at the file for a picture's tiles. */
export function tagBatches(): (key: string, rows: readonly number[], read: Read) => Promise<Tags> {
  const waiting = new Map<string, Batch>();
  const begin = (key: string, rows: readonly number[], read: Read): Promise<Tags> => {
    const batch: Batch = {
      rows: [...rows],
      tags: setTimeout(TOGETHER_MS).then(() => {
        if (waiting.get(key) === batch) waiting.delete(key);
        return read(batch.rows);
      }),
    };
    waiting.set(key, batch);
    return batch.tags;
  };
  return (key, rows, read) => {
    const open = waiting.get(key);
    if (!open || open.rows.length + rows.length > MOST_ROWS) return begin(key, rows, read);
    open.rows.push(...rows);
    // Whoever began it may have been stopped.
    return open.tags.catch(() => read(rows));
  };
}
