import type { Layout } from '../../../../rules/reading/layout.ts';
import { firstLayout } from '../../../../rules/reading/table-sequence.ts';
import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { emptyNotes, type Range, type Sheet, type SheetOutline, type SheetSource } from './sheet-source.ts';

const SAMPLE_ROWS = 400;
const MAX_HEADER_ROWS = 6;

/** Ends the reading of a sheet early. */
class Enough extends Error {}

/** Rows by place, blank ones included, all of the same width. Stops at row `limit`, but not before the first row. */
export async function firstRows(
  source: SheetSource,
  sheet: Sheet,
  limit: number = SAMPLE_ROWS,
): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    await source.eachRow(
      sheet,
      ({ number, values }) => {
        if (rows.length > 0 && number > limit) throw new Enough();
        while (rows.length < number - 1) rows.push([]);
        rows.push(values);
      },
      emptyNotes(),
    );
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const width = widest(rows);
  return rows.map((row) =>
    row.length === 0 ? row : [...row, ...Array<string>(width - row.length).fill('')],
  );
}

export const widest = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((width, row) => Math.max(width, row.length), 0);

export const hasRows = async (source: SheetSource, sheet: Sheet): Promise<boolean> =>
  (await firstRows(source, sheet, 1)).length > 0;

/** Whether every cell of a row is merged downwards and one of them across too: names above names, even over texts. */
function isMergedHeader(row: readonly string[], number: number, merges: readonly Range[]): boolean {
  const from = merges.filter(({ top, bottom }) => top === number && bottom > top);
  const isCovered = (place: number): boolean =>
    from.some(({ left, right }) => left <= place && place <= right);
  return (
    from.length > 1 &&
    from.some(({ left, right }) => right > left) &&
    row.every((cell, i) => cell.trim() === '' || isCovered(i + 1))
  );
}

/** Title and header rows of a table: a cell merged downwards from the header takes the rows that it covers into the header. */
export function layoutOf(
  rows: readonly string[][],
  merges: readonly Range[],
  choices: ReadingChoices,
): Layout {
  const { preambleRows: chosenPreamble, headerRows: chosenHeader } = choices;
  const found =
    chosenPreamble === undefined
      ? firstLayout(rows)
      : { ...firstLayout(rows.slice(chosenPreamble)), preambleRows: chosenPreamble };
  const first = found.preambleRows + 1;
  const isHeader = found.headerRows > 0 || isMergedHeader(rows[first - 1] ?? [], first, merges);
  let last = found.preambleRows + found.headerRows;
  for (const merge of isHeader ? merges : [])
    if (merge.top >= first && merge.top <= Math.max(first, last) && merge.bottom < first + MAX_HEADER_ROWS)
      last = Math.max(last, merge.bottom);
  return { preambleRows: found.preambleRows, headerRows: chosenHeader ?? last - found.preambleRows };
}

export interface SheetLayout {
  layout: Layout;
  /** Cells that a full row has. */
  width: number;
  outline: SheetOutline;
}
