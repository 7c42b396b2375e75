import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../rules/problems/problems.ts';
import { openExportStore, type ExportStore, type ExportStoreSettings } from './export-store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kaishu-exports-'));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
const aStore = (given: Partial<ExportStoreSettings> = {}): Promise<ExportStore> =>
  openExportStore({
    directory: path.join(folder, String((made += 1))),
    maxBytes: 1024,
    idleMs: 60_000,
    newId: () => String((made += 1)),
    segmentBytes: 16,
    ...given,
  });

const read = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
};

/** A source that gives its next part when it is told to. */
function aSource(...parts: string[]) {
  const gates = parts.map(() => Promise.withResolvers<null>());
  let left = false;
  const source = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for (const [index, part] of parts.entries()) {
        await gates[index]?.promise;
        yield Buffer.from(part);
      }
    } finally {
      left = true;
    }
  };
  const all = (): void => gates.forEach(({ resolve }) => resolve(null));
  return {
    make: () => Promise.resolve(source()),
    give: (part: number) => gates[part]?.resolve(null),
    all,
    left: () => left,
  };
}
const neverAsked = () => Promise.reject(new Error('made again'));

describe('exports as files', () => {
  it('given an export that is being written, when others ask for it, then all follow one making and get every byte', async () => {
    const store = await aStore();
    const source = aSource('一二三', '四五六', '七');
    const first = await store.open('a', source.make);
    const one = read(first.stream());
    source.give(0);
    const second = await store.open('a', neverAsked);
    expect(second.id).toBe(first.id);
    expect(second.whole()).toBeNull();
    const other = read(second.stream());
    source.all();
    expect(await Promise.all([one, other])).toEqual(['一二三四五六七', '一二三四五六七']);
    const digest = createHash('sha256').update('一二三四五六七').digest('hex');
    expect(await first.finished()).toEqual({ bytes: 21, digest });
    expect(await read((await store.open('a', neverAsked)).stream({ offset: 3, length: 6 }))).toBe('二三');
  });

  it('given any parts, segments, ranges and paces, when they are read while they are written, then each reader gets its bytes', async () => {
    const range = fc.record({ offset: fc.nat(300), length: fc.nat(300) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(range, { maxLength: 4 }),
        async (parts, segmentBytes, ranges) => {
          const store = await aStore({ segmentBytes, maxBytes: 4096 });
          const whole = Buffer.concat(parts);
          const source = async function* () {
            for (const part of parts) {
              await new Promise((resolve) => setImmediate(resolve));
              yield part;
            }
          };
          const file = await store.open('a', () => Promise.resolve(source()));
          const asked = ranges.map(async ({ offset, length }) => {
            const seen: Uint8Array[] = [];
            for await (const bytes of file.stream({ offset, length })) seen.push(bytes);
            expect(Buffer.concat(seen)).toEqual(whole.subarray(offset, offset + length));
          });
          await Promise.all(asked);
          expect((await file.finished())?.bytes).toBe(whole.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('given an export too large to be kept, when a reader takes it, then it gets every byte while the beginning is let go', async () => {
    const store = await aStore({ maxBytes: 200 });
    const text = Array.from({ length: 100 }, (_, index) => `row ${String(index).padStart(4, '0')}\n`);
    const source = aSource(...text);
    source.all();
    const file = await store.open('a', source.make);
    expect(await read(file.stream())).toBe(text.join(''));
    expect(await file.finished()).toBeNull();
    await file.idle();
    const again = aSource('again');
    again.all();
    const next = await store.open('a', again.make);
    expect(await read(next.stream())).toBe('again');
  });

  it('given one too large to be kept, when its reader stops reading, then it is let go, the making ends and nothing stays', async () => {
    const directory = path.join(folder, 'stalled');
    const store = await aStore({ maxBytes: 64, idleMs: 20, directory });
    const source = aSource(...Array.from({ length: 50 }, () => 'ten bytes.'));
    const file = await store.open('a', source.make);
    const reading = file.stream();
    source.all();
    await reading.next();
    await file.idle();
    expect(source.left()).toBe(true);
    await expect(reading.next()).rejects.toMatchObject({ code: 'query-timeout' });
    await expect.poll(() => readdir(directory)).toEqual([]);
  });

  it('given more than the disk may hold, when another comes, then the longest unused goes and what is read stays', async () => {
    const store = await aStore({ maxBytes: 96 });
    const put = async (key: string) => {
      const source = aSource(key.repeat(40));
      source.all();
      const file = await store.open(key, source.make);
      await file.finished();
      return file;
    };
    const a = await put('a');
    const readingA = a.stream();
    const b = await put('b');
    expect((await store.open('b', neverAsked)).id).toBe(b.id);
    const c = await put('c');
    expect(() => b.stream()).toThrow(Problem);
    expect(await read(readingA)).toBe('a'.repeat(40));
    expect((await store.open('c', neverAsked)).id).toBe(c.id);
  });

  it('given a share of the disk that one taken no further fills, when a small one is asked for, then it comes whole at once', async () => {
    const store = await aStore({ maxBytes: 64 });
    const large = aSource(...Array.from({ length: 40 }, () => '0123456789'.repeat(8)));
    large.all();
    const stalled = (await store.open('large', large.make)).stream();
    await stalled.next();
    const small = aSource('ab', 'cd');
    small.all();
    const kept = await store.open('small', small.make);
    expect(await read(kept.stream())).toBe('abcd');
    await stalled.return();
  });

  it('given a making that fails, when it is read, then the bytes before come first and the next ask begins anew', async () => {
    const store = await aStore();
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('begun');
      await Promise.resolve();
      throw new Error('the disk is full');
    };
    const file = await store.open('a', () => Promise.resolve(failing()));
    await expect(read(file.stream())).rejects.toThrow('the disk is full');
    await expect(store.open('b', () => Promise.reject(new Problem('too-large')))).rejects.toThrow(Problem);
    const source = aSource('anew');
    source.all();
    expect(await read((await store.open('a', source.make)).stream())).toBe('anew');
    expect(await read((await store.open('b', source.make)).stream())).toBe('anew');
    await store.close();
  });
});
