import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellText } from '../../rules/reading/row-view.ts';
import { rolesOf } from '../../rules/reading/roles.ts';
import { formatOf } from './formats/index.ts';
import { inspectHere } from './inspect.ts';
import { encodeText } from './testing/encode.ts';
import { randomTextFile, type RandomTextFile } from './testing/random-text-file.ts';

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);
/** The full run, of 1,000 cases a property, takes 100,000 here. */
const CASES = RUNS < 1000 ? RUNS * 3 : RUNS * 100;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-random-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readBack(path: string): Promise<Omit<RandomTextFile, 'text' | 'encoding'>> {
  const reading = await inspectHere(path, 'table.csv');
  const roleOf = rolesOf(reading);
  const rows: string[][] = [];
  await formatOf(reading).eachRow(path, reading, (row) => {
    if (roleOf(row.number, row.count === 0) === 'data')
      rows.push(reading.columns.map((_, i) => cellText(row, i)));
  });
  const { headerRows, preambleRows, columns } = reading;
  return {
    rows,
    headerRows,
    preambleRows,
    labels: headerRows === 0 ? [] : columns.map(({ label }) => label),
  };
}

it(
  `[xz-16] given any table in any dialect, encoding, header shape and frame, when read, then it is read back equal`,
  { timeout: 60_000 + CASES * 60 },
  async () => {
    const path = join(folder, 'table.csv');
    await fc.assert(
      fc.asyncProperty(randomTextFile, async ({ text, encoding, ...table }) => {
        await writeFile(path, encodeText(text, encoding));
        expect(await readBack(path)).toEqual(table);
      }),
      { numRuns: CASES },
    );
  },
);
