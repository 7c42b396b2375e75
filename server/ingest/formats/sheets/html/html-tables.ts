import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import { htmlAttribute, htmlText, type HtmlHandlers } from './html-scanner.ts';

/** A cell at its place: rows from 1, columns from 0. */
export interface HtmlCell {
  row: number;
  column: number;
  across: number;
  down: number;
  text: string;
}

/** What is made of the tables of a page. `table` counts those of the page from 0, in the order that they begin. */
export interface OnTables {
  row(table: number, row: number, hidden: boolean): void;
  cell(table: number, cell: HtmlCell): void;
  endRow(table: number): void;
  /** Text of a caption, and of the page's title (table -1). */
  title(table: number, text: string): void;
  /** A password is asked for here. */
  password(): void;
}

interface OpenTable {
  number: number;
  row: number;
  column: number;
  inRow: boolean;
  cell: HtmlCell | null;
  caption: string | null;
  /** Rows that a cell from above still covers, by column. */
  covered: Map<number, number>;
}

const MAX_DEPTH = 64;
const MAX_ACROSS = 1000;
const MAX_DOWN = 65_534;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const VOID = new Set(['br', 'img', 'input', 'hr', 'col', 'meta', 'link', 'wbr', 'area']);
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all/i;

const spanOf = (attributes: string, name: string, most: number): number => {
  const span = Number.parseInt(htmlAttribute(attributes, name) ?? '1', 10);
  return span >= 1 ? Math.min(span, most) : 1;
};

/** Puts the cells of every table of a page into their places, tables inside tables included. */
export class HtmlTables implements HtmlHandlers {
  private readonly on: OnTables;
  private readonly open_: OpenTable[] = [];
  private count = 0;
  private depth = 0;
  private title: string | null = null;
  /** The element that hides what is in it, and how often it is open. */
  private hiding = { name: '', depth: 0 };

  constructor(on: OnTables) {
    this.on = on;
  }

  private get table(): OpenTable | undefined {
    return this.depth > MAX_DEPTH ? undefined : this.open_.at(-1);
  }

  open(name: string, attributes: string): void {
    if (this.hiding.depth > 0) {
      if (name === this.hiding.name) this.hiding.depth++;
      return;
    }
    if (name === 'table') this.openTable();
    else if (name === 'title') this.title = '';
    else if (name === 'input' && /^password$/i.test(htmlAttribute(attributes, 'type') ?? ''))
      this.on.password();
    else if (this.table) this.inside(this.table, name, attributes);
  }

  close(name: string): void {
    if (this.hiding.depth > 0) {
      if (name === this.hiding.name) this.hiding.depth--;
      return;
    }
    const { table } = this;
    if (name === 'table') this.closeTable();
    else if (name === 'title' && this.title !== null) {
      this.on.title(-1, tidy(this.title));
      this.title = null;
    } else if (!table) return;
    else if (name === 'caption') this.closeCaption(table);
    else if (name === 'tr') this.closeRow(table);
    else if (name === 'td' || name === 'th') this.closeCell(table);
  }

  text(raw: string): void {
    if (this.hiding.depth > 0) return;
    const { table } = this;
    if (this.title !== null) this.title += htmlText(raw);
    else if (table?.cell) table.cell.text += htmlText(raw.replace(/\s+/g, ' '));
    else if (table && table.caption !== null) table.caption += htmlText(raw);
  }

  end(): void {
    while (this.open_.length > 0) this.closeTable();
  }

  private openTable(): void {
    if (++this.depth > MAX_DEPTH) return;
    this.open_.push({
      number: this.count++,
      row: 0,
      column: 0,
      inRow: false,
      cell: null,
      caption: null,
      covered: new Map(),
    });
  }

  private closeTable(): void {
    const { table } = this;
    if (table) {
      this.closeRow(table);
      this.open_.pop();
    }
    this.depth = Math.max(0, this.depth - 1);
  }

  private inside(table: OpenTable, name: string, attributes: string): void {
    if (name === 'tr') this.openRow(table, attributes);
    else if (name === 'td' || name === 'th') this.openCell(table, attributes);
    else if (name === 'caption') table.caption = '';
    else if (BREAKS.has(name) && table.cell && (name === 'br' || table.cell.text.trim() !== ''))
      table.cell.text += '\n';
    else if (!VOID.has(name) && HIDDEN.test(htmlAttribute(attributes, 'style') ?? ''))
      this.hiding = { name, depth: 1 };
  }

  private openRow(table: OpenTable, attributes: string): void {
    this.closeRow(table);
    table.row++;
    table.column = 0;
    table.inRow = true;
    this.on.row(table.number, table.row, HIDDEN.test(htmlAttribute(attributes, 'style') ?? ''));
  }

  private openCell(table: OpenTable, attributes: string): void {
    if (!table.inRow) this.openRow(table, '');
    this.closeCell(table);
    while ((table.covered.get(table.column) ?? 0) >= table.row) table.column++;
    const across = spanOf(attributes, 'colspan', MAX_ACROSS);
    const down = spanOf(attributes, 'rowspan', MAX_DOWN);
    table.cell = { row: table.row, column: table.column, across, down, text: '' };
    const last = Math.min(table.column + across, READING_LIMITS.columns);
    if (down > 1)
      for (let column = table.column; column < last; column++)
        table.covered.set(column, table.row + down - 1);
    table.column += across;
  }

  private closeCell(table: OpenTable): void {
    const { cell, number } = table;
    if (!cell) return;
    table.cell = null;
    this.on.cell(number, { ...cell, text: tidy(cell.text) });
  }

  private closeRow(table: OpenTable): void {
    if (!table.inRow) return;
    this.closeCell(table);
    table.inRow = false;
    this.on.endRow(table.number);
  }

  private closeCaption(table: OpenTable): void {
    if (table.caption !== null) this.on.title(table.number, tidy(table.caption));
    table.caption = null;
  }
}

const tidy = (text: string): string =>
  text
    .replace(/[^\S\n]*\n[^\S\n]*/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
