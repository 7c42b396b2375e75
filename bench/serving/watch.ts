import { readdir, readFile, readlink, lstat } from 'node:fs/promises';
import path from 'node:path';

export interface Watched {
  /** Most memory of the process and those it started, their share of what is shared included, bytes; PostgreSQL left out. */
  memory: number;
  /** Most that was on disk under the folder at one time, bytes. */
  disk: number;
}

export interface Watch {
  /** What was seen since the last time it was asked. */
  take(): Watched;
  /** From now on this process is watched. */
  follow(pid: number): void;
  end(): void;
}

const EVERY_MS = 500;

/** Looks at a process and at a folder twice a second. */
export function watch(directory: string): Watch {
  let pid: number | null = null;
  let seen: Watched = { memory: 0, disk: 0 };
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    const [memory, disk] = await Promise.all([pid === null ? 0 : memoryOf(pid), sizeOf(directory)]);
    seen = { memory: Math.max(seen.memory, memory), disk: Math.max(seen.disk, disk) };
    looking = false;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    take() {
      const taken = seen;
      seen = { memory: 0, disk: 0 };
      return taken;
    },
    follow: (next) => void (pid = next),
    end: () => clearInterval(timer),
  };
}

/** A process that has just gone has none. */
async function memoryOf(pid: number): Promise<number> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
  if (program === '' || path.basename(program) === 'postgres') return 0;
  const [rollup, children] = await Promise.all([
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''),
  ]);
  const own = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  const others = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => memoryOf(Number(child))),
  );
  return others.reduce((sum, each) => sum + each, own);
}

/** Blocks of the files below, each file once however many names it has. */
async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const files = await Promise.all(names.map((name) => lstat(path.join(directory, name)).catch(() => null)));
  const once = new Map(files.map((file) => [file?.ino, (file?.blocks ?? 0) * 512]));
  return [...once.values()].reduce((sum, each) => sum + each, 0);
}
