import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testObjects, type TestObjects } from '../testing/objects.ts';
import { folderObjects, MissingObject, type ListedObject, type ObjectStore } from './objects.ts';

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const text = (content: string): Readable => Readable.from([Buffer.from(content)]);
const read = (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => buffer(stream);

async function all(objects: ObjectStore): Promise<ListedObject[]> {
  const listed: ListedObject[] = [];
  for await (const object of objects.list()) listed.push(object);
  return listed;
}

describe('objects in a folder', () => {
  let store: TestObjects;
  beforeAll(async () => void (store = await testObjects()));
  afterAll(() => store.drop());

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
      { numRuns: Number(process.env['KAISHU_RUNS'] ?? 100) },
    );
  });

  it('given the same bytes put many times at once, when listed, then they are one object', async () => {
    const puts = await Promise.all(Array.from({ length: 20 }, () => store.objects.put(text('浦东新区'))));
    const listed = await all(store.objects);
    expect(new Set(puts.map(({ digest }) => digest)).size).toBe(1);
    expect(listed.filter(({ digest }) => digest === puts[0]?.digest)).toHaveLength(1);
    expect(await readdir(path.join(store.directory, 'incoming'))).toEqual([]);
  });

  it('given a file, when it is moved in, then it is the object itself and gone from its place; one that stays takes its room once', async () => {
    const [moved, copied] = ['moved', 'copied'].map((name) => path.join(store.directory, name));
    await writeFile(moved ?? '', 'a long upload');
    await writeFile(copied ?? '', 'a short upload');
    const { ino } = await stat(moved ?? '');
    const first = await store.objects.put({ file: moved ?? '', move: true });
    const second = await store.objects.put({ file: copied ?? '', move: false });
    expect((await stat(await store.objects.localPath(first.digest))).ino).toBe(ino);
    await expect(stat(moved ?? '')).rejects.toThrow('ENOENT');
    expect(await readFile(copied ?? '', 'utf8')).toBe('a short upload');
    expect(await read(store.objects.stream(second.digest))).toEqual(Buffer.from('a short upload'));
    const there = await stat(await store.objects.localPath(second.digest));
    expect(there.ino).toBe((await stat(copied ?? '')).ino);
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
    expect(await readdir(path.join(store.directory, 'incoming'))).toEqual([]);
  });

  it('given an object whose file rotted, when verified, then it is found out; put again, it is whole', async () => {
    const { digest } = await store.objects.put(text('held for ten years'));
    expect(await store.objects.verify(digest)).toBe(true);
    await truncate(await store.objects.localPath(digest), 4);
    expect(await store.objects.verify(digest)).toBe(false);
    await store.objects.put(text('held for ten years'));
    expect(await store.objects.verify(digest)).toBe(true);
  });

  it('given a removed object or a name that is a path, when asked for, then it is missing', async () => {
    const { digest } = await store.objects.put(text('gone soon'));
    await store.objects.remove(digest);
    await store.objects.remove(digest);
    expect(await store.objects.has(digest)).toBe(false);
    await expect(store.objects.localPath(digest)).rejects.toThrow(MissingObject);
    await expect(read(store.objects.stream(digest))).rejects.toThrow(MissingObject);
    await expect(store.objects.localPath('../../../../etc/passwd')).rejects.toThrow(MissingObject);
  });
});

describe('objects of a process that is killed', () => {
  const CHUNKS = 3;
  const whole = Buffer.alloc(CHUNKS * 64 * 1024, 7);
  const putting = (directory: string, failPoint: string) =>
    spawnSync(process.execPath, ['server/testing/put-object.ts', directory, String(CHUNKS), '7'], {
      env: { ...process.env, KAISHU_FAIL_POINT: failPoint },
      encoding: 'utf8',
    });

  it.each([
    { at: 'objects.half-written', kept: [] },
    { at: 'objects.half-written:3', kept: [] },
    { at: 'objects.before-rename', kept: [] },
    { at: 'objects.after-rename', kept: [digestOf(whole)] },
  ])(
    'given kill -9 at $at, when opened again, then there is the whole object or none',
    async ({ at, kept }) => {
      const store = await testObjects();
      const killed = putting(store.directory, at);
      expect(killed).toMatchObject({ signal: 'SIGKILL', stdout: '' });
      const reopened = await folderObjects(store.directory);
      const listed = await all(reopened);
      expect(listed.map(({ digest }) => digest)).toEqual(kept);
      for (const { digest } of listed) expect(await reopened.verify(digest)).toBe(true);
      expect(await readdir(path.join(store.directory, 'incoming'))).toEqual([]);
      expect(putting(store.directory, '').stdout).toBe(`put ${digestOf(whole)}\n`);
      await store.drop();
    },
  );
});
