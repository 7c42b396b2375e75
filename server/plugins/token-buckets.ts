import { Recent } from '../recent.ts';

const MINUTE_MS = 60_000;

/** Where a caller stands after a request. */
export interface Standing {
  allowed: boolean;
  limit: number;
  /** Whole requests left. */
  remaining: number;
  /** Seconds until all of the limit is there again, or, when refused, until the next request is. */
  reset: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * Token buckets that fill in a minute, all of one limit. At most `most` are kept; those longest unused go first, and
 * are full again.
 */
export interface TokenBuckets {
  take(key: string, now: number): Standing;
  /** As `take`, but takes nothing. */
  look(key: string, now: number): Standing;
}

export function tokenBuckets(limit: number, most: number): TokenBuckets {
  const buckets = new Recent<Bucket>(most);
  const filled = (bucket: Bucket, now: number): number =>
    Math.min(limit, bucket.left + (Math.max(0, now - bucket.at) * limit) / MINUTE_MS);
  const standing = (left: number, taken: number): Standing => {
    const allowed = left >= 1;
    const missing = allowed ? limit - (left - taken) : 1 - left;
    return {
      allowed,
      limit,
      remaining: Math.floor(left - taken),
      reset: Math.ceil((missing * 60) / limit),
    };
  };
  return {
    look: (key, now) => {
      const bucket = buckets.get(key);
      return standing(bucket ? filled(bucket, now) : limit, 0);
    },
    take: (key, now) => {
      const bucket = buckets.get(key);
      const left = bucket ? filled(bucket, now) : limit;
      const taken = left >= 1 ? 1 : 0;
      if (bucket) {
        bucket.left = left - taken;
        bucket.at = now;
      } else buckets.set(key, { left: left - taken, at: now });
      return standing(left, taken);
    },
  };
}
