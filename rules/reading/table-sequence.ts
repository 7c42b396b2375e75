import type { ColumnFacts } from './column-facts.ts';
import { bodyColumns, filled, kindOf, repeatsHeader, standsOverTyped, type Cells } from './header-score.ts';
import { detectLayout, type Layout } from './layout.ts';
import { trimmed } from './missing.ts';
import type { ReadingChoices } from './reading.schema.ts';
import { cellText, rowCells, viewOf, type RowView } from './row-view.ts';
import { TableObserver, type TableFacts } from './table-observer.ts';

/** One of several tables under each other; the rows of all others count as preamble and footer of it. */
export interface FoundTable {
  facts: TableFacts;
  /** The text that stands alone above its header; empty when there is none. */
  title: string;
}

/** A table in whose body nothing is under way. */
export interface SteadyTable {
  /** Cells of a row that is like the others. */
  width: number;
  columns: readonly ColumnFacts[];
  /** Texts whose return begins another table; none when there is only one. */
  header: readonly string[];
  /** The first of them that is not empty; -1 when there is none. */
  firstLabel: number;
}

interface Kept extends Pick<RowView, 'units'> {
  number: number;
  cells: string[];
}

const viewAgain = ({ number, cells, units }: Kept): RowView =>
  units ? { ...viewOf(cells, number), units } : viewOf(cells, number);

/** Rows with values that are looked at before it is said whether a table begins. */
const LOOK_AHEAD = 12;
/** After so many blank lines that begin no table, blank lines are no longer looked behind. */
const MOST_GAPS = 200;
const MOST_TABLES = 256;

const isBlank = (row: Cells): boolean => filled(row) === 0;

/** Where the first block of rows with several values ends: at the blank line after it. */
function firstBlock(rows: readonly Cells[]): readonly Cells[] {
  const first = rows.findIndex((row) => filled(row) > 1);
  const end = rows.findIndex((row, i) => i > first && isBlank(row));
  return end < 0 ? rows : rows.slice(0, end);
}

/** Whether a header is of other kinds than what is under it, for at least two rows. */
export function isClear(rows: readonly Cells[], { preambleRows, headerRows }: Layout): boolean {
  const body = rows.slice(preambleRows + headerRows).filter((row) => !isBlank(row));
  const header = rows[preambleRows + headerRows - 1];
  if (headerRows === 0 || header === undefined || body.length < 2 || filled(header) < 2) return false;
  return standsOverTyped(header, bodyColumns(body, header.length));
}

/** Whether one text stands alone; a number alone goes on with a table of gaps. */
function isTitle(row: Cells): boolean {
  const only = row.filter((cell) => trimmed(cell) !== '');
  return only.length === 1 && kindOf(only[0] ?? '') === 'text';
}

/** Whether there are rows under a header and it has a text over every value of theirs, the first column's aside. */
function namesAll(rows: readonly Cells[], { preambleRows, headerRows }: Layout): boolean {
  const body = rows.slice(preambleRows + headerRows).filter((row) => !isBlank(row));
  const header = rows.slice(preambleRows, preambleRows + headerRows);
  const isNamed = (i: number): boolean => i === 0 || header.some((row) => trimmed(row[i] ?? '') !== '');
  return body.length > 0 && body.every((row) => row.every((cell, i) => trimmed(cell) === '' || isNamed(i)));
}

/** The layout of a file's first table: of its first block, where that is clearly a table of its own. */
export function firstLayout(rows: readonly Cells[]): Layout {
  const block = firstBlock(rows);
  if (block.length === rows.length) return detectLayout(rows);
  const layout = detectLayout(block);
  return isClear(block, layout) ? layout : detectLayout(rows);
}

export interface SplitRules {
  /** Whether the header of the table, when it comes again without a title, begins another one. */
  again: boolean;
  /** No table begins after this row. */
  lastRow: number;
}

const ANYWHERE: SplitRules = { again: true, lastRow: Infinity };

/**
 * Takes every row of a file once, in order, and cuts it into tables: one begins where the header comes again, and,
 * after a blank line, where a header of other kinds than the rows under it stands, or a title and a header of another
 * width. A person who says where a table begins or ends gets one table.
 */
export class TableSequence {
  private readonly choices: ReadingChoices;
  private readonly done: FoundTable[] = [];
  private current: TableObserver;
  private title = '';
  private firstHeader: number;
  private lastHeader: number;
  private header: string[] = [];
  /** Where the first text of the header is: what a row is compared by before anything else. */
  private firstLabel = -1;
  private rows = 0;
  private kept: Kept[] | null = null;
  private gaps = 0;
  private readonly isSplit: boolean;

  private readonly rules: SplitRules;

  constructor(layout: Layout, choices: ReadingChoices = {}, rules = ANYWHERE) {
    this.choices = choices;
    this.rules = rules;
    this.isSplit = choices.preambleRows === undefined && choices.footerRows === undefined;
    this.current = new TableObserver(layout, choices);
    this.firstHeader = layout.preambleRows + 1;
    this.lastHeader = layout.preambleRows + layout.headerRows;
  }

  row(view: RowView): void {
    if (this.kept) this.keep(view, this.kept);
    else if (this.isSplit && view.number > this.lastHeader && this.mayBegin(view))
      this.keep(view, (this.kept = []));
    else this.take(view);
  }

  /** What rows that begin no table are taken into; null while it has to be looked at each row. */
  steady(): SteadyTable | null {
    if (this.kept || this.rows === 0) return null;
    const table = this.current.steadyColumns();
    return table && { ...table, header: this.isSplit ? this.header : [], firstLabel: this.firstLabel };
  }

  /** Counts rows that were taken into the steady table, the last of them numbered `last`. */
  pass(rows: number, last: number): void {
    this.rows += rows;
    this.current.pass(rows, last);
  }

  /** The tables in the order of the file; row counts of each are of the whole file. */
  end(): FoundTable[] {
    while (this.kept) this.decide(this.kept);
    this.finish();
    const totalRows = Math.max(...this.done.map(({ facts }) => facts.totalRows));
    for (const { facts } of this.done) {
      facts.footerRows += totalRows - facts.totalRows;
      facts.totalRows = totalRows;
    }
    return this.done;
  }

  private finish(): void {
    this.done.push({ facts: this.current.end(), title: this.title });
  }

  private take(view: RowView): void {
    if (view.number < this.firstHeader) {
      if (view.count > 0) this.title = this.titleOf(rowCells(view)) || this.title;
    } else if (view.number === this.firstHeader && this.lastHeader >= this.firstHeader) {
      this.header = rowCells(view).map(trimmed);
      this.firstLabel = this.header.findIndex((cell) => cell !== '');
    } else if (view.number > this.lastHeader && view.count > 0) this.rows++;
    this.current.row(view);
  }

  private titleOf(cells: Cells): string {
    const only = cells.filter((cell) => trimmed(cell) !== '');
    return only.length === 1 ? trimmed(only[0] ?? '').slice(0, 80) : '';
  }

  private mayBegin(view: RowView): boolean {
    const { again, lastRow } = this.rules;
    if (this.rows === 0 || this.done.length + 1 >= MOST_TABLES || view.number > lastRow) return false;
    if (view.count === 0) return this.gaps < MOST_GAPS && this.header.length !== 1;
    return again && this.isHeaderAgain(view);
  }

  private isHeaderAgain(view: RowView): boolean {
    const at = this.firstLabel;
    const label = this.header[at];
    if (label === undefined || at >= view.count) return false;
    if (!view.text.startsWith(label, view.starts[at]) && trimmed(cellText(view, at)) !== label) return false;
    return repeatsHeader(rowCells(view), this.header);
  }

  private keep(view: RowView, kept: Kept[]): void {
    kept.push({ number: view.number, cells: rowCells(view), ...(view.units && { units: view.units }) });
    if (kept.length >= 4 * LOOK_AHEAD || kept.filter(({ cells }) => !isBlank(cells)).length >= LOOK_AHEAD)
      this.decide(kept);
  }

  private decide(kept: Kept[]): void {
    this.kept = null;
    const blank = kept.findIndex(({ cells }) => !isBlank(cells));
    const from = blank < 0 ? kept.length : blank;
    const layout = this.layoutOf(kept.slice(from).map(({ cells }) => cells));
    if (layout) {
      for (const row of kept.slice(0, from)) this.current.row(viewAgain(row));
      this.begin((kept[from]?.number ?? 1) - 1, layout);
    } else this.gaps++;
    // What was looked at is taken again, so that a table may begin inside it too; its first rows are decided.
    const decided = layout ? from : Math.max(from, 1);
    kept.forEach((row, i) => {
      if (layout && i < from) return;
      const view = viewAgain(row);
      if (i < decided) this.take(view);
      else this.row(view);
    });
  }

  /** The layout of a table that begins with these rows; null when they go on with the one before. */
  private layoutOf(rows: readonly Cells[]): Layout | null {
    if (rows[0] && this.header.length > 1 && repeatsHeader(rows[0], this.header)) {
      if (!this.rules.again) return null;
      const layout = firstLayout(rows);
      return layout.headerRows > 0 ? layout : { preambleRows: 0, headerRows: 1 };
    }
    const layout = firstLayout(rows);
    const header = rows[layout.preambleRows];
    if (layout.headerRows === 0 || !header || filled(header) < 2) return null;
    if (repeatsHeader(header, this.header) || isClear(rows, layout)) return layout;
    const other = this.header.length > 0 && filled(header) !== filled(this.header);
    return layout.preambleRows > 0 && isTitle(rows[0] ?? []) && other && namesAll(rows, layout)
      ? layout
      : null;
  }

  private begin(before: number, { preambleRows, headerRows }: Layout): void {
    this.finish();
    const isWanted = this.choices.table === this.done.length + 1;
    const levels = isWanted ? (this.choices.headerRows ?? headerRows) : headerRows;
    const layout = { preambleRows: before + preambleRows, headerRows: levels };
    this.current = new TableObserver(layout, this.choices);
    this.firstHeader = layout.preambleRows + 1;
    this.lastHeader = layout.preambleRows + layout.headerRows;
    this.header = [];
    this.firstLabel = -1;
    this.title = '';
    this.rows = 0;
  }
}
