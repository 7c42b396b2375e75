import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let chosen: string | null = null;

/** Where packed files are unpacked while they are read, in this thread; the system's own place when null. */
export function keepScratchHere(folder: string | null): void {
  chosen = folder;
}

export const scratchPlace = (): string | null => chosen;

/** Gives `work` a folder of its own that is gone afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const root = chosen !== null && existsSync(chosen) ? chosen : tmpdir();
  const folder = await mkdtemp(join(root, 'unpacked-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
