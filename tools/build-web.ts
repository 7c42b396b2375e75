import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { spawn } from 'node:child_process';

const ROOT = dirname(import.meta.dirname);
const BUILD = join(ROOT, 'build');
const STAMP = join(BUILD, 'source-hash.txt');
/** Built here and moved into place whole: whoever serves `build/` never reads half of it. */
const NEXT = join(BUILD, 'next');
const LOCK = join(BUILD, 'building.pid');
const LOCK_POLL_MS = 200;
/** All that the build reads. */
const SOURCES = [
  'web',
  'rules',
  'locales',
  'react-router.config.ts',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
  'tools/build-web.ts',
];

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(join(ROOT, path))) return [];
  const entries = await readdir(join(ROOT, path), { withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  const nested = await Promise.all(
    entries.map((entry) => {
      const inside = `${path}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(inside) : Promise.resolve([inside]);
    }),
  );
  return nested.flat();
}

const isSource = (path: string): boolean => !/\.test\.tsx?$/.test(path);

/** SHA-256 over names and contents of everything that the build reads, as hexadecimal digits. */
async function sourceHash(): Promise<string> {
  const files = (await Promise.all(SOURCES.map(filesUnder))).flat().filter(isSource).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(join(ROOT, file));
    hash.update(`${file}\0${String(content.length)}\0`).update(content);
  }
  return hash.digest('hex');
}

const builtHash = (): Promise<string> => readFile(STAMP, 'utf8').catch(() => '');

/** True when pages are built, and from the sources as they lie here. */
export const pagesAreFresh = async (): Promise<boolean> => (await builtHash()) === (await sourceHash());

function runBuild(): Promise<void> {
  const cli = join(dirname(fileURLToPath(import.meta.resolve('@react-router/dev/package.json'))), 'bin.cjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'build'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', KAISHU_BUILD_DIRECTORY: NEXT },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The pages could not be built:\n${output}`));
    });
  });
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Compressed once here at full strength instead of at every request. */
async function compressAssets(): Promise<void> {
  const folder = join(NEXT, 'client/assets');
  const names = (await readdir(folder)).filter((name) => /\.(?:css|js|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      await writeFile(join(folder, `${name}.br`), await compressBrotli(content, { params: quality }));
      await writeFile(join(folder, `${name}.gz`), await compressGzip(content, { level: 9 }));
    }),
  );
}

async function moveIntoPlace(): Promise<void> {
  for (const part of ['client', 'server']) {
    await rm(join(BUILD, part), { recursive: true, force: true });
    await rename(join(NEXT, part), join(BUILD, part));
  }
  await rm(NEXT, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits for another build of this checkout; the lock of one that died is taken over. */
async function lock(): Promise<void> {
  await mkdir(BUILD, { recursive: true });
  for (;;) {
    const taken = await writeFile(LOCK, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    if (taken) return;
    const holder = Number(await readFile(LOCK, 'utf8').catch(() => '0'));
    if (isRunning(holder)) await setTimeout(LOCK_POLL_MS);
    else await rm(LOCK, { force: true });
  }
}

/**
 * Builds the pages into `build/` unless they are as fresh as their sources; true when it built. An unfinished build
 * leaves no stamp and is done again. Throws with the builder's output when the sources do not build.
 */
export async function buildWeb(): Promise<boolean> {
  if (await pagesAreFresh()) return false;
  await lock();
  try {
    const wanted = await sourceHash();
    if ((await builtHash()) === wanted) return false;
    await rm(STAMP, { force: true });
    await rm(NEXT, { recursive: true, force: true });
    await runBuild();
    await compressAssets();
    await moveIntoPlace();
    await writeFile(STAMP, wanted);
    return true;
  } finally {
    await rm(LOCK, { force: true });
  }
}

if (import.meta.main) {
  const started = performance.now();
  const built = await buildWeb();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(built ? `pages built in ${seconds} s` : `pages are up to date (${seconds} s)`);
}
