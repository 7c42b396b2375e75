import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import type { Dialect } from './reading.schema.ts';
import type { RowView } from './row-view.ts';

export interface TokenFacts {
  rows: number;
  newlines: { lf: number; crlf: number; cr: number };
  /** A quote inside an unquoted cell, or text after a closing quote. */
  strayQuotes: { count: number; row: number };
  /** A quote that is never closed, read as a plain character. */
  unclosed: { row: number; column: number } | null;
  /** Characters of the longest row. */
  longestRow: number;
  /** Blanks around quotes: readable, but not by every reader. */
  loose: boolean;
}

export type Marks = Pick<Dialect, 'delimiter' | 'quote' | 'escape'>;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
/** Stands for a mark that the text does not have. */
const NONE = -1;
const MAX_RECOVERIES = 20;

/** Whether a delimiter is one character and a space, which then may be absent: `, `. */
const isPadded = (delimiter: string): boolean =>
  delimiter.length === 2 && delimiter.endsWith(' ') && !delimiter.startsWith(' ');

const lengthened = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};

/**
 * Cuts delimited text, given in chunks, into rows. Rows end at LF, CRLF or CR outside quotes. A delimiter may have
 * several characters; one of one space stands for a run of them, and one of a character and a space (`, `) is met with
 * and without its space. A row of nothing but delimiters is a blank line. With a quote but no escape, a quote closes
 * its cell only before a delimiter or the end of the line. Throws a Problem with row and column when a cell or row is
 * over its limit.
 */
export class Tokenizer {
  /** What was seen so far, of whole rows. */
  readonly facts: TokenFacts = {
    rows: 0,
    newlines: { lf: 0, crlf: 0, cr: 0 },
    strayQuotes: { count: 0, row: 0 },
    unclosed: null,
    longestRow: 0,
    loose: false,
  };
  private readonly onRow: (row: RowView) => void;
  private readonly view: RowView;
  private readonly delimiter: number;
  /** What follows the first character of a longer delimiter. */
  private readonly rest: string;
  /** Characters from a delimiter to the next cell. */
  private readonly step: number;
  /** A space after the delimiter belongs to it. */
  private readonly padded: boolean;
  private readonly quote: number;
  private readonly escape: number;
  private readonly runs: boolean;
  /** No character above it means anything to the scan: one comparison passes most of them. */
  private readonly highest: number;
  private held = '';
  private final = false;
  private recoveries = 0;
  private strayInRow = 0;
  /** Where the cell that is being read begins. */
  private cellFrom = 0;

  constructor(marks: Marks, onRow: (row: RowView) => void) {
    this.onRow = onRow;
    const { delimiter } = marks;
    this.delimiter = delimiter.charCodeAt(0);
    this.padded = isPadded(delimiter);
    this.rest = this.padded ? '' : delimiter.slice(1);
    this.step = 1 + this.rest.length;
    this.runs = delimiter === ' ';
    this.quote = marks.quote === '' ? NONE : marks.quote.charCodeAt(0);
    this.escape = marks.escape === '' ? NONE : marks.escape.charCodeAt(0);
    this.highest = Math.max(this.delimiter, this.quote, CR);
    this.view = {
      text: '',
      starts: new Int32Array(64),
      ends: new Int32Array(64),
      escaped: new Uint8Array(64),
      count: 0,
      number: 0,
      quote: marks.quote,
      escape: marks.escape,
    };
  }

  push(chunk: string): void {
    const text = this.held === '' ? chunk : this.held + chunk;
    this.held = this.consume(text);
    const cell = this.held === '' ? 0 : text.length - this.cellFrom;
    if (cell > READING_LIMITS.cellCharacters || this.held.length > READING_LIMITS.rowCharacters)
      this.tooLong();
  }

  /** Whether everything that was pushed belongs to whole rows. */
  get isBetweenRows(): boolean {
    return this.held === '';
  }

  /** Counts rows that were read elsewhere, from where the last row ended. */
  pass(rows: { lf: number; crlf: number; longestRow: number }): void {
    const { facts } = this;
    facts.rows += rows.lf + rows.crlf;
    facts.newlines.lf += rows.lf;
    facts.newlines.crlf += rows.crlf;
    facts.longestRow = Math.max(facts.longestRow, rows.longestRow);
  }

  /** Reads what was held back; nothing may be pushed afterwards. */
  end(): TokenFacts {
    this.final = true;
    this.consume(this.held);
    this.held = '';
    return this.facts;
  }

  /** Reads the whole rows of a text; answers what is left over. */
  private consume(text: string): string {
    let at = 0;
    while (at < text.length) {
      const next = this.readRow(text, at);
      if (next < 0) break;
      if (next - at > this.facts.longestRow) this.facts.longestRow = next - at;
      at = next;
    }
    return at === 0 ? text : text.slice(at);
  }

  /** Reads one row from `from`; answers where the next begins, or -1 when more text is needed. */
  private readRow(text: string, from: number): number {
    this.view.count = 0;
    this.strayInRow = 0;
    let at = this.runs ? this.afterSpaces(text, from) : from;
    for (;;) {
      this.cellFrom = at;
      at = this.readCell(text, at);
      if (at < 0) return -1;
      if (at >= text.length || text.charCodeAt(at) !== this.delimiter) return this.endRow(text, at);
      at += this.step;
      if (this.padded && text.charCodeAt(at) === SPACE) at++;
      if (!this.runs) continue;
      at = this.afterSpaces(text, at);
      if (at === text.length && !this.final) return -1;
      const next = at < text.length ? text.charCodeAt(at) : LF;
      if (next === LF || next === CR) return this.endRow(text, at);
    }
  }

  private afterSpaces(text: string, from: number): number {
    let at = from;
    while (text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  private endRow(text: string, at: number): number {
    const { newlines } = this.facts;
    if (at >= text.length) {
      this.emit(text);
      return text.length;
    }
    if (text.charCodeAt(at) === LF) {
      newlines.lf++;
      this.emit(text);
      return at + 1;
    }
    if (at + 1 === text.length && !this.final) return -1;
    const pair = text.charCodeAt(at + 1) === LF;
    if (pair) newlines.crlf++;
    else newlines.cr++;
    this.emit(text);
    return at + (pair ? 2 : 1);
  }

  private emit(text: string): void {
    const { view, facts } = this;
    if (this.isBlankRow(text)) view.count = 0;
    view.number = ++facts.rows;
    view.text = text;
    if (this.strayInRow > 0) {
      if (facts.strayQuotes.count === 0) facts.strayQuotes.row = facts.rows;
      facts.strayQuotes.count += this.strayInRow;
    }
    this.onRow(view);
  }

  /** Whether the row in the view has nothing but delimiters. */
  private isBlankRow(text: string): boolean {
    const { starts, ends, count } = this.view;
    const start = starts[0] ?? 0;
    if (start !== ends[0] || text.charCodeAt(start - 1) === this.quote) return false;
    if (this.padded || this.runs) return count === 1;
    return (ends[count - 1] ?? 0) - start === (count - 1) * this.step;
  }

  /** Reads one cell from `from`; answers where it ends, or -1 when more text is needed. */
  private readCell(text: string, from: number): number {
    if (this.quote >= 0) {
      let at = from;
      if (!this.runs && text.charCodeAt(at) <= SPACE) while (this.isPad(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) === this.quote && this.recoveries < MAX_RECOVERIES) {
        if (at !== from) this.facts.loose = true;
        const end = this.readQuoted(text, at);
        if (end >= 0 || !this.final) return end;
        this.recoveries++;
        this.facts.unclosed ??= { row: this.facts.rows + 1, column: this.view.count + 1 };
      }
    }
    const end = this.plainEnd(text, from);
    if (end === text.length && !this.final) return -1;
    this.addCell(from, end, 0);
    return end;
  }

  /** Where an unquoted cell that begins at `from` ends. */
  private plainEnd(text: string, from: number): number {
    const { delimiter, rest, quote, highest } = this;
    const { length } = text;
    let at = from;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > highest) continue;
      if (code === LF || code === CR) break;
      if (code === delimiter && (rest === '' || text.startsWith(rest, at + 1))) break;
      if (code === quote) this.strayInRow++;
    }
    return at;
  }

  /** Reads a quoted cell whose opening quote is at `open`. Answers where it ends, or -1 when the text runs out. */
  private readQuoted(text: string, open: number): number {
    const { quote, escape } = this;
    let escaped = 0;
    for (let at = open + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === escape && escape !== quote) {
        escaped = 2;
        at++;
        continue;
      }
      if (code !== quote) continue;
      if (at + 1 === text.length && !this.final) return -1;
      if (escape === quote && text.charCodeAt(at + 1) === quote) {
        escaped = 1;
        at++;
        continue;
      }
      const end = this.afterClosing(text, open, at, escaped);
      if (end !== 0) return end;
    }
    return -1;
  }

  /** What follows a quote inside a quoted cell: its end, -1 when more text is needed, 0 when the cell goes on. */
  private afterClosing(text: string, open: number, at: number, escaped: number): number {
    let after = at + 1;
    while (after < text.length && this.isPad(text.charCodeAt(after))) after++;
    if (after === text.length && !this.final) return -1;
    if (this.isEnd(text, after)) {
      if (after !== at + 1) this.facts.loose = true;
      this.addCell(open + 1, at, escaped);
      return after;
    }
    this.strayInRow++;
    if (this.closesLater(text, at + 1)) return 0;
    const end = this.plainEnd(text, at + 1);
    if (end === text.length && !this.final) return -1;
    this.addCell(open, end, 0);
    return end;
  }

  /** Whether a quote further along the same line closes the cell properly. */
  private closesLater(text: string, from: number): boolean {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) return false;
      if (code === this.quote && this.isEnd(text, at + 1)) return true;
    }
    return false;
  }

  /** Whether a cell can end at `at`. */
  private isEnd(text: string, at: number): boolean {
    if (at === text.length) return true;
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return true;
    return code === this.delimiter && (this.rest === '' || text.startsWith(this.rest, at + 1));
  }

  private isPad(code: number): boolean {
    return (code === SPACE || code === TAB) && code !== this.delimiter;
  }

  private addCell(start: number, end: number, escaped: number): void {
    const { view } = this;
    const { count } = view;
    if (count === view.starts.length) this.grow();
    view.starts[count] = start;
    view.ends[count] = end;
    view.escaped[count] = escaped;
    view.count = count + 1;
    if (end - start > READING_LIMITS.cellCharacters) this.tooLong();
    if (count >= READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { limit: READING_LIMITS.columns, row: this.facts.rows + 1 });
  }

  private tooLong(): never {
    const column = Math.max(1, this.view.count);
    const row = this.facts.rows + 1;
    return refuse('too-large', 'cell-too-long', { row, column, limit: READING_LIMITS.cellCharacters });
  }

  private grow(): void {
    const { view } = this;
    const length = view.starts.length * 2;
    view.starts = lengthened(view.starts, new Int32Array(length));
    view.ends = lengthened(view.ends, new Int32Array(length));
    view.escaped = lengthened(view.escaped, new Uint8Array(length));
  }
}
