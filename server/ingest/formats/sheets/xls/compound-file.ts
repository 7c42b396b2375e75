import { open, type FileHandle } from 'node:fs/promises';
import { refuse } from '../../../../../rules/reading/refusal.ts';

/** A stream of a compound file, directly under its root. */
interface StreamEntry {
  name: string;
  start: number;
  size: number;
}

export interface CompoundFile {
  /** Names of the streams and storages directly under the root. */
  names: readonly string[];
  /** The bytes of a stream by its name, whatever its case; undefined when there is none. */
  stream(name: string): Promise<Buffer | undefined>;
}

const HEADER = 512;
const ENTRY = 128;
const FREE = 0xfffffffa;
/** Bytes of one stream that are held in memory: no sheet of the old formats comes near. */
const LONGEST_STREAM = 512 * 1024 * 1024;

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-workbook', { part });

const numbers = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));

/** Sectors of one size, chained by a table of followers. */
interface Sectors {
  size: number;
  followers: Uint32Array;
  /** Copies sector `number` to `target` at `offset`; answers false when the file ends before it. */
  read(number: number, target: Buffer, offset: number): Promise<boolean>;
}

/** The numbers of a chain. A chain cannot be longer than the table that it is written in, so one that loops is seen. */
function chain({ followers }: Sectors, start: number, longest = Infinity): number[] {
  const found: number[] = [];
  for (let at = start; at < FREE && found.length < longest; at = followers[at] ?? FREE) {
    if (found.length > followers.length || at >= followers.length) damaged('FAT');
    found.push(at);
  }
  return found;
}

async function readChain(sectors: Sectors, numbers: readonly number[], part: string): Promise<Buffer> {
  const bytes = Buffer.alloc(numbers.length * sectors.size);
  for (const [i, number] of numbers.entries())
    if (!(await sectors.read(number, bytes, i * sectors.size))) damaged(part);
  return bytes;
}

function fileSectors(file: FileHandle, fileSize: number, size: number): Sectors {
  return {
    size,
    followers: new Uint32Array(0),
    async read(number, target, offset) {
      const from = (number + 1) * size;
      if (from >= fileSize) return false;
      await file.read(target, offset, size, from);
      return true;
    },
  };
}

/** Numbers of the sectors that hold the table of followers: 109 in the header, the rest in a chain of their own. */
async function tableSectors(header: Buffer, sectors: Sectors): Promise<number[]> {
  const found = [...numbers(header.subarray(76, HEADER))];
  const limit = header.readUInt32LE(72);
  const bytes = Buffer.alloc(sectors.size);
  let next = header.readUInt32LE(68);
  for (let i = 0; i < limit && next < FREE; i++) {
    if (!(await sectors.read(next, bytes, 0))) damaged('DIFAT');
    const part = numbers(bytes);
    found.push(...part.subarray(0, -1));
    next = part.at(-1) ?? FREE;
    if (found.length * sectors.size > LONGEST_STREAM) damaged('DIFAT');
  }
  return found.filter((number) => number < FREE);
}

/** Entries directly under the root, found through the tree of names; each is visited once at most. */
function rootEntries(directory: Buffer): { root: StreamEntry; children: StreamEntry[] } {
  const entry = (i: number): StreamEntry => {
    const at = i * ENTRY;
    const length = Math.min(64, Math.max(0, directory.readUInt16LE(at + 64) - 2));
    return {
      name: directory.toString('utf16le', at, at + length),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    };
  };
  const count = Math.floor(directory.length / ENTRY);
  if (count === 0) damaged('directory');
  const children: StreamEntry[] = [];
  const seen = new Set<number>();
  const waiting = [directory.readUInt32LE(76)];
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    if (i >= count || seen.has(i)) continue;
    seen.add(i);
    children.push(entry(i));
    waiting.push(directory.readUInt32LE(i * ENTRY + 68), directory.readUInt32LE(i * ENTRY + 72));
  }
  return { root: entry(0), children };
}

/** Short streams lie in sectors of their own inside the stream of the root. */
async function shortSectors(header: Buffer, sectors: Sectors, root: StreamEntry): Promise<Sectors> {
  const size = 1 << header.readUInt16LE(32);
  const table = await readChain(sectors, chain(sectors, header.readUInt32LE(60)), 'mini FAT');
  const container = await readChain(sectors, chain(sectors, root.start), 'mini stream');
  return {
    size,
    followers: numbers(table),
    async read(number, target, offset) {
      const from = number * size;
      return from < container.length && container.copy(target, offset, from, from + size) === size;
    },
  };
}

async function streamBytes(
  header: Buffer,
  sectors: Sectors,
  root: StreamEntry,
  { name, start, size }: StreamEntry,
): Promise<Buffer> {
  if (size > LONGEST_STREAM) refuse('too-large', 'old-workbook-bytes', { limit: LONGEST_STREAM, size });
  const isShort = size < header.readUInt32LE(56);
  const holder = isShort ? await shortSectors(header, sectors, root) : sectors;
  const bytes = await readChain(holder, chain(holder, start, Math.ceil(size / holder.size)), name);
  return bytes.subarray(0, size);
}

async function openCompound(file: FileHandle): Promise<CompoundFile> {
  const { size: fileSize } = await file.stat();
  const header = Buffer.alloc(HEADER);
  if ((await file.read(header, 0, HEADER, 0)).bytesRead < HEADER) damaged('header');
  const shift = header.readUInt16LE(30);
  const shortShift = header.readUInt16LE(32);
  if ((shift !== 9 && shift !== 12) || shortShift > shift) damaged('header');
  const sectors = fileSectors(file, fileSize, 1 << shift);
  const table = await tableSectors(header, sectors);
  if (table.length * sectors.size > fileSize) damaged('FAT');
  sectors.followers = numbers(await readChain(sectors, table, 'FAT'));
  const directory = await readChain(sectors, chain(sectors, header.readUInt32LE(48)), 'directory');
  const { root, children } = rootEntries(directory);
  return {
    names: children.map(({ name }) => name),
    async stream(name) {
      const found = children.find((child) => child.name.toLowerCase() === name.toLowerCase());
      return found && streamBytes(header, sectors, root, found);
    },
  };
}

/** Opens a compound file (OLE) for the time of `work`. Throws `unreadable-file` when it is no sound one. */
export async function withCompoundFile<T>(
  path: string,
  work: (compound: CompoundFile) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(await openCompound(file));
  } finally {
    await file.close();
  }
}
