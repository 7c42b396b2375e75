import { bodyColumns, filled, kindOf, type Cells } from './header-score.ts';
import type { Layout } from './layout.ts';
import { trimmed } from './missing.ts';
import { firstLayout, isClear } from './table-sequence.ts';

/** Columns of a table beside others, from 0, both ends included. */
export interface Band {
  from: number;
  to: number;
}

/** A table that has the columns of a band to itself, as its first rows show it. */
interface BandTable {
  band: Band;
  rows: readonly Cells[];
  layout: Layout;
}

const NARROWEST = 2;
const MOST_BANDS = 16;

const inBand = (row: Cells, { from, to }: Band): string[] => row.slice(from, to + 1);

/** Groups of columns between columns without any value. */
function columnGroups(rows: readonly Cells[]): Band[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isUsed = Array.from({ length: width }, (_, i) => rows.some((row) => trimmed(row[i] ?? '') !== ''));
  const bands: Band[] = [];
  isUsed.forEach((used, i) => {
    const last = bands.at(-1);
    if (used && last?.to === i - 1) last.to = i;
    else if (used) bands.push({ from: i, to: i });
  });
  return bands;
}

const headerOf = ({ rows, layout }: BandTable): Cells =>
  rows[layout.preambleRows + layout.headerRows - 1] ?? [];

/** Whether the labels of one header come again in the other. */
function repeatsLabels(one: BandTable, other: BandTable): boolean {
  const labels = new Set(headerOf(one).map(trimmed));
  return headerOf(other).every((label) => labels.has(trimmed(label)));
}

/** Whether a text stands alone above the header. */
const hasTitle = ({ rows, layout }: BandTable): boolean =>
  rows.slice(0, layout.preambleRows).some((row) => filled(row) === 1);

const bodyOf = ({ rows, layout }: BandTable): readonly Cells[] =>
  rows.slice(layout.preambleRows + layout.headerRows);

const lengthOf = (table: BandTable): number => bodyOf(table).findLastIndex((row) => filled(row) > 0) + 1;

/** Whether the first column names every row, down to the last one that has a value, each by another text. */
function namesRows(table: BandTable): boolean {
  const rows = bodyOf(table).slice(0, lengthOf(table));
  const [names] = bodyColumns(rows, 1);
  return names?.texts.size === rows.length && rows.every((row) => kindOf(row[0] ?? '') === 'text');
}

/** Whether two groups of columns are tables of their own, and not one table with a gap between its columns. */
function areApart(one: BandTable, other: BandTable): boolean {
  if (one.layout.preambleRows + one.layout.headerRows !== other.layout.preambleRows + other.layout.headerRows)
    return true;
  if (repeatsLabels(one, other) || (hasTitle(one) && hasTitle(other))) return true;
  return lengthOf(one) !== lengthOf(other) && namesRows(one) && namesRows(other);
}

/**
 * The columns of each of several tables that stand side by side, with an empty column between them, by their first rows;
 * empty where it is not sure that there are several. Each has a clear header over two rows at least.
 */
export function columnBands(rows: readonly Cells[]): Band[] {
  const bands = columnGroups(rows);
  if (bands.length < 2 || bands.length > MOST_BANDS) return [];
  if (bands.some(({ from, to }) => to - from + 1 < NARROWEST)) return [];
  const tables = bands.map((band): BandTable => {
    const own = rows.map((row) => inBand(row, band));
    return { band, rows: own, layout: firstLayout(own) };
  });
  const areTables = tables.every(({ rows: own, layout }) => isClear(own, layout));
  return areTables && tables.every((table, i) => i === 0 || areApart(tables[i - 1] ?? table, table))
    ? bands
    : [];
}
