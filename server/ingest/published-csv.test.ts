import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolesOf } from '../../rules/reading/roles.ts';
import { cellText } from '../../rules/reading/row-view.ts';
import { refusedBy } from '../../rules/reading/refusal.ts';
import { formatOf } from './formats/index.ts';
import { inspectHere } from './inspect.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';

interface Found {
  header: string[];
  rows: string[][];
}

/** The header's names and the data rows of a file. */
async function read(path: string): Promise<Found> {
  const reading = await inspectHere(path, 'table.csv');
  const roleOf = rolesOf(reading);
  const rows: string[][] = [];
  await formatOf(reading).eachRow(path, reading, (row) => {
    if (roleOf(row.number, row.count === 0) === 'data')
      rows.push(reading.columns.map((_, i) => cellText(row, i)));
  });
  return { header: reading.headerRows > 0 ? reading.columns.map(({ label }) => label) : [], rows };
}

async function expected<T>(folder: string, name: string): Promise<T> {
  // The shape is that of the published set.
  return JSON.parse(await readFile(join(folder, 'json', name.replace(/csv$/, 'json')), 'utf8')) as T;
}

const messy = join(dataFolder, 'C_messy');
const filesOf = (folder: string): string[] =>
  hasData(`C_messy/${folder}`)
    ? readdirSync(join(messy, folder, folder === 'csv_spectrum' ? 'csvs' : 'csv'))
    : [];
const spectrum = filesOf('csv_spectrum');
const cases = filesOf('csv_test_data').filter((name) => !name.startsWith('bad-'));

/** Its published record has another telephone number than the file, and is no list. */
const CONTRADICTED = 'location_coordinates.csv';

describe.skipIf(spectrum.length === 0)('the acid test of CSV', () => {
  it('given inch and minute marks that quote nothing, when read, then they are text', async () => {
    const { header, rows } = await read(join(messy, 'csv_spectrum', 'csvs', CONTRADICTED));
    expect([header.length, rows.length, rows[0]?.[1]?.endsWith('.9"W')]).toEqual([4, 1, true]);
  });

  it.each(spectrum.filter((name) => name !== CONTRADICTED))(
    'given %s, when read, then its records are the published ones',
    async (name) => {
      const records = await expected<Record<string, string>[]>(join(messy, 'csv_spectrum'), name);
      const { header, rows } = await read(join(messy, 'csv_spectrum', 'csvs', name));
      expect(rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i] ?? '', cell])))).toEqual(
        records,
      );
    },
  );
});

/** Files of nothing but empty cells: there is no table in them. */
const EMPTY = new Set(['all-empty.csv', 'empty-one-column.csv']);

describe.skipIf(cases.length === 0)('cases of RFC 4180', () => {
  it.each(cases)('given %s, when read, then its cells are the published ones', async (name) => {
    const path = join(messy, 'csv_test_data', 'csv', name);
    if (EMPTY.has(name)) {
      const refused = await read(path).then(() => null, refusedBy);
      return expect(refused?.reason ?? 'empty-file').toBe('empty-file');
    }
    const cells = await expected<string[][] | Record<string, string>[]>(join(messy, 'csv_test_data'), name);
    const { header, rows } = await read(path);
    const lines = header.length > 0 ? [header, ...rows] : rows;
    const records = rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i] ?? '', cell])));
    const isRecords = !Array.isArray(cells[0]);
    expect(isRecords ? records : lines).toEqual(cells);
  });
});
