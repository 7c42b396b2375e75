import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBuckets } from './token-buckets.ts';

const MINUTE = 60_000;

describe('a token bucket', () => {
  it('given any row of requests, when taken, then no minute lets through more than twice the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat({ max: 10_000 })), (limit, pauses) => {
        const buckets = tokenBuckets(limit, 10);
        let now = 0;
        const passed = pauses.flatMap((pause) => {
          now += pause;
          return buckets.take('one', now).allowed ? [now] : [];
        });
        for (const start of passed) {
          const inMinute = passed.filter((at) => at >= start && at < start + MINUTE).length;
          expect(inMinute).toBeLessThanOrEqual(limit * 2);
        }
      }),
    );
  });

  it('given a refusal, when waited for as long as it says, then the next is let through', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (limit) => {
        const buckets = tokenBuckets(limit, 10);
        for (let taken = 0; taken < limit; taken += 1) expect(buckets.take('one', 0).allowed).toBe(true);
        const refused = buckets.take('one', 0);
        expect(refused).toMatchObject({ allowed: false, remaining: 0 });
        expect(buckets.take('one', refused.reset * 1000).allowed).toBe(true);
      }),
    );
  });

  it('given requests, when counted down, then what is left and when it is full are said', () => {
    const buckets = tokenBuckets(60, 10);
    expect(buckets.take('one', 0)).toEqual({ allowed: true, limit: 60, remaining: 59, reset: 1 });
    expect(buckets.take('one', 0)).toEqual({ allowed: true, limit: 60, remaining: 58, reset: 2 });
    expect(buckets.look('one', 0)).toEqual({ allowed: true, limit: 60, remaining: 58, reset: 2 });
    expect(buckets.take('other', 0).remaining).toBe(59);
  });

  it('given more callers than are kept, when another comes, then the one longest unused is forgotten', () => {
    const buckets = tokenBuckets(10, 2);
    buckets.take('one', 0);
    buckets.take('two', 0);
    buckets.take('one', 0);
    buckets.take('three', 0);
    expect(buckets.look('one', 0).remaining).toBe(8);
    expect(buckets.look('two', 0).remaining).toBe(10);
  });

  it('given a clock that goes back, when asked, then nothing is lost or won', () => {
    const buckets = tokenBuckets(10, 2);
    buckets.take('one', MINUTE);
    expect(buckets.take('one', 0).remaining).toBe(8);
  });
});
