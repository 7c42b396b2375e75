import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTalker } from '../testing/processes.ts';
import { openDataDirectory, type DataDirectory } from './data-directory.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stdout.write('SKIPPED: a data directory of somebody else: only root can make one\n');

describe('the data directory', () => {
  let base: string;
  let place: string;
  let opened: DataDirectory[] = [];
  beforeEach(async () => {
    base = await mkdtemp(path.join(os.tmpdir(), 'kaishu-data-'));
    place = path.join(base, 'srv/kaishu');
    opened = [];
  });
  afterEach(async () => {
    for (const directory of opened) directory.release();
    await rm(base, { recursive: true, force: true });
  });
  const open = async (): Promise<DataDirectory> => {
    const directory = await openDataDirectory(place);
    opened.push(directory);
    return directory;
  };
  const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

  it('given nothing, when opened, then the folders are there and closed to everybody else', async () => {
    const { paths } = await open();
    expect(await modeOf(place)).toBe(isRoot ? 0o711 : 0o700);
    for (const folder of Object.values(paths)) expect(await modeOf(folder)).toBe(0o700);
  });

  it('given an open one, when opened again, then it is refused and the holder is named', async () => {
    const { release } = await open();
    const refused = { code: 'store-in-use', extra: { detail: `${place} (pid ${process.pid})` } };
    await expect(openDataDirectory(place)).rejects.toMatchObject(refused);
    release();
    await expect(open()).resolves.toBeDefined();
  });

  it('given kill -9 of the process that holds it, when opened, then it opens', async () => {
    const holder = startTalker('server/testing/hold-directory.ts', [place]);
    await holder.line();
    await expect(openDataDirectory(place)).rejects.toMatchObject({ code: 'store-in-use' });
    await holder.end('SIGKILL');
    await expect(open()).resolves.toBeDefined();
  });

  it('given many who open it at once, when all have answered, then one has it', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, open));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('given temporary files of an earlier life, when opened, then they are gone and uploads stay', async () => {
    const { paths, release } = await open();
    await writeFile(path.join(paths.temporary, 'export.csv'), 'half');
    await writeFile(path.join(paths.uploads, 'resumable'), 'half');
    release();
    await open();
    expect(await readdir(paths.temporary)).toEqual([]);
    expect(await readdir(paths.uploads)).toEqual(['resumable']);
  });

  it('given a secret, when asked for again, at once or after opening anew, then it is the same and ours alone', async () => {
    const { secret, paths, release } = await open();
    const [one, same, other] = await Promise.all([
      secret('session-key'),
      secret('session-key'),
      secret('token-key'),
    ]);
    expect(one).toHaveLength(32);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(await modeOf(path.join(paths.secrets, 'session-key'))).toBe(0o600);
    release();
    expect(await (await open()).secret('session-key')).toEqual(one);
    await expect(secret('../layout')).rejects.toThrow(RangeError);
  });

  it("given a folder with somebody's files, when opened, then it is refused and left as it is", async () => {
    await mkdir(place, { recursive: true });
    await chmod(place, 0o755);
    await writeFile(path.join(place, 'thesis.odt'), '');
    await expect(openDataDirectory(place)).rejects.toMatchObject({
      code: 'store-not-ours',
      extra: { detail: path.join(place, 'thesis.odt') },
    });
    expect(await readdir(place)).toEqual(['thesis.odt']);
    expect(await modeOf(place)).toBe(0o755);
  });

  it('given the layout of a later release, when opened, then it is refused', async () => {
    (await open()).release();
    await writeFile(path.join(place, 'layout'), '2\n');
    await expect(openDataDirectory(place)).rejects.toMatchObject({ code: 'store-not-ours' });
  });

  it.runIf(isRoot)('given another owner, when opened, then the command that mends it is said', async () => {
    (await open()).release();
    await chown(place, 12345, 12345);
    const refused = { code: 'store-wrong-owner', extra: { detail: `chown -R root: ${place}` } };
    await expect(openDataDirectory(place)).rejects.toMatchObject(refused);
  });
});
