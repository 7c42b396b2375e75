import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failPoint } from '../fail-points.ts';
import {
  digestOf,
  isDigest,
  MissingObject,
  readFileRange,
  type ByteRange,
  type Digest,
  type FileSource,
  type ObjectStore,
  type StoredObject,
} from '../objects.ts';
import { isAbsent, isBeyondEnd, troubleOf } from './bucket-errors.ts';
import { openBucket, type Bucket, type BucketSettings } from './bucket.ts';
import {
  DamagedObject,
  openObjectCache,
  type ObjectCache,
  type ObjectCacheSettings,
  type Origin,
} from './object-cache.ts';
import { uploadFile } from './upload-file.ts';

export interface S3ObjectsSettings extends BucketSettings {
  cache: ObjectCacheSettings;
  now: () => Date;
}

export interface S3Objects extends ObjectStore {
  close(): void;
}

const UNDER = 'sha256/';
/** Parts that nobody has come back for since. */
const ABANDONED_MS = 24 * 3600 * 1000;
const RESUMES = 5;

/**
 * Objects in a bucket, `sha256/ab/<digest>` below its prefix, with files on this machine for who needs files. Looks once
 * that the bucket can be read, and ends uploads that were abandoned.
 */
export async function s3Objects(settings: S3ObjectsSettings): Promise<S3Objects> {
  const bucket = openBucket(settings);
  const { failure } = settings;
  const fetching = { bucket, failure };
  const cache = await openObjectCache(settings.cache, originOf(fetching));
  await endAbandoned(bucket, settings.now());
  return {
    directory: settings.cache.directory,
    keepsFiles: false,
    put: (source) => put(bucket, cache, source),
    stream: (digest, range) => streamOf(fetching, cache, digest, range),
    hold: async (digest) => cache.hold(known(digest)),
    has: async (digest) => isDigest(digest) && (await bucket.facts(keyOf(digest))) !== undefined,
    list: () => list(bucket),
    remove: async (digest) => {
      cache.drop(known(digest));
      await bucket.remove(keyOf(digest));
    },
    verify: (digest) => verify(fetching, digest),
    close: () => bucket.close(),
  };
}

interface Fetching extends Pick<BucketSettings, 'failure'> {
  bucket: Bucket;
}

function known(digest: Digest): Digest {
  if (isDigest(digest)) return digest;
  throw new MissingObject(digest);
}

const keyOf = (digest: Digest): string => `${UNDER}${digest.slice(0, 2)}/${digest}`;

const originOf = (fetching: Fetching): Origin => ({
  bytes: async (digest) => {
    const facts = await fetching.bucket.facts(keyOf(digest));
    if (!facts) throw new MissingObject(digest);
    return facts.bytes;
  },
  fetch: (digest, file) =>
    pipeline(download(fetching, digest), createWriteStream(file, { mode: 0o600, flags: 'wx' })),
});

async function put(
  bucket: Bucket,
  cache: ObjectCache,
  source: AsyncIterable<Uint8Array> | FileSource,
): Promise<StoredObject> {
  if ('file' in source) {
    const object = await store(bucket, source.file);
    if (source.move) await cache.adopt(object, source.file);
    return object;
  }
  const file = cache.incoming();
  try {
    await pipeline(source, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    const object = await store(bucket, file);
    await cache.adopt(object, file);
    return object;
  } finally {
    await rm(file, { force: true });
  }
}

/** Also what is there already: its bytes may have rotted, and not every server lets an object be made young in its place. */
async function store(bucket: Bucket, file: string): Promise<StoredObject> {
  const digest = await digestOf(file);
  const { size: bytes } = await stat(file);
  const key = keyOf(digest);
  failPoint('objects.before-upload');
  await uploadFile(bucket, key, file, bytes).catch(async (error: unknown) => {
    // Another node completed the same upload.
    if (!isAbsent(error) || (await bucket.facts(key))?.bytes !== bytes) throw error;
  });
  failPoint('objects.after-upload');
  return { digest, bytes };
}

async function* streamOf(
  fetching: Fetching,
  cache: ObjectCache,
  digest: Digest,
  range: ByteRange | undefined,
): AsyncIterable<Uint8Array> {
  using here = cache.held(known(digest));
  if (here) yield* readFileRange(here.path, range);
  else if (range) yield* download(fetching, digest, range);
  else yield* compared(download(fetching, digest), digest);
}

/** Goes on where the line was cut. */
async function* download(
  { bucket, failure }: Fetching,
  digest: Digest,
  { offset, length }: ByteRange = { offset: 0 },
): AsyncIterable<Uint8Array> {
  const key = keyOf(digest);
  if (length === 0) return;
  const end = length === undefined ? undefined : offset + length;
  let at = offset;
  for (let cut = 0; ; cut += 1) {
    const body = await bucket
      .get(key, { offset: at, ...(end !== undefined && { length: end - at }) })
      .catch((error: unknown): AsyncIterable<Uint8Array> => {
        if (isBeyondEnd(error)) return Readable.from([]);
        throw isAbsent(error) ? new MissingObject(digest) : error;
      });
    try {
      for await (const chunk of body) {
        at += chunk.byteLength;
        yield chunk;
      }
      return;
    } catch (error) {
      if (cut === RESUMES) throw failure(troubleOf(error));
    }
  }
}

/** The same bytes; the last of them only once all are known to be what the object's name says. */
async function* compared(bytes: AsyncIterable<Uint8Array>, digest: Digest): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  let last: Uint8Array | undefined;
  for await (const chunk of bytes) {
    if (last) yield last;
    hash.update(chunk);
    last = chunk;
  }
  if (hash.digest('hex') !== digest) throw new DamagedObject(digest);
  if (last) yield last;
}

async function* list(bucket: Bucket): AsyncIterable<StoredObject & { putAt: Date }> {
  for await (const { key, bytes, modifiedAt } of bucket.list(UNDER)) {
    const digest = key.slice(`${UNDER}ab/`.length);
    if (isDigest(digest)) yield { digest, bytes, putAt: modifiedAt };
  }
}

async function verify(fetching: Fetching, digest: Digest): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const chunk of download(fetching, known(digest))) hash.update(chunk);
  return hash.digest('hex') === digest;
}

async function endAbandoned(bucket: Bucket, now: Date): Promise<void> {
  for await (const upload of bucket.uploads(UNDER))
    if (now.getTime() - upload.startedAt.getTime() > ABANDONED_MS)
      await bucket.abort(upload).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
}
