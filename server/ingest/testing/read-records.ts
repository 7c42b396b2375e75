import { expect } from 'vitest';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { rowCells } from '../../../rules/reading/row-view.ts';
import type { TableFormat } from '../formats/format.ts';

/** A file of records as it was read: labels, cells of the data rows, tables with their rows, codes of the warnings. */
export interface ReadRecords {
  reading: Reading;
  labels: string[];
  rows: string[][];
  tables: string[];
  warnings: string[];
}

/** Reads a file and every row of it; the rows are as many as the reading says. */
export async function readRecords(
  format: TableFormat,
  path: string,
  name: string,
  choices: ReadingChoices,
): Promise<ReadRecords> {
  const reading = await format.inspect(path, name, choices);
  const rows: string[][] = [];
  await format.eachRow(path, reading, (row) => {
    const cells = rowCells(row);
    if (row.number > reading.headerRows) rows.push(reading.columns.map((_, i) => cells[i] ?? ''));
  });
  expect(reading.rows).toBe(rows.length);
  return {
    reading,
    rows,
    labels: reading.columns.map(({ label }) => label),
    tables: reading.tables.map((table) => `${table.name} ${table.rows}`),
    warnings: reading.warnings.map(({ code }) => code),
  };
}
