import { isUtf8 } from 'node:buffer';
import { createInflateRaw } from 'node:zlib';
import { pipeline } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { decodeAll } from '../encoding/codecs.ts';
import { rankEncodings } from '../encoding/rank.ts';

export interface ArchiveEntry {
  name: string;
  /** Unpacked, as the archive says. */
  bytes: number;
  isEncrypted: boolean;
  /** CRC-32 of its bytes. */
  checksum: number;
}

/** The parts of a ZIP, read one at a time without unpacking anything to disk. */
export interface Archive {
  names: readonly string[];
  entries: readonly ArchiveEntry[];
  has(name: string): boolean;
  /** Decoded text of a part, in chunks; nothing for a part that is not there. */
  texts(name: string): AsyncGenerator<string>;
  /** Bytes of a part, in chunks; nothing for a part that is not there. */
  bytes(name: string): AsyncGenerator<Buffer>;
}

const CHUNK = 256 * 1024;

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-workbook', { part });

/** Whether the archive itself says in what encoding the name of an entry is. */
const saysEncoding = ({ generalPurposeBitFlag, extraFields }: Entry): boolean =>
  (generalPurposeBitFlag & UTF8_NAME) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);

const UTF8_NAME = 0x800;
const UNICODE_PATH = 0x7075;

/** What reads the names that no entry says the encoding of: old Chinese tools write GBK. */
function nameDecoder(entries: readonly Entry[]): (entry: Entry) => string {
  const raw = Buffer.concat(
    entries.filter((entry) => !saysEncoding(entry)).flatMap((entry) => [entry.fileNameRaw, NEWLINE]),
  );
  const label = isUtf8(raw) ? 'utf-8' : (rankEncodings(raw, null)[0]?.label ?? 'gb18030');
  return (entry) => {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    if (saysEncoding(entry))
      return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    return decodeAll(label, fileNameRaw).replaceAll('\\', '/');
  };
}

const NEWLINE = Buffer.from('\n');

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > READING_LIMITS.archiveEntries)
    refuse('too-large', 'archive-entries', { count: zip.entryCount, limit: READING_LIMITS.archiveEntries });
  const all: Entry[] = [];
  for await (const entry of zip.eachEntry()) all.push(entry);
  const nameOf = nameDecoder(all);
  for (const entry of all) {
    entry.fileName = nameOf(entry);
    if (yauzl.validateFileName(entry.fileName) !== null) refuse('unreadable-file', 'unsafe-archive');
    entries.set(entry.fileName, entry);
  }
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
    .openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false })
    .catch(() => damaged('ZIP'));
  try {
    const entries = await entriesOf(zip).catch((error: unknown) => {
      if (error instanceof Problem) throw error;
      return damaged('ZIP');
    });
    return await work({
      names: [...entries.keys()],
      entries: [...entries].map(([name, entry]) => ({
        name,
        bytes: entry.uncompressedSize,
        isEncrypted: entry.isEncrypted(),
        checksum: entry.crc32,
      })),
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
