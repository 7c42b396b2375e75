import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeIngest } from './index.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { judge } from './testing/expected/judge.ts';
import { expectedOf, yearlyFiles, type Expectation } from './testing/expected/outcome.ts';
import { isPending } from './testing/expected/pending.ts';

const MINUTES = 60_000;
/** Of the yearbook's files, which are all alike, every so many are read by default. */
const EVERY = Number(process.env['KAISHU_RUNS'] ?? 100) > 100 ? 1 : 20;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-city-'));
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

/** What is wrong in our reading of a city file; empty when it is right or known to be mended yet. */
async function departures(file: string, expectation: Expectation): Promise<string[]> {
  const out = join(folder, 'table.parquet');
  const { wrong, unread } = await judge(join(dataFolder, 'A_city', file), basename(file), expectation, out);
  await rm(out, { force: true });
  return isPending(file, unread) ? [] : wrong;
}

describe.skipIf(!hasData('A_city'))('public tables of a city', () => {
  it.each(expectedOf('city'))(
    '[xz-16] given %s, when read and converted, then its rows, columns, types, places and cells are those of the file',
    async (file, expectation) => {
      expect(await departures(file, expectation)).toEqual([]);
    },
    2 * MINUTES,
  );

  it(
    '[xz-16] given the files of a yearbook, when read and converted, then each has its years and indicators',
    async () => {
      const files = yearlyFiles().filter((_, i) => i % EVERY === 0);
      const wrong: Record<string, string[]> = {};
      for (const [file, expectation] of files) {
        const found = await departures(file, expectation);
        if (found.length > 0) wrong[file] = found;
      }
      expect(wrong).toEqual({});
      expect(files.length).toBeGreaterThanOrEqual(70);
    },
    10 * MINUTES,
  );
});
