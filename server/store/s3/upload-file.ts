import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { failPoint } from '../fail-points.ts';
import type { Bucket, OpenUpload, StoredPart } from './bucket.ts';

const PART_BYTES = 16 * 1024 ** 2;
/** The protocol's most is 10,000. */
const MOST_PARTS = 9000;
const AT_ONCE = 4;

/**
 * Puts a file under a key that its content names. A large one goes in parts; those that an earlier attempt has brought
 * over and whose MD5 the server confirms are not sent again. After a failure the parts stay for the next attempt.
 */
export async function uploadFile(bucket: Bucket, key: string, file: string, bytes: number): Promise<void> {
  const handle = await open(file);
  try {
    if (bytes <= PART_BYTES) await bucket.put(key, await readPart(handle, { offset: 0, bytes }));
    else await uploadParts(bucket, key, handle, bytes);
  } finally {
    await handle.close();
  }
}

interface Part {
  number: number;
  offset: number;
  bytes: number;
}

async function uploadParts(bucket: Bucket, key: string, handle: FileHandle, bytes: number): Promise<void> {
  const id = (await unfinished(bucket, key)) ?? (await bucket.begin(key));
  const upload = { key, id };
  const there = new Map<number, StoredPart>();
  for await (const part of bucket.parts(upload)) there.set(part.number, part);
  const parts = partsOf(bytes);
  const tags = new Map<number, string>();
  const waiting = parts.values();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const part of waiting) {
      if (failed) return;
      const content = await readPart(handle, part);
      const known = there.get(part.number);
      const tag = known && isSame(known, content) ? known.tag : undefined;
      tags.set(part.number, tag ?? (await bucket.putPart(upload, part.number, content)));
      failPoint('objects.part-sent');
    }
  };
  const working = Array.from({ length: AT_ONCE }, () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  // The others end their part first: it is there for the next attempt.
  await Promise.allSettled(working);
  await Promise.all(working);
  await bucket.complete(
    upload,
    parts.map(({ number }) => ({ number, tag: tags.get(number) ?? '' })),
  );
}

/** The youngest upload under that key that was begun and not completed. */
async function unfinished(bucket: Bucket, key: string): Promise<string | undefined> {
  let found: OpenUpload | undefined;
  for await (const upload of bucket.uploads(key))
    if (upload.key === key && (!found || upload.startedAt > found.startedAt)) found = upload;
  return found?.id;
}

/** The same file is always cut in the same places. */
function partsOf(bytes: number): Part[] {
  const size = Math.max(PART_BYTES, Math.ceil(bytes / MOST_PARTS));
  return Array.from({ length: Math.ceil(bytes / size) }, (_, index) => {
    const offset = index * size;
    return { number: index + 1, offset, bytes: Math.min(size, bytes - offset) };
  });
}

const isSame = ({ bytes, tag }: StoredPart, content: Uint8Array): boolean =>
  bytes === content.byteLength && tag.replaceAll('"', '') === createHash('md5').update(content).digest('hex');

async function readPart(handle: FileHandle, { offset, bytes }: Omit<Part, 'number'>): Promise<Uint8Array> {
  const content = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await handle.read(content, filled, bytes - filled, offset + filled);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    filled += bytesRead;
  }
  return content;
}
