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

/** Rows that follow each other, or rows named one by one (1-based). */
export type SamplePage = { offset: number; limit: number } | { rows: readonly number[] };

function wishOf(page: SamplePage): { wants: (row: number) => boolean; last: number } {
  if ('rows' in page) {
    const named = new Set(page.rows);
    return { wants: (row) => named.has(row), last: Math.max(0, ...page.rows) };
  }
  const last = page.offset + page.limit;
  return { wants: (row) => row > page.offset && row <= last, last };
}

/** The rows asked for, in this thread; reading stops after the last of them. */
export async function sampleHere(
  path: string,
  reading: Reading,
  choices: ReadingChoices,
  page: SamplePage,
): Promise<Sample> {
  const rows: SampleRow[] = [];
  let seen = 0;
  const roleOf = rolesOf(reading, choices);
  const missing = new Set(choices.missing);
  const { wants, last } = wishOf(page);
  const take = (row: RowView): void => {
    seen = row.number;
    if (!wants(seen)) return;
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
    if (seen >= last) throw new Enough();
  };
  try {
    await formatOf(reading).eachRow(path, reading, take, stop);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { rows };
}
