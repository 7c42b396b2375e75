import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './platform.ts';
import { MissingObject, type ListedObject, type ObjectStore } from '../store/objects.ts';

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const text = (content: string): Readable => Readable.from([Buffer.from(content)]);
export const read = (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => buffer(stream);

export const all = (objects: ObjectStore): Promise<ListedObject[]> => collected(objects.list());

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export interface StoreUnderTest {
  objects: ObjectStore;
  /** An empty folder beside it. */
  beside: string;
  drop(): Promise<void>;
}

/** What every object store keeps to, wherever its bytes are. */
export function describeObjectStore(name: string, open: () => Promise<StoreUnderTest>, runs: number): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeAll(async () => void (store = await open()), 60_000);
    afterAll(() => store.drop());
    const unfinished = () => readdir(path.join(store.objects.directory, 'incoming'));

    it('given any bytes in any chunks, when put, then any range of them comes back under their digest', async () => {
      const content = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(content, fc.nat(2500), fc.option(fc.nat(2500)), async (chunks, offset, length) => {
          const whole = Buffer.concat(chunks);
          const put = await store.objects.put(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
          expect(put).toEqual({ digest: digestOf(whole), bytes: whole.length });
          expect(await read(store.objects.stream(put.digest))).toEqual(whole);
          const range = length === null ? { offset } : { offset, length };
          const expected = whole.subarray(offset, length === null ? undefined : offset + length);
          expect(await read(store.objects.stream(put.digest, range))).toEqual(expected);
        }),
        { numRuns: runs },
      );
    });

    it('given the same bytes put many times at once, when listed, then they are one object', async () => {
      const puts = await Promise.all(Array.from({ length: 20 }, () => store.objects.put(text('浦东新区'))));
      const listed = await all(store.objects);
      expect(new Set(puts.map(({ digest }) => digest)).size).toBe(1);
      expect(listed.filter(({ digest }) => digest === puts[0]?.digest)).toHaveLength(1);
      expect(await unfinished()).toEqual([]);
    });

    it('given an object, when put again later, then it is as young as a new one', async () => {
      const { digest } = await store.objects.put(text('old and new'));
      const putAt = async () => (await all(store.objects)).find((each) => each.digest === digest)?.putAt;
      const before = await putAt();
      const again = () => store.objects.put(text('old and new')).then(putAt);
      // Servers know whole seconds.
      await eventually(again, (at) => at !== undefined && before !== undefined && at > before, 5);
    });

    it('given a file, when it is moved in, then it is gone from its place; when not, it stays', async () => {
      const [moved = '', copied = ''] = ['moved', 'copied'].map((file) => path.join(store.beside, file));
      await writeFile(moved, 'a long upload');
      await writeFile(copied, 'a short upload');
      const first = await store.objects.put({ file: moved, move: true });
      const second = await store.objects.put({ file: copied, move: false });
      await expect(stat(moved)).rejects.toThrow('ENOENT');
      expect(await readFile(copied, 'utf8')).toBe('a short upload');
      expect(await read(store.objects.stream(first.digest))).toEqual(Buffer.from('a long upload'));
      expect(await read(store.objects.stream(second.digest))).toEqual(Buffer.from('a short upload'));
    });

    it('given objects, when held, then they are files below the folder of the store', async () => {
      const { digest } = await store.objects.put(text('for an engine'));
      using file = await store.objects.hold(digest);
      expect(await readFile(file.path, 'utf8')).toBe('for an engine');
      expect(file.path.startsWith(`${store.objects.directory}/`)).toBe(true);
    });

    it('given a source that breaks off, when put, then it is refused and nothing is kept', async () => {
      const before = await all(store.objects);
      const broken = Readable.from(
        (function* () {
          yield Buffer.from('half');
          throw new Error('the client left');
        })(),
      );
      await expect(store.objects.put(broken)).rejects.toThrow('the client left');
      expect(await all(store.objects)).toEqual(before);
      expect(await unfinished()).toEqual([]);
    });

    it('given a removed object or a name that is a path, when asked for, then it is missing', async () => {
      const { digest } = await store.objects.put(text('gone soon'));
      await store.objects.remove(digest);
      await store.objects.remove(digest);
      expect(await store.objects.has(digest)).toBe(false);
      await expect(store.objects.hold(digest)).rejects.toThrow(MissingObject);
      await expect(read(store.objects.stream(digest))).rejects.toThrow(MissingObject);
      await expect(store.objects.verify(digest)).rejects.toThrow(MissingObject);
      await expect(store.objects.hold('../../../../etc/passwd')).rejects.toThrow(MissingObject);
    });
  });
}
