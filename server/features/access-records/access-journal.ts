import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  truncate,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../store/folders.ts';
import type { Lines } from './line-buffer.ts';

/** One file of lines, as `writeLine` writes them. */
export interface Segment {
  id: string;
  path: string;
}

interface OpenSegment extends Segment {
  handle: FileHandle;
  /** That are on the disk for good. */
  bytes: number;
  /** What follows those bytes was not acknowledged. */
  torn: boolean;
}

const EXTENSION = '.ndjson';

/** Opens the journal in `folder`; the segments of an earlier life are closed, without a line torn by a kill. */
export async function openJournal(folder: string, newId: () => string): Promise<AccessJournal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return new AccessJournal(folder, newId, await leftIn(folder));
}

/** Where access records are put first: append-only files, of which the newest is open. */
export class AccessJournal {
  readonly #folder: string;
  readonly #newId: () => string;
  readonly #closed: Segment[];
  #open: OpenSegment | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, newId: () => string, closed: Segment[]) {
    this.#folder = folder;
    this.#newId = newId;
    this.#closed = closed;
  }

  /** The bytes of the open segment; 0 when there is none. */
  get openBytes(): number {
    return this.#open?.bytes ?? 0;
  }

  /** Closed segments, the oldest first. */
  get closed(): readonly Segment[] {
    return this.#closed;
  }

  /** Resolves when the lines are on the disk; rejects when none of them is to stay there. */
  append(lines: Lines): Promise<void> {
    return this.#inTurn(async () => {
      // What follows a failed sync in the same file cannot be trusted.
      if (this.#open?.torn) await this.#end();
      const segment = (this.#open ??= await this.#begin());
      segment.torn = true;
      await writeAll(segment.handle, lines);
      await segment.handle.datasync();
      segment.torn = false;
      segment.bytes += lines.bytes;
    });
  }

  /** Closes the open segment, if there is one. */
  closeSegment(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  /** Every segment, the open one as far as it is on the disk, under another path that stays until it is removed. */
  copyTo(folder: string): Promise<Segment[]> {
    const copyOf = ({ id }: Segment): Segment => ({ id, path: fileOf(folder, id) });
    return this.#inTurn(async () => {
      const copies = this.#closed.map(copyOf);
      for (const [index, { path: file }] of this.#closed.entries())
        await linkOrCopy(file, copies[index]?.path ?? '');
      if (!this.#open?.bytes) return copies;
      const copy = copyOf(this.#open);
      await copyFile(this.#open.path, copy.path);
      await truncate(copy.path, this.#open.bytes);
      return [...copies, copy];
    });
  }

  remove(segment: Segment): Promise<void> {
    return this.#inTurn(async () => {
      await rm(segment.path, { force: true });
      this.#forget(segment);
    });
  }

  /** Keeps a file that could not be read whole, under another name. */
  setAside(segment: Segment): Promise<void> {
    return this.#inTurn(async () => {
      await rename(segment.path, `${segment.path}.damaged`);
      this.#forget(segment);
    });
  }

  #forget(segment: Segment): void {
    this.#closed.splice(this.#closed.indexOf(segment), 1);
  }

  /** One after the other, whatever became of the one before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #begin(): Promise<OpenSegment> {
    const id = this.#newId();
    const file = fileOf(this.#folder, id);
    const handle = await open(file, 'ax', 0o600);
    await syncFolder(this.#folder);
    return { id, path: file, handle, bytes: 0, torn: false };
  }

  async #end(): Promise<void> {
    const ending = this.#open;
    if (!ending) return;
    if (ending.torn) await cutBack(ending);
    this.#open = null;
    await ending.handle.close();
    if (ending.bytes > 0) this.#closed.push({ id: ending.id, path: ending.path });
    else await rm(ending.path);
  }
}

const fileOf = (folder: string, id: string): string => path.join(folder, `${id}${EXTENSION}`);

async function writeAll(handle: FileHandle, { parts, bytes }: Lines): Promise<void> {
  const { bytesWritten } = await handle.writev(parts);
  if (bytesWritten < bytes) throw new Error('the journal could not be written whole');
}

/** Takes away what was not acknowledged: it will be written again, elsewhere. */
async function cutBack({ handle, bytes }: OpenSegment): Promise<void> {
  await handle.truncate(bytes);
  await handle.sync();
}

const linkOrCopy = (from: string, to: string): Promise<void> =>
  link(from, to).catch(() => copyFile(from, to));

async function leftIn(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
  const left: Segment[] = [];
  for (const name of names) {
    const segment = { id: path.basename(name, EXTENSION), path: path.join(folder, name) };
    if ((await cutTornLine(segment.path)) > 0) left.push(segment);
    else await rm(segment.path);
  }
  return left;
}

/** More than the longest line has: a header of HTTP is at most a quarter of this. */
const TAIL_BYTES = 64 * 1024;

/** Answers how many bytes stay. */
async function cutTornLine(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const whole = start + buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    if (whole < size) await handle.truncate(whole);
    return whole;
  } finally {
    await handle.close();
  }
}
