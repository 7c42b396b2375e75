import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../../../rules/problems/problems.ts';
import { ownAccounts, type RunAs } from './account.ts';
import type { Places } from './settings.ts';

export const PORT = 5432;
/** sockaddr_un holds 108 bytes with the closing zero. */
const SOCKET_PATH_BYTES = 107;

/**
 * Makes PostgreSQL's own folder; what the server writes in it belongs to the account that runs it, the folder to us.
 * Throws `store-wrong-owner`.
 */
export async function claimDirectory(directory: string, runAs: RunAs): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
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
    socket: await socketFolder(own),
    access: path.join(own, 'pg_hba.conf'),
  };
  await rm(places.unfinished, { recursive: true, force: true });
  for (const place of [places.data, places.unfinished, places.logs]) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await takeOver(place, runAs);
  }
  await give(places.socket, runAs);
  await writeFile(places.access, 'local all all trust\n', { mode: 0o644 });
  return places;
}

/** Removes a socket folder that had to lie outside DIR. */
export async function removeSocketFolder(directory: string, socket: string): Promise<void> {
  if (!socket.startsWith(directory)) await rm(socket, { recursive: true, force: true });
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

/** `found` and `expected` are user ids. */
export function wrongOwner(place: string, expected: number, found: number): Problem {
  const [to, from] = [expected, found].map((uid) =>
    uid === os.userInfo().uid ? os.userInfo().username : `${uid}`,
  );
  const detail = `chown -R ${to}: ${quoted(place)}`;
  return new Problem('store-wrong-owner', { detail, path: place, owner: from, expected: to });
}

const quoted = (place: string): string =>
  /^[\w./-]+$/.test(place) ? place : `'${place.replaceAll("'", `'\\''`)}'`;

/** Inside `directory`, or, where that path is too long for a socket, a folder of its own among the temporary ones. */
async function socketFolder(directory: string): Promise<string> {
  const note = path.join(directory, 'socket-elsewhere');
  const earlier = await readFile(note, 'utf8').catch(() => '');
  if (earlier) await rm(earlier, { recursive: true, force: true });
  const inside = path.join(directory, 'socket');
  await rm(inside, { recursive: true, force: true });
  if (fits(inside)) {
    await mkdir(inside, { mode: 0o700 });
    return inside;
  }
  const temporary = fits(path.join(os.tmpdir(), 'kaishu-123456')) ? os.tmpdir() : '/tmp';
  const elsewhere = await mkdtemp(path.join(temporary, 'kaishu-'));
  await writeFile(note, elsewhere);
  return elsewhere;
}

const fits = (folder: string): boolean =>
  Buffer.byteLength(`${folder}/.s.PGSQL.${PORT}`) <= SOCKET_PATH_BYTES;
