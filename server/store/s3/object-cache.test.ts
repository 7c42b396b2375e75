import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testObjects, type TestObjects } from '../../testing/objects.ts';
import type { HeldFile } from '../objects.ts';
import { openObjectCache, type ObjectCache, type Origin } from './object-cache.ts';

const SIZE = 100;

describe('files of objects that are elsewhere', () => {
  let elsewhere: TestObjects;
  let digests: string[];
  let directory: string;
  let fetched: string[];
  /** The files come from a folder as from a server. */
  const origin: Origin = {
    bytes: () => Promise.resolve(SIZE),
    fetch: async (digest, file) => {
      fetched.push(digest);
      await pipeline(elsewhere.objects.stream(digest), createWriteStream(file));
    },
  };
  beforeAll(async () => {
    elsewhere = await testObjects();
    const contents = Array.from({ length: 8 }, (_, index) => [Buffer.alloc(SIZE, index)]);
    const put = await Promise.all(contents.map((content) => elsewhere.objects.put(arrayOf(content))));
    digests = put.map(({ digest }) => digest);
  });
  afterAll(() => elsewhere.drop());

  async function opened(maxBytes: number): Promise<ObjectCache> {
    fetched = [];
    directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-cache-'));
    return openObjectCache({ directory, maxBytes }, origin);
  }
  const files = () => readdir(path.join(directory, 'sha256'));
  const use = async (cache: ObjectCache, digest = ''): Promise<void> => {
    using file = await cache.hold(digest);
    expect(existsSync(file.path)).toBe(true);
  };

  it('given any files asked for and let go of in any order, then those held are there, and no more than fit beside them', async () => {
    const steps = fc.array(fc.tuple(fc.nat(7), fc.boolean()), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (asked, room) => {
        const cache = await opened(room * SIZE);
        const held: HeldFile[] = [];
        for (const [which, keep] of asked) {
          held.push(await cache.hold(digests[which] ?? ''));
          if (!keep) held.shift()?.[Symbol.dispose]();
          for (const file of held) expect(existsSync(file.path)).toBe(true);
          const inUse = new Set(held.map((file) => file.path)).size;
          expect((await files()).length).toBeLessThanOrEqual(Math.max(room, inUse));
        }
        await rm(directory, { recursive: true });
      }),
      { numRuns: Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 4) },
    );
  });

  it('given room for three, when a fourth is asked for, then the longest unused goes', async () => {
    const cache = await opened(3 * SIZE);
    for (const which of [0, 1, 2, 0, 3]) await use(cache, digests[which]);
    expect((await files()).toSorted()).toEqual([0, 2, 3].map((which) => digests[which]).toSorted());
  });

  it('given many who ask at once, then it is fetched once; a failure is everybody’s, and the next one tries again', async () => {
    const cache = await opened(SIZE);
    await Promise.all(Array.from({ length: 20 }, () => use(cache, digests[4])));
    expect(fetched).toEqual([digests[4]]);
    const missing = 'f'.repeat(64);
    const asked = Array.from({ length: 3 }, () => cache.hold(missing));
    await Promise.all(asked.map((each) => expect(each).rejects.toThrow(missing)));
    await expect(cache.hold(missing)).rejects.toThrow(missing);
    expect(fetched).toEqual([digests[4], missing, missing]);
    expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
  });

  it('given files of an earlier life, when one was damaged, then it alone is fetched again before it is used', async () => {
    const first = await opened(3 * SIZE);
    await use(first, digests[0]);
    await use(first, digests[1]);
    await truncate(path.join(directory, 'sha256', digests[1] ?? ''), 4);
    fetched = [];
    const second = await openObjectCache({ directory, maxBytes: 3 * SIZE }, origin);
    await use(second, digests[0]);
    using file = await second.hold(digests[1] ?? '');
    expect(await readFile(file.path)).toEqual(Buffer.alloc(SIZE, 1));
    expect(fetched).toEqual([digests[1]]);
  });

  it('given less room than in an earlier life, when opened, then it has room enough again', async () => {
    const first = await opened(5 * SIZE);
    for (const digest of digests.slice(0, 5)) await use(first, digest);
    await openObjectCache({ directory, maxBytes: 2 * SIZE }, origin);
    expect(await files()).toHaveLength(2);
  });
});

async function* arrayOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}
