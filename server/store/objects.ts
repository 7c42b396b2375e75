import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failPoint } from './fail-points.ts';
import { syncFolder } from './folders.ts';
import { writeAll } from './write-all.ts';

/** SHA-256 of the bytes, 64 lower-case hexadecimal digits: the object's only name. */
export type Digest = string;

export interface StoredObject {
  digest: Digest;
  bytes: number;
}

export interface ListedObject extends StoredObject {
  /** When it was last put: what nothing refers to yet may still be on its way into a transaction. */
  putAt: Date;
}

/**
 * A file to take the bytes from; with `move` it is gone from its place. Either way it may itself be the object from then
 * on: nobody may write to it any more.
 */
export interface FileSource {
  file: string;
  move: boolean;
}

export interface ByteRange {
  /** From this byte, counted from 0. */
  offset: number;
  /** So many bytes; to the end when left out. */
  length?: number;
}

/** An object as a file on this machine, read-only, which stays there until it is let go of. */
export interface HeldFile extends Disposable {
  path: string;
}

/** Bytes kept under their digest, whole or not at all. */
export interface ObjectStore {
  /** Held files are below it. */
  readonly directory: string;
  /** Whether files stay at their path also when nobody holds them. */
  readonly keepsFiles: boolean;
  /** Durable when it resolves. The same bytes again are the same object. */
  put(source: AsyncIterable<Uint8Array> | FileSource): Promise<StoredObject>;
  /** Throws `MissingObject` at the first read. */
  stream(digest: Digest, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** As a file that an engine can open: `using file = await objects.hold(digest)`. Throws `MissingObject`. */
  hold(digest: Digest): Promise<HeldFile>;
  has(digest: Digest): Promise<boolean>;
  list(): AsyncIterable<ListedObject>;
  /** Nothing happens when it is not there. */
  remove(digest: Digest): Promise<void>;
  /** Reads all of it; false when the bytes are no longer what their name says. Throws `MissingObject`. */
  verify(digest: Digest): Promise<boolean>;
}

export class MissingObject extends Error {
  readonly digest: Digest;

  constructor(digest: Digest) {
    super(`no object ${digest}`);
    this.name = 'MissingObject';
    this.digest = digest;
  }
}

interface Folders {
  objects: string;
  incoming: string;
}

const BUFFER_BYTES = 1024 * 1024;

/**
 * Objects as files, `sha256/ab/<digest>` under `directory`. Unfinished files of an earlier life are removed: open it
 * under the data directory's lock.
 */
export async function folderObjects(directory: string): Promise<ObjectStore> {
  const folders = { objects: path.join(directory, 'sha256'), incoming: path.join(directory, 'incoming') };
  await rm(folders.incoming, { recursive: true, force: true });
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(directory);
  const fileOf = async (digest: Digest): Promise<string> => {
    const file = place(folders, digest);
    if ((await sizeOf(file)) === undefined) throw new MissingObject(digest);
    return file;
  };
  return {
    directory,
    keepsFiles: true,
    put: (source) => ('file' in source ? putFile(folders, source) : putBytes(folders, source)),
    stream: async function* (digest, range) {
      yield* readFileRange(await fileOf(digest), range);
    },
    hold: async (digest) => ({ path: await fileOf(digest), [Symbol.dispose]: () => undefined }),
    has: async (digest) => (await sizeOf(place(folders, digest))) !== undefined,
    list: () => list(folders),
    remove: (digest) => rm(place(folders, digest), { force: true }),
    verify: async (digest) => (await digestOf(await fileOf(digest))) === digest,
  };
}

async function putBytes(folders: Folders, source: AsyncIterable<Uint8Array>): Promise<StoredObject> {
  const incoming = path.join(folders.incoming, randomUUID());
  try {
    const written = await write(incoming, source);
    await settle(folders, incoming, written);
    return written;
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}

async function write(file: string, source: AsyncIterable<Uint8Array>): Promise<StoredObject> {
  const handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      await writeAll(handle, chunk);
      bytes += chunk.byteLength;
      failPoint('objects.half-written');
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest('hex'), bytes };
}

async function putFile(folders: Folders, { file, move }: FileSource): Promise<StoredObject> {
  if (!(await sameFileSystem(file, folders.incoming))) {
    const put = await putBytes(folders, createReadStream(file, { highWaterMark: BUFFER_BYTES }));
    if (move) await rm(file, { force: true });
    return put;
  }
  if (move) return takeFile(folders, file);
  const other = path.join(folders.incoming, randomUUID());
  await link(file, other);
  try {
    return await takeFile(folders, other);
  } finally {
    await rm(other, { force: true });
  }
}

async function takeFile(folders: Folders, file: string): Promise<StoredObject> {
  const handle = await open(file);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  failPoint('objects.half-written');
  const digest = await digestOf(file);
  const { size: bytes } = await stat(file);
  await settle(folders, file, { digest, bytes });
  return { digest, bytes };
}

/** The rename makes the object: before it there is nothing, after it all of the bytes, already on the disk. */
async function settle(folders: Folders, file: string, { digest, bytes }: StoredObject): Promise<void> {
  const target = place(folders, digest);
  if ((await sizeOf(target)) === bytes) {
    const now = new Date();
    await utimes(target, now, now);
    await rm(file, { force: true });
    return;
  }
  const made = await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  if (made) await syncFolder(folders.objects);

  failPoint('objects.before-rename');
  await rename(file, target);
  failPoint('objects.after-rename');
  await syncFolder(path.dirname(target));
}

async function* list({ objects }: Folders): AsyncIterable<ListedObject> {
  for (const prefix of (await readdir(objects)).sort()) {
    for (const digest of (await readdir(path.join(objects, prefix))).sort()) {
      const found = await stat(path.join(objects, prefix, digest)).catch(absent);
      if (found) yield { digest, bytes: found.size, putAt: found.mtime };
    }
  }
}

/** Keeps names that are paths away from files and keys. */
export const isDigest = (name: string): name is Digest => /^[0-9a-f]{64}$/.test(name);

function place({ objects }: Folders, digest: Digest): string {
  if (!isDigest(digest)) throw new MissingObject(digest);
  return path.join(objects, digest.slice(0, 2), digest);
}

/** That part of a file; all of it when no range is given. */
export function readFileRange(
  file: string,
  { offset = 0, length }: Partial<ByteRange> = {},
): AsyncIterable<Uint8Array> {
  if (length === 0) return Readable.from([]);
  const end = length === undefined ? {} : { end: offset + length - 1 };
  return createReadStream(file, { start: offset, ...end, highWaterMark: BUFFER_BYTES });
}

/** SHA-256 of all of a file. */
export async function digestOf(file: string): Promise<Digest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: BUFFER_BYTES }), hash);
  return hash.digest('hex');
}

const sizeOf = async (file: string): Promise<number | undefined> => (await stat(file).catch(absent))?.size;

async function sameFileSystem(file: string, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(file), stat(folder)]);
  return one.dev === other.dev;
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
