import { createInflateRaw } from 'node:zlib';
import { pipeline } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';

/** The parts of a ZIP, read one at a time without unpacking anything to disk. */
export interface Archive {
  names: readonly string[];
  has(name: string): boolean;
  /** Decoded text of a part, in chunks; nothing for a part that is not there. */
  texts(name: string): AsyncGenerator<string>;
  /** Bytes of a part, in chunks; nothing for a part that is not there. */
  bytes(name: string): AsyncGenerator<Buffer>;
}

const CHUNK = 256 * 1024;

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-workbook', { part });

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > READING_LIMITS.archiveEntries)
    refuse('too-large', 'archive-entries', { count: zip.entryCount, limit: READING_LIMITS.archiveEntries });
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  return entries;
}

/** Refuses a part by what it says of itself, before a byte of it is unpacked. */
function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) refuse('unreadable-file', 'encrypted-workbook');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) damaged(entry.fileName);
  checkExpansion(entry.fileName, entry.uncompressedSize, entry.compressedSize);
}

function checkExpansion(part: string, unpacked: number, packed: number): void {
  const { expandedBytes, expansionGrace, expansionRatio } = READING_LIMITS;
  const isAbnormal = unpacked > expansionGrace && unpacked > packed * expansionRatio;
  if (unpacked > expandedBytes || isAbnormal)
    refuse('too-large', 'expansion', { part, limit: expansionRatio });
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  // The error of either end comes out of the stream that is read below.
  const stream =
    entry.compressionMethod === 0
      ? raw
      : pipeline(raw, createInflateRaw({ chunkSize: CHUNK }), () => undefined);
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    checkExpansion(entry.fileName, size, entry.compressedSize);
    yield chunk;
  }
}

async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  checkEntry(entry);
  try {
    yield* unpacked(zip, entry);
  } catch (error) {
    if (error instanceof Problem) throw error;
    damaged(entry.fileName);
  }
}

async function* textsOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytesOf(zip, entry)) {
    decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
}

/** Opens a ZIP for the time of `work`. Throws `unreadable-file` when it is no sound archive. */
export async function withArchive<T>(path: string, work: (archive: Archive) => Promise<T>): Promise<T> {
  const zip = await yauzl
    .openPromise(path, { autoClose: false, lazyEntries: true })
    .catch(() => damaged('ZIP'));
  try {
    const entries = await entriesOf(zip).catch((error: unknown) => {
      if (error instanceof Problem) throw error;
      const isUnsafe =
        error instanceof Error && /relative path|absolute path|invalid characters/.test(error.message);
      return isUnsafe ? refuse('unreadable-file', 'unsafe-archive') : damaged('ZIP');
    });
    return await work({
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      async *texts(name) {
        const entry = entries.get(name);
        if (entry) yield* textsOf(zip, entry);
      },
      async *bytes(name) {
        const entry = entries.get(name);
        if (entry) yield* bytesOf(zip, entry);
      },
    });
  } finally {
    zip.close();
  }
}

/** Names of the parts of a ZIP. Throws as `withArchive` does. */
export const archiveNames = (path: string): Promise<readonly string[]> =>
  withArchive(path, (archive) => Promise.resolve(archive.names));
