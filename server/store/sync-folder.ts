import { open } from 'node:fs/promises';

/** Forces a folder's entries (files made in it, renamed into it) to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
