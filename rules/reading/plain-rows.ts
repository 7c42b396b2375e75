import { isSurelyFull, observeBytes, type Decode } from './column-facts.ts';
import { READING_LIMITS } from './limits.ts';
import { FIRST_CELLS, mayEndInSum, saysSum } from './subtotals.ts';
import type { SteadyTable } from './table-sequence.ts';
import type { Marks } from './tokenizer.ts';

const LF = 10;
const CR = 13;
/** No byte. */
const NONE = 256;

/** Rows that were read, as the tokenizer counts them. */
export interface PassedRows {
  lf: number;
  crlf: number;
  longestRow: number;
}

/** Whether plain rows can be told by these marks: a delimiter of one ASCII character, quotes that are doubled inside. */
export const arePlain = ({ delimiter, quote, escape }: Marks): boolean =>
  delimiter.length === 1 &&
  delimiter !== ' ' &&
  delimiter.charCodeAt(0) < 128 &&
  quote.length <= 1 &&
  (quote === '' || (quote.charCodeAt(0) < 128 && escape === quote));

/** UTF-16 units of UTF-8 bytes. */
function unitsOf(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/**
 * Takes rows of UTF-8 straight from their bytes into a steady table: those that have its width, values in several cells,
 * no label of a sum, and quotes only around whole cells. It gives the same facts as tokenizer and table sequence, without
 * making text, and stops before the first row that needs them.
 */
export class PlainRows {
  /** Rows taken by the last scan. */
  passed: PassedRows = { lf: 0, crlf: 0, longestRow: 0 };
  /** Whether the last scan stopped at a row of another kind, not for want of bytes. */
  isOdd = false;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly quoteMark: string;
  private readonly highest: number;
  private readonly decode: Decode;
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private table: SteadyTable = { width: 0, columns: [], header: [], firstLabel: -1 };
  /** The header in UTF-8; null where a cell could hold the same text otherwise. */
  private labels: (Uint8Array | null)[] = [];

  constructor(marks: Marks, decode: Decode) {
    this.delimiter = marks.delimiter.charCodeAt(0);
    this.quote = marks.quote === '' ? NONE : marks.quote.charCodeAt(0);
    this.quoteMark = marks.quote === '' ? '\0' : marks.quote;
    this.highest = Math.max(this.delimiter, this.quote === NONE ? 0 : this.quote, CR);
    this.decode = decode;
  }

  /**
   * Takes the rows of `bytes` that begin in `[from, to)`; answers where the first begins that it did not take. `rows`
   * went before.
   */
  scan(bytes: Uint8Array, from: number, table: SteadyTable, rows: number, to = bytes.length): number {
    this.begin(table);
    const { passed } = this;
    let at = from;
    for (;;) {
      if (at >= to) return at;
      const end = this.cutRow(bytes, at);
      if (end < 0 || !this.isPlainRow(bytes)) return at;
      if (bytes[end - 2] === CR) passed.crlf++;
      else passed.lf++;
      if (end - at > passed.longestRow)
        passed.longestRow = Math.max(passed.longestRow, unitsOf(bytes, at, end));
      const { columns, width } = table;
      const row = rows + passed.lf + passed.crlf;
      for (let i = 0; i < width; i++) {
        const column = columns[i];
        if (column) observeBytes(column, bytes, this.starts[i] ?? 0, this.ends[i] ?? 0, row, this.decode);
      }
      at = end;
    }
  }

  private begin(table: SteadyTable): void {
    this.passed = { lf: 0, crlf: 0, longestRow: 0 };
    this.isOdd = false;
    if (table.header !== this.table.header) {
      const encoder = new TextEncoder();
      this.labels = table.header.map((label) =>
        label.includes(this.quoteMark) ? null : encoder.encode(label),
      );
    }
    this.table = table;
    if (this.starts.length < table.width) {
      this.starts = new Int32Array(table.width);
      this.ends = new Int32Array(table.width);
    }
  }

  private odd(): -1 {
    this.isOdd = true;
    return -1;
  }

  /** Finds the cells of the row at `from`; answers where the next begins, -1 when it is odd or not whole. */
  private cutRow(bytes: Uint8Array, from: number): number {
    const { delimiter, quote, starts, ends } = this;
    const last = this.table.width - 1;
    let at = from;
    for (let column = 0; ; column++) {
      const isQuoted = bytes[at] === quote;
      starts[column] = isQuoted ? at + 1 : at;
      const end = isQuoted ? this.quotedEnd(bytes, at + 1) : this.cellEnd(bytes, at);
      if (end < 0) return -1;
      ends[column] = end;
      if (end - at > READING_LIMITS.cellCharacters) return this.odd();
      at = isQuoted ? end + 1 : end;
      if (bytes[at] === delimiter) {
        if (column === last) return this.odd();
        at++;
      } else return column === last ? this.rowEnd(bytes, at) : this.oddUnlessCut(bytes, at);
    }
  }

  private oddUnlessCut(bytes: Uint8Array, at: number): -1 {
    return at < bytes.length ? this.odd() : -1;
  }

  private rowEnd(bytes: Uint8Array, at: number): number {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] !== CR) return this.oddUnlessCut(bytes, at);
    return bytes[at + 1] === LF ? at + 2 : this.oddUnlessCut(bytes, at + 1);
  }

  private cellEnd(bytes: Uint8Array, from: number): number {
    const { delimiter, quote, highest } = this;
    const { length } = bytes;
    let at = from;
    for (; at < length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > highest) continue;
      if (byte === delimiter || byte === LF || byte === CR) return at;
      if (byte === quote) return this.odd();
    }
    return -1;
  }

  /** Where the quote that closes a cell is. */
  private quotedEnd(bytes: Uint8Array, from: number): number {
    const { quote } = this;
    for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 2)) {
      if (bytes[at + 1] !== quote) return at + 1 < bytes.length ? at : -1;
    }
    return -1;
  }

  /** Whether the row that was cut says something in several cells and is not the header come again. */
  private isPlainRow(bytes: Uint8Array): boolean {
    const { width } = this.table;
    const isPlain = this.hasValues(bytes, Math.min(2, width)) && !this.mayBeHeader(bytes);
    if (isPlain && !this.mayBeSum(bytes)) return true;
    this.odd();
    return false;
  }

  /** Whether one of the first cells says that the row sums up others. */
  private mayBeSum(bytes: Uint8Array): boolean {
    const { starts, ends } = this;
    const most = Math.min(FIRST_CELLS, this.table.width);
    for (let i = 0; i < most; i++) {
      const start = starts[i] ?? 0;
      const end = ends[i] ?? 0;
      if (mayEndInSum(bytes, start, end) && saysSum(this.decode(bytes, start, end))) return true;
    }
    return false;
  }

  private hasValues(bytes: Uint8Array, wanted: number): boolean {
    const { starts, ends, table } = this;
    let full = 0;
    for (let i = 0; i < table.width; i++) {
      const start = starts[i] ?? 0;
      if (start < (ends[i] ?? 0) && isSurelyFull(bytes[start] ?? 0) && ++full >= wanted) return true;
    }
    return false;
  }

  private mayBeHeader(bytes: Uint8Array): boolean {
    const { firstLabel, header, width } = this.table;
    if (header.length === 0 || firstLabel < 0 || !this.mayRepeat(bytes, firstLabel)) return false;
    let same = 0;
    for (let i = 0; i < width; i++)
      if ((header[i] ?? '') !== '' && this.mayRepeat(bytes, i) && ++same > 1) return true;
    return false;
  }

  /** Whether a cell begins as the header's does, or with what might be left away. */
  private mayRepeat(bytes: Uint8Array, i: number): boolean {
    const start = this.starts[i] ?? 0;
    const end = this.ends[i] ?? 0;
    if (start === end) return false;
    const first = bytes[start] ?? 0;
    const label = this.labels[i];
    if (!isSurelyFull(first) || label === null) return true;
    if (label?.[0] !== first || end - start < label.length) return false;
    for (let at = 1; at < label.length; at++) if (bytes[start + at] !== label[at]) return false;
    return true;
  }
}
