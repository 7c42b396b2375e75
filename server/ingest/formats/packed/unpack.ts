import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { Problem } from '../../../../rules/problems/problems.ts';
import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { Archive } from '../archive.ts';

const CHUNK = 256 * 1024;

/** Bytes that may still be unpacked, of all parts of one archive together. */
export interface Allowance {
  left: number;
}

export const fullAllowance = (): Allowance => ({ left: READING_LIMITS.expandedBytes });

async function writeTo(path: string, chunks: AsyncIterable<Buffer>, allowance: Allowance): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const chunk of chunks) {
      allowance.left -= chunk.length;
      if (allowance.left < 0) refuse('too-large', 'unpacked-bytes', { limit: READING_LIMITS.expandedBytes });
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
}

const damaged = (part: string): never => refuse('unreadable-file', 'damaged-archive', { part });

async function* gunzipped(path: string, part: string): AsyncGenerator<Buffer> {
  const { size } = await stat(path);
  const stream = pipeline(createReadStream(path), createGunzip({ chunkSize: CHUNK }), () => undefined);
  const { expansionGrace, expansionRatio } = READING_LIMITS;
  let unpacked = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > expansionGrace && unpacked > size * expansionRatio)
        refuse('too-large', 'expansion', { part, limit: expansionRatio });
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    damaged(part);
  }
}

/** Unpacks a gzip file, of one member or several, into `folder`; answers where it is. `part` names it in refusals. */
export async function unpackGzip(path: string, part: string, folder: string): Promise<string> {
  const out = join(folder, 'content');
  await writeTo(out, gunzipped(path, part), fullAllowance());
  return out;
}

/** The bytes of an entry, held against the checksum that the archive keeps of it. */
async function* checked(archive: Archive, name: string): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of archive.bytes(name)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== archive.entries.find((entry) => entry.name === name)?.checksum) damaged(name);
}

/** Unpacks an entry as `path`. Throws for one that has a password, is damaged or larger than is allowed. */
export async function unpackEntry(
  archive: Archive,
  name: string,
  path: string,
  allowance: Allowance,
): Promise<void> {
  if (archive.entries.find((entry) => entry.name === name)?.isEncrypted)
    refuse('unreadable-file', 'encrypted-archive', { part: name });
  await writeTo(path, checked(archive, name), allowance);
}
