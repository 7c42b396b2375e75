import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Of Linux: hundredths of a second. */
const TICK_US = 10_000;

interface Usage {
  parent: number;
  /** Its own, and what its ended children used; in ticks. */
  own: number;
  ended: number;
}

/** Processor time so far of the PostgreSQL that is carried along, all its processes together, in microseconds. */
export async function databaseTime(directory: string): Promise<number> {
  const record = await readFile(path.join(directory, 'postgres/data/postmaster.pid'), 'utf8');
  const postmaster = Number(record.split('\n')[0]);
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const usages = await Promise.all(pids.map(async (pid) => ({ pid, ...(await usageOf(pid)) })));
  let ticks = 0;
  for (const { pid, parent, own, ended } of usages) {
    if (pid === postmaster) ticks += own + ended;
    if (parent === postmaster) ticks += own;
  }
  return ticks * TICK_US;
}

async function usageOf(pid: number): Promise<Usage> {
  // Processes end while they are looked at.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program, in brackets, may hold anything.
  const [, parent = 0, ...rest] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = rest.slice(9);
  return { parent, own: user + system, ended: endedUser + endedSystem };
}
