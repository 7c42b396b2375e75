import { readFile } from 'node:fs/promises';

/** Bytes of memory that are this process's own, its share of what it shares included. */
export async function proportionalSize(): Promise<number> {
  const text = await readFile('/proc/self/smaps_rollup', 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? NaN) * 1024;
}
