import { emptyFacts, observeCell, type ColumnFacts } from './column-facts.ts';
import { isFooterRow, NOTE, type Layout } from './layout.ts';
import { isBlankCode, trimmed } from './missing.ts';
import { READING_LIMITS } from './limits.ts';
import type { ReadingChoices } from './reading.schema.ts';
import { rowCells, viewOf, type RowView } from './row-view.ts';

/** Rows of one kind: how many, and the first few by number. */
export interface RowList {
  count: number;
  rows: number[];
}

export interface TableFacts {
  layout: Layout;
  header: string[][];
  columns: ColumnFacts[];
  rows: number;
  totalRows: number;
  footerRows: number;
  blank: RowList;
  short: RowList;
  long: RowList;
  leftOut: RowList;
  /** Width of the header, or of the first row. */
  width: number;
}

export interface TableObserver {
  row(view: RowView): void;
  end(): TableFacts;
}

interface Held {
  number: number;
  cells: string[];
}

/** Sparse rows held back while they may turn out to be the notes at the end. */
const MAX_HELD = 1000;

const list = (): RowList => ({ count: 0, rows: [] });
const add = (to: RowList, row: number): void => {
  if (to.count++ < READING_LIMITS.listedRows) to.rows.push(row);
};

function isEmptyCell(view: RowView, i: number): boolean {
  const end = view.ends[i] ?? 0;
  for (let at = view.starts[i] ?? 0; at < end; at++) if (!isBlankCode(view.text.charCodeAt(at))) return false;
  return true;
}

/** Whether at most one cell has a value. */
function isSparse(view: RowView): boolean {
  let full = 0;
  for (let i = 0; i < view.count; i++) if (!isEmptyCell(view, i) && ++full > 1) return false;
  return true;
}

/** Takes every row of a table once and gathers what the reading says of it. */
export function createTableObserver(layout: Layout, choices: ReadingChoices = {}): TableObserver {
  const firstData = layout.preambleRows + layout.headerRows + 1;
  const leftOut = new Set(choices.leftOutRows);
  const missing = new Set(choices.missing);
  const facts: TableFacts = {
    layout,
    header: [],
    columns: [],
    rows: 0,
    totalRows: 0,
    footerRows: 0,
    blank: list(),
    short: list(),
    long: list(),
    leftOut: list(),
    width: 0,
  };
  const chosenFooter = choices.footerRows;
  let held: Held[] = [];

  function widen(to: number): void {
    while (facts.columns.length < to) {
      const column = emptyFacts(choices.types !== undefined);
      column.cells = column.empty = facts.rows;
      facts.columns.push(column);
    }
  }

  function data(view: RowView): void {
    if (leftOut.has(view.number)) return add(facts.leftOut, view.number);
    if (facts.width === 0) widen((facts.width = Math.max(1, view.count)));
    if (view.count === 0 && facts.width > 1) return add(facts.blank, view.number);
    const { columns } = facts;
    if (view.count > columns.length) lengthen(view);
    const common = Math.min(view.count, columns.length);
    for (let i = 0; i < common; i++) {
      const column = columns[i];
      if (column) observe(column, view, i);
    }
    for (let i = common; i < columns.length; i++) {
      const column = columns[i];
      if (!column) continue;
      column.cells++;
      column.empty++;
    }
    if (view.count !== facts.width) noteWidth(view);
    facts.rows++;
  }

  function observe(column: ColumnFacts, view: RowView, i: number): void {
    const start = view.starts[i] ?? 0;
    const isMissing = missing.size > 0 && missing.has(trimmed(view.text.slice(start, view.ends[i])));
    observeCell(column, view.text, start, isMissing ? start : (view.ends[i] ?? 0), view.number);
  }

  function lengthen(view: RowView): void {
    let last = view.count;
    while (last > facts.columns.length && isEmptyCell(view, last - 1)) last--;
    widen(last);
  }

  function noteWidth(view: RowView): void {
    if (view.count < facts.width) {
      if (facts.width > 1) add(facts.short, view.number);
      return;
    }
    for (let i = facts.width; i < view.count; i++)
      if (!isEmptyCell(view, i)) return add(facts.long, view.number);
  }

  function release(): void {
    const rows = held;
    held = [];
    for (const { number, cells } of rows) data(viewOf(cells, number));
  }

  function body(view: RowView): void {
    if (chosenFooter !== undefined) {
      if (chosenFooter === 0) return data(view);
      held.push({ number: view.number, cells: rowCells(view) });
      const first = held.length > chosenFooter ? held.shift() : undefined;
      if (first) data(viewOf(first.cells, first.number));
      return;
    }
    if (facts.width !== 1 && isSparse(view)) {
      held.push({ number: view.number, cells: rowCells(view) });
      if (held.length > MAX_HELD) release();
      return;
    }
    if (facts.width === 1 && view.count === 0) {
      held.push({ number: view.number, cells: [] });
      return;
    }
    if (held.length > 0) release();
    data(view);
  }

  function splitFooter(): void {
    const isBlank = ({ cells }: Held): boolean => cells.every((cell) => cell.trim() === '');
    for (let last = held.at(-1); last && isBlank(last); last = held.at(-1)) {
      if (chosenFooter !== undefined && held.length <= chosenFooter) break;
      held.pop();
      facts.totalRows = last.number - 1;
    }
    if (chosenFooter !== undefined) {
      facts.footerRows = held.length;
      return;
    }
    let first = held.length;
    while (first > 0 && isFooterRow(held[first - 1]?.cells ?? [], facts.width)) first--;
    const note = facts.width > 1 ? held.findIndex(({ cells }) => NOTE.test(cells.join('').trim())) : -1;
    if (note >= 0) first = Math.min(first, note);
    facts.footerRows = held.length - first;
    held = held.slice(0, first);
    release();
  }

  /** Columns at the right without header and without values come from delimiters at the ends of lines. */
  function dropEmptyColumns(): void {
    for (let last = facts.columns.at(-1); last && facts.columns.length > 1; last = facts.columns.at(-1)) {
      const i = facts.columns.length - 1;
      if (last.empty < last.cells || facts.header.some((row) => (row[i] ?? '').trim() !== '')) return;
      facts.columns.pop();
    }
  }

  return {
    row(view) {
      facts.totalRows = view.number;
      if (view.number <= layout.preambleRows) return;
      if (view.number < firstData) {
        facts.header.push(rowCells(view));
        widen((facts.width = Math.max(facts.width, view.count)));
      } else body(view);
    },
    end() {
      splitFooter();
      dropEmptyColumns();
      return facts;
    },
  };
}
