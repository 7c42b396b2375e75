import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { CONFIGURATION_FILE } from '../server/configuration.ts';
import { openDataDirectory } from '../server/store/data-directory.ts';
import { endLeftover } from '../server/store/postgres/leftover.ts';

/** What says whose folder it is stays until the rest is gone, so that a removal broken off can be begun again. */
const LAST: readonly string[] = ['secrets', 'layout', CONFIGURATION_FILE];

/** Empties a data folder, database and all. Throws `store-in-use` while anyone has it open. */
export async function removeContents(directory: string): Promise<void> {
  const held = await openDataDirectory(directory);
  try {
    await endLeftover(path.join(held.paths.postgres, 'data'));
    const others = (await readdir(directory)).filter((name) => name !== 'lock' && !LAST.includes(name));
    for (const name of [...others, ...LAST])
      await rm(path.join(directory, name), { recursive: true, force: true });
  } finally {
    held.release();
  }
}
