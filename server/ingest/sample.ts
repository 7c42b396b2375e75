import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { rolesOf, type RowRole } from '../../rules/reading/roles.ts';
import { rowCells, type RowView } from '../../rules/reading/row-view.ts';
import { typedCell } from '../../rules/reading/typed-cell.ts';
import { formatOf } from './formats/index.ts';

export interface SampleRow {
  /** 1-based in the file. */
  number: number;
  role: RowRole;
  /** As written; workbooks: as shown. */
  cells: string[];
  /** Per column of the reading, for data rows; null is a missing value. Empty for other roles. */
  typed: (string | null)[];
}

export interface Sample {
  rows: SampleRow[];
}

/** Cells longer than this are cut in a sample, which is for looking at. */
const SHOWN_CHARACTERS = 2000;

class Enough extends Error {}

/** Rows `offset`… of the file in this thread; reading stops once `limit` rows are there. */
export async function sampleHere(
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  { offset, limit }: { offset: number; limit: number },
): Promise<Sample> {
  const rows: SampleRow[] = [];
  const roleOf = rolesOf(reading, choices);
  const missing = new Set(choices.missing);
  const take = (row: RowView): void => {
    if (row.number <= offset || rows.length === limit) return;
    const role = roleOf(row.number, row.count === 0);
    const values = rowCells(row);
    const cells = (row.shown ?? values).map((cell) => cell.slice(0, SHOWN_CHARACTERS));
    const typed =
      role === 'data'
        ? reading.columns.map((column, i) => typedCell(values[i] ?? '', column, missing) ?? null)
        : [];
    rows.push({ number: row.number, role, cells, typed });
  };
  const stop = (): undefined => {
    if (rows.length === limit) throw new Enough();
  };
  try {
    await formatOf(reading).eachRow(path, reading, take, stop);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { rows };
}
