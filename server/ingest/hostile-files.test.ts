import { createServer, type Server } from 'node:http';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeIngest } from './index.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { judge } from './testing/expected/judge.ts';
import { observe } from './testing/expected/observe.ts';
import { expectedOf } from './testing/expected/outcome.ts';
import { luringFiles } from './testing/luring-files.ts';

const FOLDERS = ['generated', 'frictionless', 'messytables_horror', 'sheetjs', 'csvlint'];
const MINUTES = 60_000;
/** Of the hundreds that others collected, many alike, every so many are read by default; of our own all. */
const EVERY = Number(process.env['KAISHU_RUNS'] ?? 100) > 100 ? 1 : 3;

function filesOf(part: string): ReturnType<typeof expectedOf> {
  const files = expectedOf('hostile').filter(([file]) => file.startsWith(`${part}/`));
  return part === 'generated' ? files : files.filter((_, i) => i % EVERY === 0);
}

let folder = '';
const before = process.env['TMPDIR'];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-hostile-'));
  for (const name of ['in', 'out', 'tmp']) await mkdir(join(folder, name));
  // Threads that read are started later and take this over: whatever they put aside is then seen.
  process.env['TMPDIR'] = join(folder, 'tmp');
});
afterAll(async () => {
  await closeIngest();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await rm(folder, { recursive: true, force: true });
});

/** What lies in the folders of a run beside the file itself and the table made of it. */
async function leftBehind(name: string): Promise<string[]> {
  const found = await Promise.all(['in', 'out', 'tmp'].map((part) => readdir(join(folder, part))));
  return found.flat().filter((each) => each !== name && each !== 'table.parquet');
}

/** Where names inside archives point to when they are taken for paths. */
const strays = (): string[] =>
  ['evil.csv', 'abs.csv', 'win.csv', '..\\win.csv'].flatMap((name) =>
    ['/', process.cwd(), dirname(process.cwd()), tmpdir(), folder, dirname(folder), dirname(dirname(folder))]
      .map((place) => join(place, name))
      .filter(existsSync),
  );

describe.skipIf(!hasData('C_messy/generated'))('hostile and odd files', () => {
  it.each(FOLDERS)(
    '[xz-16] given every file of %s, when read and converted, then each answer is sound and nothing is left behind',
    async (part) => {
      const wrong: Record<string, string[]> = {};
      for (const [file, expectation] of filesOf(part)) {
        const path = join(folder, 'in', basename(file));
        const out = join(folder, 'out', 'table.parquet');
        await cp(join(dataFolder, 'C_messy', file), path);
        const judgement = await judge(path, basename(file), expectation, out);
        const left = (await leftBehind(basename(file))).map((name) => `left behind: ${name}`);
        const departures = [...judgement.wrong, ...left];
        if (departures.length > 0) wrong[file] = [judgement.verdict, ...departures];
        await Promise.all([path, out].map((each) => rm(each, { force: true })));
      }
      expect(wrong).toEqual({});
      expect(strays()).toEqual([]);
    },
    5 * MINUTES,
  );
});

describe('files that point elsewhere', () => {
  let server: Server;
  let connections = 0;
  let address = '';
  beforeAll(async () => {
    server = createServer((_, response) => response.end('SECRET'));
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it(
    'given files that name a server of ours and a file beside them, when read, then neither is asked nor shown',
    async () => {
      const secret = join(folder, 'secret.txt');
      await writeFile(secret, 'SECRET');
      const files = await luringFiles(join(folder, 'in'), [`${address}/lure`, `file://${secret}`]);
      for (const path of files) {
        const wanted = { shown: new Set<number>(), data: new Set([1, 2, 3]) };
        const answer = await observe(path, basename(path), wanted, join(folder, 'out', 'table.parquet'));
        const told = JSON.stringify(answer, (_, value: unknown) =>
          value instanceof Map ? [...value] : value,
        );
        expect(told, basename(path)).not.toContain('SECRET');
      }
      expect(files.length).toBeGreaterThan(20);
      expect(connections).toBe(0);
      await fetch(address);
      expect(connections).toBe(1);
    },
    MINUTES,
  );
});
