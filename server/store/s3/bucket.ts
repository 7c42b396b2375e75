import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ByteRange } from '../objects.ts';
import { isAbsent, isBeyondEnd, troubleOf } from './bucket-errors.ts';

export interface BucketSettings {
  /** null: AWS itself. */
  endpoint: string | null;
  region: string;
  bucket: string;
  /** In front of every key; empty, or without slashes at its ends. */
  prefix: string;
  /** The bucket in the path (`host/bucket/key`) rather than in the host's name. */
  pathStyle: boolean;
  /** null: as programs for S3 find them (`AWS_ACCESS_KEY_ID`, `~/.aws/credentials`, the machine's role). */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** What to throw when the server fails; `trouble` is for operators and has no secrets in it. */
  failure: (trouble: string) => Error;
}

export interface KeyFacts {
  bytes: number;
  modifiedAt: Date;
}

export interface ListedKey extends KeyFacts {
  key: string;
}

/** A part that the server has, with the MD5 of its bytes where the server names parts so. */
export interface StoredPart {
  number: number;
  bytes: number;
  tag: string;
}

export interface UploadName {
  key: string;
  id: string;
}

export interface OpenUpload extends UploadName {
  startedAt: Date;
}

/** One bucket below one prefix; keys are said without it. What is not there comes as the client's own error. */
export interface Bucket {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string, range: Partial<ByteRange>): Promise<AsyncIterable<Uint8Array>>;
  /** undefined when it is not there. */
  facts(key: string): Promise<KeyFacts | undefined>;
  remove(key: string): Promise<void>;
  list(under: string): AsyncIterable<ListedKey>;
  begin(key: string): Promise<string>;
  putPart(upload: UploadName, number: number, bytes: Uint8Array): Promise<string>;
  parts(upload: UploadName): AsyncIterable<StoredPart>;
  complete(upload: UploadName, parts: readonly Pick<StoredPart, 'number' | 'tag'>[]): Promise<void>;
  abort(upload: UploadName): Promise<void>;
  uploads(under: string): AsyncIterable<OpenUpload>;
  close(): void;
}

const TRIES = 5;
const CONNECT_MS = 5000;
/** A server that says nothing for so long has lost the request. */
const SILENCE_MS = 30_000;

/** Nothing is asked of the server yet. Times out, and tries again with growing pauses after 5xx, throttling and cut lines. */
export function openBucket(settings: BucketSettings): Bucket {
  const client = clientOf(settings);
  const place: Place = { client, Bucket: settings.bucket, above: settings.prefix && `${settings.prefix}/` };
  const at = (key: string) => ({ Bucket: place.Bucket, Key: `${place.above}${key}` });
  const of = ({ key, id }: UploadName) => ({ ...at(key), UploadId: id });
  return {
    put: async (key, bytes) => void (await client.send(new PutObjectCommand({ ...at(key), Body: bytes }))),
    get: async (key, range) => {
      const { Body } = await client.send(new GetObjectCommand({ ...at(key), ...rangeOf(range) }));
      // In Node the client answers Node's streams; its type covers browsers too.
      return Body as AsyncIterable<Uint8Array>;
    },
    facts: async (key) => {
      try {
        const { ContentLength, LastModified } = await client.send(new HeadObjectCommand(at(key)));
        return { bytes: ContentLength ?? 0, modifiedAt: LastModified ?? new Date(0) };
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    remove: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
    list: (under) => list(place, under),
    begin: async (key) => (await client.send(new CreateMultipartUploadCommand(at(key)))).UploadId ?? '',
    putPart: async (upload, PartNumber, Body) =>
      (await client.send(new UploadPartCommand({ ...of(upload), PartNumber, Body }))).ETag ?? '',
    parts: (upload) => listParts(client, of(upload)),
    complete: async (upload, parts) => {
      const Parts = parts.map(({ number, tag }) => ({ PartNumber: number, ETag: tag }));
      await client.send(new CompleteMultipartUploadCommand({ ...of(upload), MultipartUpload: { Parts } }));
    },
    abort: async (upload) => void (await client.send(new AbortMultipartUploadCommand(of(upload)))),
    uploads: (under) => listUploads(place, under),
    close: () => client.destroy(),
  };
}

interface Place {
  client: S3Client;
  Bucket: string;
  /** Before each key. */
  above: string;
}

async function* list({ client, Bucket, above }: Place, under: string): AsyncIterable<ListedKey> {
  for (let after: string | undefined; ;) {
    const asked = { Bucket, Prefix: above + under, ...(after && { ContinuationToken: after }) };
    const page = await client.send(new ListObjectsV2Command(asked));
    for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
      yield { key: Key.slice(above.length), bytes: Size, modifiedAt: LastModified };
    after = page.NextContinuationToken;
    if (!page.IsTruncated || after === undefined) return;
  }
}

async function* listParts(
  client: S3Client,
  upload: { Bucket: string; Key: string; UploadId: string },
): AsyncIterable<StoredPart> {
  for (let after: string | undefined; ;) {
    const page = await client.send(
      new ListPartsCommand({ ...upload, ...(after && { PartNumberMarker: after }) }),
    );
    for (const { PartNumber = 0, Size = 0, ETag = '' } of page.Parts ?? [])
      yield { number: PartNumber, bytes: Size, tag: ETag };
    after = page.NextPartNumberMarker;
    if (!page.IsTruncated || after === undefined) return;
  }
}

async function* listUploads({ client, Bucket, above }: Place, under: string): AsyncIterable<OpenUpload> {
  for (let after: { KeyMarker?: string; UploadIdMarker?: string } = {}; ;) {
    const page = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix: above + under, ...after }),
    );
    for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page.Uploads ?? [])
      yield { key: Key.slice(above.length), id: UploadId, startedAt: Initiated };
    const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    if (!IsTruncated || KeyMarker === undefined) return;
    after = { KeyMarker, ...(UploadIdMarker !== undefined && { UploadIdMarker }) };
  }
}

function clientOf({ endpoint, region, pathStyle, credentials, failure }: BucketSettings): S3Client {
  const client = new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint !== null && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: TRIES,
    retryMode: 'standard',
    // Newer checksums are not known to every server; the signature covers the SHA-256 of what is sent over plain HTTP.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
  });
  // Around all tries of a request.
  client.middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error: unknown) => {
        throw isAbsent(error) || isBeyondEnd(error) ? error : failure(troubleOf(error));
      }),
    { step: 'initialize', priority: 'high', name: 'failure' },
  );
  return client;
}

function rangeOf({ offset = 0, length }: Partial<ByteRange>): { Range?: string } {
  if (offset === 0 && length === undefined) return {};
  return { Range: `bytes=${offset}-${length === undefined ? '' : offset + length - 1}` };
}
