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

export interface Tokenizer {
  push(chunk: string): void;
  /** The facts so far, of whole rows. */
  peek(): TokenFacts;
  end(): TokenFacts;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const MAX_RECOVERIES = 20;

type Marks = Pick<Dialect, 'delimiter' | 'quote' | 'escape'>;

/**
 * Cuts delimited text into rows. Rows end at LF, CRLF or CR outside quotes; a delimiter of one space stands for a run
 * of them. Throws a Problem with row and column when a cell or row is over its limit.
 */
export function createTokenizer(marks: Marks, onRow: (row: RowView) => void): Tokenizer {
  const delimiter = marks.delimiter.charCodeAt(0);
  const quote = marks.quote === '' ? -1 : marks.quote.charCodeAt(0);
  const escape = marks.escape === '' || marks.escape === marks.quote ? quote : marks.escape.charCodeAt(0);
  const runs = delimiter === SPACE;
  const facts: TokenFacts = {
    rows: 0,
    newlines: { lf: 0, crlf: 0, cr: 0 },
    strayQuotes: { count: 0, row: 0 },
    unclosed: null,
    longestRow: 0,
    loose: false,
  };
  const view: RowView = {
    text: '',
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    escaped: new Uint8Array(64),
    count: 0,
    number: 0,
    quote: marks.quote,
    escape: marks.escape === '' ? marks.quote : marks.escape,
  };
  let carry = '';
  let recoveries = 0;
  let strayInRow = 0;
  /** Where the cell that is being read begins. */
  let cellFrom = 0;

  const isEnd = (code: number): boolean => code === delimiter || code === LF || code === CR;

  function grow(): void {
    const length = view.starts.length * 2;
    const copy = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(length);
      to.set(from);
      return to;
    };
    view.starts = copy(view.starts);
    view.ends = copy(view.ends);
    const escaped = new Uint8Array(length);
    escaped.set(view.escaped);
    view.escaped = escaped;
  }

  function addCell(start: number, end: number, escaped: number): void {
    if (view.count === view.starts.length) grow();
    view.starts[view.count] = start;
    view.ends[view.count] = end;
    view.escaped[view.count] = escaped;
    view.count++;
    if (end - start > READING_LIMITS.cellCharacters) tooLong(view.count);
    if (view.count > READING_LIMITS.columns)
      refuse('too-large', 'too-many-columns', { limit: READING_LIMITS.columns, row: facts.rows + 1 });
  }

  const tooLong = (column: number): never =>
    refuse('too-large', 'cell-too-long', {
      row: facts.rows + 1,
      column,
      limit: READING_LIMITS.cellCharacters,
    });

  /** Whether a quote further along the same line closes the cell properly. */
  function closesLater(text: string, from: number): boolean {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) return false;
      if (code === quote && (at + 1 === text.length || isEnd(text.charCodeAt(at + 1)))) return true;
    }
    return false;
  }

  function plainEnd(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === LF || code === CR) break;
      if (code === quote) strayInRow++;
    }
    return at;
  }

  /** Reads a quoted cell whose opening quote is at `open`. Answers where it ends, or -1 when the text runs out. */
  function quotedEnd(text: string, open: number, final: boolean): number {
    const start = open + 1;
    let escaped = 0;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === escape && escape !== quote) {
        escaped = 2;
        at++;
        continue;
      }
      if (code !== quote) continue;
      if (at + 1 === text.length && !final) return -1;
      const next = text.charCodeAt(at + 1);
      if (next === quote && escape === quote) {
        escaped = 1;
        at++;
        continue;
      }
      if (at + 1 >= text.length || isEnd(next)) {
        addCell(start, at, escaped);
        return at + 1;
      }
      let after = at + 1;
      while (after < text.length && isPad(text.charCodeAt(after))) after++;
      if (after === text.length && !final) return -1;
      if (after === text.length || isEnd(text.charCodeAt(after))) {
        facts.loose = true;
        addCell(start, at, escaped);
        return after;
      }
      strayInRow++;
      if (closesLater(text, at + 1)) continue;
      const end = plainEnd(text, at + 1);
      if (end === text.length && !final) return -1;
      addCell(open, end, 0);
      return end;
    }
    return -1;
  }

  const isPad = (code: number): boolean => code === SPACE || (code === TAB && delimiter !== TAB);

  /** Reads one cell starting at `from`; answers where it ends, or -1 when more text is needed. */
  function cellEnd(text: string, from: number, final: boolean): number {
    let at = from;
    if (quote >= 0 && recoveries < MAX_RECOVERIES) {
      while (isPad(text.charCodeAt(at)) && delimiter !== SPACE) at++;
      if (text.charCodeAt(at) === quote) {
        if (at !== from) facts.loose = true;
        const end = quotedEnd(text, at, final);
        if (end >= 0 || !final) return end;
        recoveries++;
        facts.unclosed ??= { row: facts.rows + 1, column: view.count + 1 };
      }
    }
    const end = plainEnd(text, from);
    if (end === text.length && !final) return -1;
    addCell(from, end, 0);
    return end;
  }

  function emit(text: string): void {
    const blank =
      view.count === 1 && view.starts[0] === view.ends[0] && !isQuoteAt(text, (view.starts[0] ?? 0) - 1);
    if (blank) view.count = 0;
    view.number = ++facts.rows;
    if (strayInRow > 0) {
      if (facts.strayQuotes.count === 0) facts.strayQuotes.row = facts.rows;
      facts.strayQuotes.count += strayInRow;
    }
    view.text = text;
    onRow(view);
  }

  const isQuoteAt = (text: string, at: number): boolean => at >= 0 && text.charCodeAt(at) === quote;

  /** Reads one row from `from`; answers where the next begins, or -1 when more text is needed. */
  function readRow(text: string, from: number, final: boolean): number {
    view.count = 0;
    strayInRow = 0;
    let at = from;
    if (runs) while (text.charCodeAt(at) === SPACE) at++;
    for (;;) {
      cellFrom = at;
      at = cellEnd(text, at, final);
      if (at < 0) return -1;
      const code = at < text.length ? text.charCodeAt(at) : LF;
      if (code !== delimiter) return finishRow(text, at, final);
      at++;
      if (runs) {
        while (text.charCodeAt(at) === SPACE) at++;
        const next = at < text.length ? text.charCodeAt(at) : LF;
        if (at === text.length && !final) return -1;
        if (next === LF || next === CR) return finishRow(text, at, final);
      }
    }
  }

  function finishRow(text: string, at: number, final: boolean): number {
    if (at >= text.length) {
      emit(text);
      return text.length;
    }
    if (text.charCodeAt(at) === LF) {
      facts.newlines.lf++;
      emit(text);
      return at + 1;
    }
    if (at + 1 === text.length && !final) return -1;
    const pair = text.charCodeAt(at + 1) === LF;
    if (pair) facts.newlines.crlf++;
    else facts.newlines.cr++;
    emit(text);
    return at + (pair ? 2 : 1);
  }

  function consume(text: string, final: boolean): string {
    let at = 0;
    while (at < text.length) {
      const next = readRow(text, at, final);
      if (next < 0) break;
      if (next - at > facts.longestRow) facts.longestRow = next - at;
      at = next;
    }
    return at === 0 ? text : text.slice(at);
  }

  return {
    push(chunk) {
      const text = carry === '' ? chunk : carry + chunk;
      carry = consume(text, false);
      const held = carry === '' ? 0 : text.length - cellFrom;
      if (held > READING_LIMITS.cellCharacters || carry.length > READING_LIMITS.rowCharacters)
        tooLong(view.count + 1);
    },
    peek: () => facts,
    end() {
      consume(carry, true);
      carry = '';
      return facts;
    },
  };
}
