import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { digestOf, type Digest, type HeldFile, type StoredObject } from '../objects.ts';

export interface ObjectCacheSettings {
  /** Ours alone; files of an earlier life are taken up again. */
  directory: string;
  /** What the files may take together, bytes. Those that are held are never dropped: they alone may be more. */
  maxBytes: number;
}

/** Where an object's bytes come from when they are not here. */
export interface Origin {
  /** How many; throws `MissingObject`. */
  bytes(digest: Digest): Promise<number>;
  /** Writes all of it into a new file. */
  fetch(digest: Digest, file: string): Promise<void>;
}

/** Objects as whole files on this machine, as many as there is room for; the longest unused go first. */
export interface ObjectCache {
  /** Where a file can be written that is to be adopted. */
  incoming(): string;
  /** The file, fetched when it is not here. Its bytes were compared with its name since this process began. */
  hold(digest: Digest): Promise<HeldFile>;
  /** The same, of one that is here. */
  held(digest: Digest): HeldFile | undefined;
  /** The file becomes the cached one and is gone from its place. Its digest is believed. */
  adopt(object: StoredObject, file: string): Promise<void>;
  drop(digest: Digest): void;
}

interface Entry {
  bytes: number;
  holders: number;
  /** Settled once the file is here, whole and compared; null before that was asked for. */
  ready: Promise<void> | null;
  isReady: boolean;
}

interface Shelf extends Pick<ObjectCacheSettings, 'maxBytes'> {
  origin: Origin;
  /** The longest unused first. */
  entries: Map<Digest, Entry>;
  /** All their bytes. */
  taken: number;
  fileOf(digest: Digest): string;
  incoming(): string;
}

export async function openObjectCache(
  { directory, maxBytes }: ObjectCacheSettings,
  origin: Origin,
): Promise<ObjectCache> {
  const folders = { files: path.join(directory, 'sha256'), incoming: path.join(directory, 'incoming') };
  await rm(folders.incoming, { recursive: true, force: true });
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const left = await filesOf(folders.files);
  const shelf: Shelf = {
    maxBytes,
    origin,
    entries: new Map(left),
    taken: left.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    fileOf: (digest) => path.join(folders.files, digest),
    incoming: () => path.join(folders.incoming, randomUUID()),
  };
  makeRoom(shelf);
  return {
    incoming: shelf.incoming,
    hold: (digest) => hold(shelf, digest),
    held: (digest) => {
      const entry = shelf.entries.get(digest);
      return entry?.isReady ? handOut(shelf, digest, take(shelf, digest, entry)) : undefined;
    },
    adopt: (object, file) => adopt(shelf, object, file),
    drop: (digest) => {
      const entry = shelf.entries.get(digest);
      if (entry?.isReady) drop(shelf, digest, entry);
    },
  };
}

async function hold(shelf: Shelf, digest: Digest): Promise<HeldFile> {
  const known = shelf.entries.get(digest) ?? { bytes: 0, holders: 0, ready: null, isReady: false };
  const entry = take(shelf, digest, known);
  try {
    await (entry.ready ??= makeReady(shelf, digest, entry));
  } catch (error) {
    letGo(shelf, digest, entry);
    throw error;
  }
  return handOut(shelf, digest, entry);
}

/** From now on it is the one used last. */
function take({ entries }: Shelf, digest: Digest, entry: Entry): Entry {
  entry.holders += 1;
  entries.delete(digest);
  entries.set(digest, entry);
  return entry;
}

function handOut(shelf: Shelf, digest: Digest, entry: Entry): HeldFile {
  let held = true;
  return {
    path: shelf.fileOf(digest),
    [Symbol.dispose]: () => {
      if (held) letGo(shelf, digest, entry);
      held = false;
    },
  };
}

function letGo(shelf: Shelf, digest: Digest, entry: Entry): void {
  entry.holders -= 1;
  if (entry.holders > 0) return;
  if (entry.isReady) makeRoom(shelf);
  else shelf.entries.delete(digest);
}

async function makeReady(shelf: Shelf, digest: Digest, entry: Entry): Promise<void> {
  try {
    await bring(shelf, digest, entry);
    entry.isReady = true;
  } catch (error) {
    entry.ready = null;
    count(shelf, entry, 0);
    throw error;
  }
}

async function bring(shelf: Shelf, digest: Digest, entry: Entry): Promise<void> {
  const file = shelf.fileOf(digest);
  if (entry.bytes > 0 && (await digestOf(file)) === digest) return;
  await rm(file, { force: true });
  count(shelf, entry, await shelf.origin.bytes(digest));
  makeRoom(shelf);
  const fetched = shelf.incoming();
  try {
    await shelf.origin.fetch(digest, fetched);
    if ((await digestOf(fetched)) !== digest) throw new DamagedObject(digest);
    await rename(fetched, file);
  } finally {
    await rm(fetched, { force: true });
  }
}

async function adopt(shelf: Shelf, { digest, bytes }: StoredObject, file: string): Promise<void> {
  if (shelf.entries.has(digest)) return rm(file, { force: true });
  try {
    renameSync(file, shelf.fileOf(digest));
  } catch {
    // On another disk: the next who wants it fetches it.
    return rm(file, { force: true });
  }
  const entry = { bytes: 0, holders: 0, ready: Promise.resolve(), isReady: true };
  count(shelf, entry, bytes);
  shelf.entries.set(digest, entry);
  makeRoom(shelf);
}

function count(shelf: Shelf, entry: Entry, bytes: number): void {
  shelf.taken += bytes - entry.bytes;
  entry.bytes = bytes;
}

function makeRoom(shelf: Shelf): void {
  for (const [digest, entry] of shelf.entries) {
    if (shelf.taken <= shelf.maxBytes) return;
    if (entry.holders === 0) drop(shelf, digest, entry);
  }
}

function drop(shelf: Shelf, digest: Digest, entry: Entry): void {
  shelf.entries.delete(digest);
  count(shelf, entry, 0);
  const gone = shelf.incoming();
  // At once, so that whoever asks for it from now on sees that it is not here; freeing the blocks takes longer.
  renameSync(shelf.fileOf(digest), gone);
  void rm(gone, { force: true });
}

/** The server's bytes are not what their name says. */
export class DamagedObject extends Error {
  constructor(digest: Digest) {
    super(`the bytes of the object ${digest} are not what its name says`);
    this.name = 'DamagedObject';
  }
}

/** What an earlier life left, the longest there first; compared with their names when they are first held. */
async function filesOf(folder: string): Promise<[Digest, Entry][]> {
  const found: { digest: Digest; bytes: number; since: number }[] = [];
  for (const digest of await readdir(folder)) {
    const { size, mtimeMs } = await stat(path.join(folder, digest));
    found.push({ digest, bytes: size, since: mtimeMs });
  }
  return found
    .toSorted((one, other) => one.since - other.since)
    .map(({ digest, bytes }) => [digest, { bytes, holders: 0, ready: null, isReady: false }]);
}
