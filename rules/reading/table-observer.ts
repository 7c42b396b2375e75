import { emptyFacts, observeCell, type ColumnFacts } from './column-facts.ts';
import { PlaceObserver, type PlaceFacts } from './geo/place-observer.ts';
import { isFooterRow, NOTE, type Layout } from './layout.ts';
import { READING_LIMITS } from './limits.ts';
import { isBlankCode, trimmed } from './missing.ts';
import { columnLabels } from './naming.ts';
import type { ReadingChoices } from './reading.schema.ts';
import { rowCells, viewOf, type RowView } from './row-view.ts';
import { isSubtotalRow, mayBeSubtotal } from './subtotals.ts';

/** Rows of one kind: how many, and the first few by number. */
export interface RowList {
  count: number;
  rows: number[];
}

export interface Title {
  row: number;
  text: string;
}

export interface TableFacts {
  layout: Layout;
  /** Cells above the header that say something, with their row. */
  titles: Title[];
  header: string[][];
  columns: ColumnFacts[];
  rows: number;
  /** Up to the last row that is not blank. */
  totalRows: number;
  footerRows: number;
  blank: RowList;
  short: RowList;
  long: RowList;
  leftOut: RowList;
  /** Rows of data that sum up others. */
  subtotals: RowList;
  /** Width of the header, or of the first row. */
  width: number;
  /** Of columns of longitude and latitude; null where there are none. */
  places: PlaceFacts | null;
}

interface Held {
  number: number;
  cells: string[];
}

/** Sparse rows held back while they may turn out to be the notes at the end. */
const MAX_HELD = 1000;
/** Cells above the header that are kept, and the characters of the longest. */
const MAX_TITLES = 200;
const LONGEST_TITLE = 200;

const list = (): RowList => ({ count: 0, rows: [] });
const add = (to: RowList, row: number): void => {
  if (to.count++ < READING_LIMITS.listedRows) to.rows.push(row);
};

function isEmptyCell(view: RowView, i: number): boolean {
  const end = view.ends[i] ?? 0;
  for (let at = view.starts[i] ?? 0; at < end; at++) if (!isBlankCode(view.text.charCodeAt(at))) return false;
  return true;
}

/** Whether a cell beyond the width says nothing: a line break can only have been written on purpose. */
function isPadding(view: RowView, i: number): boolean {
  if (!isEmptyCell(view, i)) return false;
  return !/[\r\n]/.test(view.text.slice(view.starts[i], view.ends[i]));
}

/** Whether at most one cell has a value. */
function isSparse(view: RowView): boolean {
  let full = 0;
  for (let i = 0; i < view.count; i++) if (!isEmptyCell(view, i) && ++full > 1) return false;
  return true;
}

const isBlank = ({ cells }: Held): boolean => cells.every((cell) => trimmed(cell) === '');

/** Takes every row of a table once, in order, and gathers what the reading says of it. */
export class TableObserver {
  private readonly facts: TableFacts;
  private readonly firstData: number;
  private readonly leftOut: ReadonlySet<number>;
  private readonly missing: ReadonlySet<string>;
  private readonly chosenFooter: number | undefined;
  private readonly thorough: boolean;
  private readonly labels: readonly string[] | null;
  private places: PlaceObserver | null = null;
  private held: Held[] = [];

  /** `labels` where the format names the columns itself. */
  constructor(layout: Layout, choices: ReadingChoices = {}, labels: readonly string[] | null = null) {
    this.labels = labels;
    this.firstData = layout.preambleRows + layout.headerRows + 1;
    this.leftOut = new Set(choices.leftOutRows);
    this.missing = new Set(choices.missing);
    this.chosenFooter = choices.footerRows;
    this.thorough = choices.types !== undefined;
    this.facts = {
      layout,
      titles: [],
      header: [],
      columns: [],
      rows: 0,
      totalRows: 0,
      footerRows: 0,
      blank: list(),
      short: list(),
      long: list(),
      leftOut: list(),
      subtotals: list(),
      width: 0,
      places: null,
    };
  }

  row(view: RowView): void {
    const { facts } = this;
    facts.totalRows = view.number;
    if (view.number >= this.firstData) this.body(view);
    else if (view.number > facts.layout.preambleRows) {
      facts.header.push(rowCells(view));
      this.widen((facts.width = Math.max(facts.width, view.count)));
    } else this.title(view);
  }

  private title(view: RowView): void {
    for (const cell of view.count > 0 && this.facts.titles.length < MAX_TITLES ? rowCells(view) : []) {
      const text = trimmed(cell);
      if (text !== '' && text.length <= LONGEST_TITLE) this.facts.titles.push({ row: view.number, text });
    }
  }

  /** The columns that a row of `width` cells with values in several is simply taken into; null when there is more to it. */
  steadyColumns(): { width: number; columns: readonly ColumnFacts[] } | null {
    const { facts, held, chosenFooter, leftOut, missing } = this;
    const simple = chosenFooter === undefined && leftOut.size === 0 && missing.size === 0;
    if (!simple || held.length > 0 || facts.rows === 0 || this.places) return null;
    return { width: facts.width, columns: facts.columns };
  }

  /** Counts rows whose cells were taken into the steady columns, the last of them numbered `last`. */
  pass(rows: number, last: number): void {
    const { facts } = this;
    facts.rows += rows;
    facts.totalRows = last;
    for (const column of facts.columns.slice(facts.width)) {
      column.cells += rows;
      column.empty += rows;
    }
  }

  end(): TableFacts {
    this.dropBlankEnd();
    this.splitFooter();
    this.dropEmptyColumns();
    return this.facts;
  }

  private body(view: RowView): void {
    const { width } = this.facts;
    if (this.chosenFooter !== undefined) this.delay(view, this.chosenFooter);
    else if (width === 1 ? view.count === 0 : isSparse(view)) {
      this.held.push({ number: view.number, cells: rowCells(view) });
      if (this.held.length > MAX_HELD) this.release();
    } else {
      if (this.held.length > 0) this.release();
      this.data(view);
    }
  }

  /** Keeps the last `footer` rows back, which a person said are notes. */
  private delay(view: RowView, footer: number): void {
    if (footer === 0) return this.data(view);
    this.held.push({ number: view.number, cells: rowCells(view) });
    const first = this.held.length > footer ? this.held.shift() : undefined;
    if (first) this.data(viewOf(first.cells, first.number));
  }

  private release(): void {
    const rows = this.held;
    this.held = [];
    for (const { number, cells } of rows) this.data(viewOf(cells, number));
  }

  private data(view: RowView): void {
    const { facts } = this;
    if (this.leftOut.has(view.number)) return add(facts.leftOut, view.number);
    if (facts.width === 0) this.widen((facts.width = Math.max(1, view.count)));
    if (facts.rows === 0) this.lookForPlaces();
    if (view.count === 0 && facts.width > 1) return add(facts.blank, view.number);
    if (view.count > facts.columns.length) this.lengthen(view);
    const common = Math.min(view.count, facts.columns.length);
    for (let i = 0; i < common; i++) this.cell(i, view);
    for (let i = common; i < facts.columns.length; i++) {
      const column = facts.columns[i];
      if (!column) continue;
      column.cells++;
      column.empty++;
    }
    if (view.count !== facts.width) this.noteWidth(view);
    this.places?.row(view);
    if (mayBeSubtotal(view) && isSubtotalRow(rowCells(view))) add(facts.subtotals, view.number);
    facts.rows++;
  }

  private lookForPlaces(): void {
    const { facts } = this;
    const places = new PlaceObserver(this.labels ?? columnLabels(facts.header, facts.width));
    if (places.facts.columns.length === 0) return;
    this.places = places;
    facts.places = places.facts;
  }

  private cell(i: number, view: RowView): void {
    const column = this.facts.columns[i];
    if (!column) return;
    const start = view.starts[i] ?? 0;
    const end = view.ends[i] ?? 0;
    const isMissing = this.missing.size > 0 && this.missing.has(trimmed(view.text.slice(start, end)));
    observeCell(column, view.text, start, isMissing ? start : end, view.number);
    const unit = view.units?.get(i);
    if (unit !== undefined) column.formatUnits.set(unit, (column.formatUnits.get(unit) ?? 0) + 1);
  }

  private widen(to: number): void {
    const { columns, rows } = this.facts;
    while (columns.length < to) {
      const column = emptyFacts(this.thorough);
      column.cells = column.empty = rows;
      columns.push(column);
    }
  }

  private lengthen(view: RowView): void {
    let last = view.count;
    while (last > this.facts.columns.length && isPadding(view, last - 1)) last--;
    this.widen(last);
  }

  private noteWidth(view: RowView): void {
    const { width, short, long } = this.facts;
    if (view.count < width) {
      if (width > 1) add(short, view.number);
      return;
    }
    for (let i = width; i < view.count; i++) if (!isPadding(view, i)) return add(long, view.number);
  }

  private dropBlankEnd(): void {
    for (let last = this.held.at(-1); last && isBlank(last); last = this.held.at(-1)) {
      if (this.chosenFooter !== undefined && this.held.length <= this.chosenFooter) return;
      this.held.pop();
      this.facts.totalRows = last.number - 1;
    }
  }

  private splitFooter(): void {
    const { held, facts } = this;
    if (this.chosenFooter !== undefined) {
      facts.footerRows = held.length;
      return;
    }
    let first = held.length;
    while (first > 0 && isFooterRow(held[first - 1]?.cells ?? [], facts.width)) first--;
    const note = facts.width > 1 ? held.findIndex(({ cells }) => NOTE.test(cells.join('').trim())) : -1;
    if (note >= 0) first = Math.min(first, note);
    facts.footerRows = held.length - first;
    this.held = held.slice(0, first);
    this.release();
  }

  /** Columns at the right that have neither name nor values under a header come from delimiters at the ends of lines. */
  private dropEmptyColumns(): void {
    const { columns, header, width } = this.facts;
    if (header.length === 0 || columns.length > width) return;
    for (let last = columns.at(-1); last && columns.length > 1; last = columns.at(-1)) {
      const i = columns.length - 1;
      if (last.empty < last.cells || header.some((row) => trimmed(row[i] ?? '') !== '')) return;
      columns.pop();
    }
  }
}
