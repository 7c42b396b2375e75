import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFolder } from './fetch-folder.ts';
import { aFetching } from './testing/fetching.ts';

let root: string;
let listed: string;
let into: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kaishu-folder-'));
  listed = join(root, 'listed');
  into = join(root, 'into');
  await mkdir(join(listed, 'deeper'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const put = async (file: string, text: string, seconds: number): Promise<void> => {
  await writeFile(file, text);
  await utimes(file, seconds, seconds);
};
const fetchFrom = (path: string, pattern = '*.csv') =>
  fetchFolder({ kind: 'folder', path, pattern }, aFetching({ file: into, folders: [listed] }));

describe('the newest file of a folder', () => {
  it('[xz-16-2] given several files, when fetched, then the newest that fits comes, at any depth below the listed folder', async () => {
    await put(join(listed, 'deeper', '1.csv'), 'old', 100);
    await put(join(listed, 'deeper', '2.csv'), 'new', 300);
    await put(join(listed, 'deeper', '3.txt'), 'other', 500);
    expect(await fetchFrom(join(listed, 'deeper'))).toEqual({ fileName: '2.csv', validators: null });
    expect(await readFile(into, 'utf8')).toBe('new');
  });

  it('given links that lead out, when fetched, then neither a linked file nor a linked folder is read', async () => {
    await put(join(root, 'outside.csv'), 'secret', 900);
    await symlink(join(root, 'outside.csv'), join(listed, 'a.csv'));
    await symlink(root, join(listed, 'way-out'));
    const refused = (reason: string) => ({ problem: { reason } });
    await expect(fetchFrom(listed)).rejects.toMatchObject(refused('no-file'));
    await expect(fetchFrom(join(listed, 'way-out'))).rejects.toMatchObject(refused('folder-refused'));
    await expect(fetchFrom(join(listed, '..'))).rejects.toMatchObject(refused('folder-refused'));
    await expect(fetchFrom(`${listed}-beside`)).rejects.toMatchObject(refused('folder-refused'));
  });

  it('given a folder beside the listed one whose name begins alike, when fetched, then it is refused', async () => {
    await mkdir(`${listed}-beside`);
    await expect(fetchFrom(`${listed}-beside`)).rejects.toMatchObject({
      problem: { reason: 'folder-refused' },
    });
  });
});
