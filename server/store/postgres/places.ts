import { chmod, chown, lstat, mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wrongOwner } from '../ownership.ts';
import { ownAccounts, type RunAs } from './account.ts';
import type { Places } from './settings.ts';

/**
 * Opens PostgreSQL's own folder as wide as needed: what the server writes in it belongs to the account that runs it, the
 * folder to us. Throws `store-wrong-owner`.
 */
export async function claimDirectory(directory: string, runAs: RunAs): Promise<void> {
  const { uid } = await lstat(directory);
  const ours = process.getuid?.() ?? 0;
  if (uid !== ours) throw wrongOwner(directory, ours, uid);
  await chmod(directory, runAs.way === 'account' ? 0o711 : 0o700);
}

/** Lays out what a server needs to start. Only under the lock: it removes what an earlier life left. */
export async function layPlaces(directory: string, runAs: RunAs): Promise<Places> {
  const own = await realpath(directory);
  const places = {
    data: path.join(own, 'data'),
    unfinished: path.join(own, 'data.unfinished'),
    logs: path.join(own, 'log'),
    socket: path.join(own, 'socket'),
    access: path.join(own, 'pg_hba.conf'),
  };
  for (const place of [places.unfinished, places.socket]) await rm(place, { recursive: true, force: true });
  for (const place of [places.data, places.logs, places.socket]) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await takeOver(place, runAs);
  }
  await writeFile(places.access, 'local all all trust\n', { mode: 0o644 });
  return places;
}

/** An empty place for a cluster to be made in. */
export async function layUnfinished({ unfinished }: Places, runAs: RunAs): Promise<void> {
  await mkdir(unfinished, { mode: 0o700 });
  await give(unfinished, runAs);
}

/** Root gives what belongs to one of its own accounts to the one that is to run; anybody else's is refused. */
async function takeOver(place: string, runAs: RunAs): Promise<void> {
  const { uid } = await lstat(place);
  if (uid === runAs.owner.uid) return;
  if (runAs.way === 'self' || !(await ownAccounts()).includes(uid))
    throw wrongOwner(place, runAs.owner.uid, uid);
  await giveTree(place, runAs);
}

/** The folder itself comes last, so that a take-over broken off is begun again. */
async function giveTree(place: string, runAs: RunAs): Promise<void> {
  const entries = await readdir(place, { withFileTypes: true });
  for (const entry of entries) {
    const inner = path.join(place, entry.name);
    await (entry.isDirectory() ? giveTree(inner, runAs) : give(inner, runAs));
  }
  await give(place, runAs);
}

async function give(place: string, { way, owner }: RunAs): Promise<void> {
  if (way !== 'self') await chown(place, owner.uid, owner.gid);
}
