import type { Layout } from '../../../rules/reading/layout.ts';
import { READING_LIMITS } from '../../../rules/reading/limits.ts';
import type { ReadingChoices, ReadingWarning } from '../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../rules/reading/refusal.ts';
import { rowCells, viewOf, type RowView } from '../../../rules/reading/row-view.ts';
import { columnBands, type Band } from '../../../rules/reading/side-by-side.ts';
import { firstLayout, TableSequence, type FoundTable } from '../../../rules/reading/table-sequence.ts';
import type { OnRow } from './format.ts';
import { columnLetters } from './sheets/column-letters.ts';
import { note } from './text-notes.ts';

/** One of the tables in a text; its columns, null: all of them. */
export interface TextTable extends FoundTable {
  band: Band | null;
}

/** The tables of a text, and what was seen of the text itself. */
export interface TextTables<Facts> {
  tables: TextTable[];
  facts: Facts;
}

/** Reads a text once: its rows go into the sequence, or to `onRow`. */
export interface TextReader<Facts> {
  into(sequence: TableSequence): Promise<Facts>;
  each(onRow: OnRow): Promise<Facts>;
}

/** A row as the table in these columns sees it; without a value in them it is blank. */
export function viewIn(row: RowView, { from, to }: Band): RowView {
  const cells = rowCells(row).slice(from, to + 1);
  return viewOf(cells.some((cell) => cell.trim() !== '') ? cells : [], row.number);
}

const pick = (headerRows: number | undefined): Partial<Layout> =>
  headerRows === undefined ? {} : { headerRows };

/** The layout of the first table; `headerRows` of a later one is for the table that was chosen. */
function layoutOf(rows: readonly string[][], choices: ReadingChoices): Layout {
  const { preambleRows, headerRows, table = 1 } = choices;
  if (preambleRows === undefined) return { ...firstLayout(rows), ...(table === 1 && pick(headerRows)) };
  return { preambleRows, headerRows: headerRows ?? firstLayout(rows.slice(preambleRows)).headerRows };
}

const inBand = (rows: readonly string[][], { from, to }: Band): string[][] =>
  rows.map((row) => row.slice(from, to + 1));

/** Tables side by side, each row going to all of them; null when a value stands between their columns. */
async function readBands<Facts>(
  reader: TextReader<Facts>,
  rows: readonly string[][],
  bands: readonly Band[],
): Promise<TextTables<Facts> | null> {
  const watched = bands.map((band) => ({
    band,
    sequence: new TableSequence(firstLayout(inBand(rows, band))),
  }));
  const isBetween = (i: number): boolean => !bands.some(({ from, to }) => from <= i && i <= to);
  let strays = 0;
  const facts = await reader.each((row) => {
    if (rowCells(row).some((cell, i) => isBetween(i) && cell.trim() !== '')) strays++;
    for (const { band, sequence } of watched) sequence.row(viewIn(row, band));
  });
  if (strays > 0) return null;
  const tables = watched.flatMap(({ band, sequence }) => sequence.end().map((found) => ({ ...found, band })));
  return { facts, tables };
}

/** One of several tables as a person says that it is read; the others stay as they are. */
async function reread<Facts>(
  reader: TextReader<Facts>,
  rows: readonly string[][],
  all: TextTables<Facts>,
  choices: ReadingChoices,
): Promise<TextTables<Facts>> {
  const at = (choices.table ?? 1) - 1;
  const chosen =
    all.tables[at] ?? refuse('invalid-input', 'no-such-table', { number: at + 1, count: all.tables.length });
  const { band, facts: seen } = chosen;
  const { preambleRows, headerRows } = seen.layout;
  const framed = { preambleRows, headerRows, footerRows: seen.footerRows, ...choices };
  const sequence = new TableSequence(layoutOf(band ? inBand(rows, band) : [...rows], framed), framed);
  const facts = band
    ? await reader.each((row) => sequence.row(viewIn(row, band)))
    : await reader.into(sequence);
  const [found] = sequence.end();
  const mended = found ? { ...chosen, facts: found.facts } : chosen;
  return { facts, tables: all.tables.map((table, i) => (i === at ? mended : table)) };
}

const isFramed = ({ preambleRows, footerRows }: ReadingChoices): boolean =>
  preambleRows !== undefined || footerRows !== undefined;

/**
 * Reads all tables of a text, from left to right and from above; `rows` are its first. What a person says of rows and
 * columns is for the table that was chosen.
 */
export async function readTextTables<Facts>(
  reader: TextReader<Facts>,
  rows: readonly string[][],
  choices: ReadingChoices,
): Promise<TextTables<Facts>> {
  const isOne = choices.table === undefined && isFramed(choices);
  const bands = isOne ? [] : columnBands(rows);
  const beside = bands.length > 0 ? await readBands(reader, rows, bands) : null;
  const { table, ...others } = choices;
  if (beside) return Object.keys(others).length > 0 ? reread(reader, rows, beside, choices) : beside;
  const isLater = table !== undefined && isFramed(choices);
  const first = isLater ? {} : choices;
  const sequence = new TableSequence(layoutOf(rows, first), first);
  const facts = await reader.into(sequence);
  const all = { facts, tables: sequence.end().map((found) => ({ ...found, band: null })) };
  return isLater ? reread(reader, rows, all, choices) : all;
}

/** Says that the file holds more than the table that is read, and where the others begin. */
export function severalTables(tables: readonly TextTable[], read: number): ReadingWarning[] {
  const others = tables.filter((_, i) => i !== read - 1);
  if (others.length === 0) return [];
  const starts = others.map(({ facts: { layout } }) => layout.preambleRows + 1);
  const listed = <T>(all: readonly T[]): string =>
    all.slice(0, READING_LIMITS.listedRows).join(', ') + (all.length > READING_LIMITS.listedRows ? ' …' : '');
  if (tables.every(({ band }) => band === null))
    return [note('several-tables', { count: tables.length, rows: listed(starts) }, starts[0])];
  const cells = others.map(
    ({ band, facts: { layout } }) => `${columnLetters(band?.from ?? 0)}${String(layout.preambleRows + 1)}`,
  );
  return [note('tables-beside', { count: tables.length, cells: listed(cells) }, starts[0])];
}
