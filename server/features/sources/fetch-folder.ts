import { constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fitsPattern } from '../../../rules/sources/name-pattern.ts';
import type { AddressOf } from '../../../rules/sources/source.schema.ts';
import { keepBytes, type Fetched, type Fetching } from './fetching.ts';
import { PullFailure } from './pull-failure.ts';

interface Candidate {
  name: string;
  file: string;
  modified: number;
}

/** The newest file of a folder whose name fits; only files that really lie under a listed folder. */
export async function fetchFolder(address: AddressOf<'folder'>, fetching: Fetching): Promise<Fetched> {
  const folder = await listedFolder(address.path, fetching.folders);
  const visible = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const names = visible.filter((name) => fitsPattern(address.pattern, name));
  const candidates = await Promise.all(names.map((name) => candidate(folder, name)));
  const newest = candidates
    .filter((each) => each !== null)
    .sort((a, b) => b.modified - a.modified || (a.name < b.name ? 1 : -1))[0];
  if (!newest) throw new PullFailure('no-file', { path: address.path, pattern: address.pattern });
  // Between the look and the opening the file could have become a link.
  const handle = await open(newest.file, constants.O_RDONLY | constants.O_NOFOLLOW);
  await keepBytes(handle.createReadStream(), fetching);
  return { fileName: newest.name, validators: null };
}

async function listedFolder(wanted: string, listed: readonly string[]): Promise<string> {
  const refused = (): never => {
    throw new PullFailure('folder-refused', { path: wanted });
  };
  const folder = await realpath(wanted).catch(refused);
  const roots = await Promise.all(listed.map((root) => realpath(root).catch(() => null)));
  const isUnder = roots.some(
    (root) => root !== null && (folder === root || folder.startsWith(root + path.sep)),
  );
  return isUnder ? folder : refused();
}

/** A plain file of this very folder; links, wherever they lead, are passed over. */
async function candidate(folder: string, name: string): Promise<Candidate | null> {
  const file = path.join(folder, name);
  if ((await realpath(file).catch(() => null)) !== file) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { name, file, modified: found.mtimeMs } : null;
}
