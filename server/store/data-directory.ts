import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../rules/problems/problems.ts';
import { tryLock } from './exclusive-lock.ts';
import { wrongOwner } from './ownership.ts';
import { makeFolder, syncFolder } from './folders.ts';

const FOLDERS = [
  'postgres',
  'objects',
  'cache',
  'uploads',
  'temporary',
  'journal',
  'sockets',
  'secrets',
] as const;
const LAYOUT = '1';
/** The installation's settings, which may lie there before anything else does. */
export const CONFIGURATION_FILE = 'kaishu.json';
const SECRET_BYTES = 32;

/** Everything that an installation keeps, in one folder, held by one process. */
export interface DataDirectory {
  readonly path: string;
  readonly paths: Record<(typeof FOLDERS)[number], string>;
  /** 32 random bytes, made at the first call for this name (lower-case letters and hyphens), the same ever after. */
  secret(name: string): Promise<Buffer>;
  /** Lets another process open the folder. The end of this process, however it comes, does so too. */
  release(): void;
}

/**
 * Opens, or makes, the folder and locks it for this process; empties `temporary`. Throws `store-in-use`,
 * `store-wrong-owner`, `store-not-ours`.
 */
export async function openDataDirectory(place: string): Promise<DataDirectory> {
  await makeFolder(path.resolve(place));
  const directory = await realpath(place);
  await refuseForeign(directory);
  const lock = tryLock(path.join(directory, 'lock'));
  if (!lock) throw await inUse(directory);
  try {
    const paths = await layOut(directory);
    const secrets = new Map<string, Promise<Buffer>>();
    return {
      path: directory,
      paths,
      secret: (name) => {
        const asked = secrets.get(name) ?? secret(paths.secrets, name);
        secrets.set(name, asked);
        return asked;
      },
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function refuseForeign(directory: string): Promise<void> {
  const { uid } = await lstat(directory);
  const ours = process.getuid?.() ?? uid;
  if (uid !== ours) throw wrongOwner(directory, ours, uid);
  const known = new Set<string>([...FOLDERS, 'lock', 'holder', 'layout', CONFIGURATION_FILE]);
  const entries = await readdir(directory);
  const foreign = entries.includes('layout') ? undefined : entries.find((name) => !known.has(name));
  if (foreign !== undefined) throw new Problem('store-not-ours', { detail: path.join(directory, foreign) });
}

async function layOut(directory: string): Promise<DataDirectory['paths']> {
  const at = (folder: string): string => path.join(directory, folder);
  const layout = await readFile(at('layout'), 'utf8').catch(() => LAYOUT);
  if (layout.trim() !== LAYOUT)
    throw new Problem('store-not-ours', { detail: `${directory}: layout ${layout}` });
  const paths = {
    postgres: at('postgres'),
    objects: at('objects'),
    cache: at('cache'),
    uploads: at('uploads'),
    temporary: at('temporary'),
    journal: at('journal'),
    sockets: at('sockets'),
    secrets: at('secrets'),
  };
  await rm(paths.temporary, { recursive: true, force: true });
  for (const folder of Object.values(paths)) await mkdir(folder, { recursive: true, mode: 0o700 });
  // Root runs PostgreSQL as another account, which has to pass through to its own folder and sees no other.
  await chmod(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
  await writeFile(at('holder'), `${process.pid}\n`);
  await writeFile(at('layout'), `${LAYOUT}\n`);
  await syncFolder(directory);
  return paths;
}

async function secret(folder: string, name: string): Promise<Buffer> {
  if (!/^[a-z-]+$/.test(name)) throw new RangeError(`not a secret's name: ${name}`);
  const file = path.join(folder, name);
  const known = await readFile(file).catch(() => undefined);
  if (known) return known;
  const made = randomBytes(SECRET_BYTES);
  await writeFile(`${file}.new`, made, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  await syncFolder(folder);
  return made;
}

async function inUse(directory: string): Promise<Problem> {
  const holder = await readFile(path.join(directory, 'holder'), 'utf8').catch(() => '?');
  return new Problem('store-in-use', { detail: `${directory} (pid ${holder.trim()})` });
}
