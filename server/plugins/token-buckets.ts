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

/** Token buckets that fill in a minute. At most `most` are kept; those longest unused go first, and are full again. */
export interface TokenBuckets {
  take(key: string, limit: number, now: number): Standing;
  /** As `take`, but takes nothing. */
  look(key: string, limit: number, now: number): Standing;
}

export function tokenBuckets(most: number): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  const filled = (key: string, limit: number, now: number): number => {
    const bucket = buckets.get(key);
    if (!bucket) return limit;
    return Math.min(limit, bucket.left + (Math.max(0, now - bucket.at) * limit) / MINUTE_MS);
  };
  return {
    look: (key, limit, now) => standing(filled(key, limit, now), limit, 0),
    take: (key, limit, now) => {
      const left = filled(key, limit, now);
      const taken = left >= 1 ? 1 : 0;
      buckets.delete(key);
      buckets.set(key, { left: left - taken, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
      return standing(left, limit, taken);
    },
  };
}

function standing(left: number, limit: number, taken: number): Standing {
  const allowed = left >= 1;
  const missing = allowed ? limit - (left - taken) : 1 - left;
  return {
    allowed,
    limit,
    remaining: Math.floor(left - taken),
    reset: Math.ceil((missing * 60) / limit),
  };
}
