import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** Forces a folder's entries (files made in it, renamed into it) to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder for us alone; missing ones above it as the machine's habit is. Nothing happens when it exists. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
