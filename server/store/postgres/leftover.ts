import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const FAST_SHUTDOWN_MS = 30_000;
const POLL_MS = 20;

/**
 * Ends what an earlier life of ours left running on this data folder (its server outlives a kill -9 of us), fast and
 * clean where its postmaster still lives. Resolves with the number of processes found, when all are gone.
 */
export async function endLeftover(data: string): Promise<number> {
  const found = await processesOn(data);
  const postmaster = await recordedPid(data);
  if (postmaster !== undefined && found.includes(postmaster)) signal(postmaster, 'SIGINT');
  else for (const pid of found) signal(pid, 'SIGQUIT');
  if (!(await goneWithin(data, FAST_SHUTDOWN_MS))) {
    for (const pid of await processesOn(data)) signal(pid, 'SIGKILL');
    await goneWithin(data, FAST_SHUTDOWN_MS);
  }
  await forgetForeignPid(data, postmaster);
  return found.length;
}

/** The pid and the state in postmaster.pid, once the server has written them. */
export async function readPostmaster(data: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

const recordedPid = async (data: string): Promise<number | undefined> => (await readPostmaster(data))?.pid;

/** PostgreSQL's processes work in the data folder: that names them as ours where a recorded pid may be reused. */
async function processesOn(data: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const ours = await Promise.all(pids.map((pid) => worksOn(pid, data)));
  return pids.filter((_, index) => ours[index]).map(Number);
}

async function worksOn(pid: string, data: string): Promise<boolean> {
  try {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8');
    return name.trim() === 'postgres' && (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch {
    return false;
  }
}

async function goneWithin(data: string, limit: number): Promise<boolean> {
  for (let waited = 0; waited < limit; waited += POLL_MS) {
    if ((await processesOn(data)).length === 0) return true;
    await pause(POLL_MS);
  }
  return false;
}

/** A new server refuses to start while any live process has the recorded pid, even one that is not PostgreSQL. */
async function forgetForeignPid(data: string, pid: number | undefined): Promise<void> {
  if (pid !== undefined && signal(pid, 0)) await rm(path.join(data, 'postmaster.pid'), { force: true });
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
