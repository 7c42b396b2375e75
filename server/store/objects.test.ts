import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, describeObjectStore, digestOf, text } from '../testing/object-store-contract.ts';
import { testObjects, type TestObjects } from '../testing/objects.ts';
import { folderObjects } from './objects.ts';

describeObjectStore(
  'objects in a folder',
  async () => {
    const { objects, drop } = await testObjects();
    const beside = await mkdtemp(path.join(os.tmpdir(), 'kaishu-beside-'));
    return { objects, beside, drop: () => Promise.all([drop(), rm(beside, { recursive: true })]).then() };
  },
  Number(process.env['KAISHU_RUNS'] ?? 100),
);

describe('objects that are files', () => {
  let store: TestObjects;
  beforeAll(async () => void (store = await testObjects()));
  afterAll(() => store.drop());

  it('given a file, when it is moved in, then it is the object itself; one that stays takes its room once', async () => {
    const [moved, copied] = ['moved', 'copied'].map((name) => path.join(store.directory, name));
    await writeFile(moved ?? '', 'a long upload');
    await writeFile(copied ?? '', 'a short upload');
    const { ino } = await stat(moved ?? '');
    const first = await store.objects.put({ file: moved ?? '', move: true });
    const second = await store.objects.put({ file: copied ?? '', move: false });
    expect((await stat((await store.objects.hold(first.digest)).path)).ino).toBe(ino);
    const there = await stat((await store.objects.hold(second.digest)).path);
    expect(there.ino).toBe((await stat(copied ?? '')).ino);
  });

  it('given an object whose file rotted, when verified, then it is found out; put again, it is whole', async () => {
    const { digest } = await store.objects.put(text('held for ten years'));
    expect(await store.objects.verify(digest)).toBe(true);
    await truncate((await store.objects.hold(digest)).path, 4);
    expect(await store.objects.verify(digest)).toBe(false);
    await store.objects.put(text('held for ten years'));
    expect(await store.objects.verify(digest)).toBe(true);
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
