import { createWriteStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import type { Admits } from './networks.ts';
import { PullFailure } from './pull-failure.ts';

export interface PullLimits {
  bytes: number;
  milliseconds: number;
  redirects: number;
}
export const PULL_LIMITS: PullLimits = {
  bytes: READING_LIMITS.fileBytes,
  milliseconds: 10 * 60_000,
  redirects: 5,
};

/** What a server said of the content last time, to be asked whether it is still the same. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** One pull: where the bytes go, what may be reached, and when it has to end. */
export interface Fetching {
  /** Written anew. */
  file: string;
  secret: string | null;
  known: Validators | null;
  admits: Admits;
  folders: readonly string[];
  limits: PullLimits;
  signal: AbortSignal;
}

/** What came; `unchanged` when the other side said that nothing is new. */
export type Fetched = 'unchanged' | { fileName: string; validators: Validators | null };

/** Writes what comes to the file, up to the limit of bytes; throws `too-large`. */
export async function keepBytes(from: Readable, { file, limits, signal }: Fetching): Promise<void> {
  await pipeline(from, capped(limits.bytes), createWriteStream(file), { signal });
}

/** Lets so many bytes through; the next one fails with `too-large`. */
function capped(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new PullFailure('too-large', { bytes: most }));
      else done(null, chunk);
    },
  });
}
