import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typedCell } from '../../rules/reading/typed-cell.ts';
import { convertWith } from './convert.ts';
import { sqlText, withEngine } from './duckdb.ts';
import { inspectHere } from './inspect.ts';
import { normalise } from './normalise.ts';
import { sampleHere } from './sample.ts';
import { encodeText } from './testing/encode.ts';
import { randomTable, writeTable, type RandomTable } from './testing/random-table.ts';
import { writeWorkbook } from './testing/workbook.ts';

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-read-back-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Puts each column back into the text that the typed value came from. */
function expectTyped(
  table: RandomTable,
  reading: Awaited<ReturnType<typeof inspectHere>>,
  rows: (string | null)[][],
): void {
  reading.columns.forEach((column, c) => {
    const expected = table.rows.map((row) => typedCell(row[c] ?? '', column));
    expect(expected).not.toContain(undefined);
    expect(rows.map((row) => row[c])).toEqual(expected);
  });
}

async function check(path: string, table: RandomTable, encoding: string): Promise<void> {
  const reading = await inspectHere(path, 'table.csv');
  expect(reading.encoding).toBe(encoding);
  expect(reading.columns.map(({ name }) => name)).toEqual(table.header);
  expect(reading.rows).toBe(table.rows.length);
  expect(reading.preambleRows).toBe(table.preamble.length);
  expect(reading.footerRows).toBe(table.footer.length);
  const { rows } = await sampleHere(path, reading, {}, { offset: 0, limit: 1000 });
  const data = rows.filter(({ role }) => role === 'data');
  expect(data.map(({ cells }) => cells)).toEqual(table.rows);
  expectTyped(
    table,
    reading,
    data.map(({ typed }) => typed),
  );
}

/** Plain ASCII is the same bytes in GB18030 and UTF-8, and UTF-8 is its name. */
function labelOf({ encoding }: RandomTable, text: string): string {
  if (encoding === 'utf-8-bom') return 'utf-8';
  return encoding === 'gb18030' && Buffer.byteLength(text) === text.length ? 'utf-8' : encoding;
}

describe('a file that is read', () => {
  it('[xz-16] given any table in any dialect, encoding and frame, when read, then every cell is as it was written', async () => {
    const path = join(folder, 'dialects.csv');
    await fc.assert(
      fc.asyncProperty(randomTable, async (table) => {
        const text = writeTable(table);
        await writeFile(path, encodeText(text, table.encoding));
        await check(path, table, labelOf(table, text));
      }),
      { numRuns: RUNS },
    );
  });

  it('[xz-16] given any table in a workbook, when read, then every cell is as it was written', async () => {
    const path = join(folder, 'book.xlsx');
    await fc.assert(
      fc.asyncProperty(randomTable, async (table) => {
        const lines = [
          ...table.preamble.map((line) => [line]),
          table.header,
          ...table.rows,
          ...table.footer.map((line) => [line]),
        ];
        const rows = lines.map((line) => line.map((text) => (text === '' ? {} : { text })));
        await writeWorkbook(path, { sheets: [{ name: '表', rows }] });
        const reading = await inspectHere(path, 'book.xlsx');
        expect(reading.columns.map(({ name }) => name)).toEqual(table.header);
        const page = await sampleHere(path, reading, {}, { offset: 0, limit: 1000 });
        const data = page.rows.filter(({ role }) => role === 'data');
        expect(data.map(({ cells }) => table.header.map((_, i) => cells[i] ?? ''))).toEqual(table.rows);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  it('[xz-16] given any table, when converted, then the Parquet holds the typed value of every cell', async () => {
    const path = join(folder, 'convert.csv');
    const out = join(folder, 'out.parquet');
    await fc.assert(
      fc.asyncProperty(randomTable, async (table) => {
        await writeFile(path, encodeText(writeTable(table), table.encoding));
        const reading = await inspectHere(path, 'table.csv');
        await rm(out, { force: true });
        await convertWith(normalise, path, reading, {}, out);
        const rows = await withEngine({ folders: [folder], spill: folder }, async (connection) =>
          (
            await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet(${sqlText(out)})`)
          ).getRowsJson(),
        );
        reading.columns.forEach((column, c) => {
          const expected = table.rows.map((row) => typedCell(row[c] ?? '', column) ?? null);
          const found = rows.map((row) => row[c]);
          if (column.type === 'decimal') expect(found.map(asNumber)).toEqual(expected.map(asNumber));
          else expect(found).toEqual(expected);
        });
      }),
      { numRuns: Math.min(2000, Math.ceil(RUNS / 5)) },
    );
  });
});

/** Decimals come back with all the places of their column. */
const asNumber = (value: unknown): number | null => (value === null ? null : Number(value));
