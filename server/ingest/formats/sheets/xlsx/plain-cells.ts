import {
  formattedNumber,
  storedNumber,
  type NumberFormat,
} from '../../../../../rules/reading/number-format.ts';
import type { RowBuilder } from '../row-builder.ts';
import type { Workbook } from './workbook-parts.ts';

const QUOTE = 34;
const SLASH = 47;
const EQUALS = 61;
const MORE = 62;
const BLANK = 32;
const LETTER_C = 99;
const LETTER_R = 114;
const LETTER_S = 115;
const LETTER_T = 116;
const LETTER_N = 110;
const LETTER_B = 98;
const LESS = 60;
const LETTER_V = 118;

const GENERAL: NumberFormat = { kind: 'general', code: 'General' };

/**
 * Reads cells as nearly every workbook writes them, `<c r="B2" s="1" t="s"><v>12</v></c>`, without an event for each tag:
 * four times as fast, and most of a large sheet is of these. Anything else is left to the events.
 */
export class PlainCells {
  private readonly workbook: Workbook;
  private readonly rows: RowBuilder;
  private column = -1;
  private style = 0;
  private type = LETTER_N;

  constructor(workbook: Workbook, rows: RowBuilder) {
    this.workbook = workbook;
    this.rows = rows;
  }

  /** Takes cells from `at` on; answers where the last one ends, or `at` when there is none. */
  take(text: string, at: number): number {
    let from = at;
    for (;;) {
      if (text.charCodeAt(from + 1) !== LETTER_C || text.charCodeAt(from + 2) !== BLANK) return from;
      const body = this.attributes(text, from + 3);
      if (body < 0) return from;
      if (text.charCodeAt(body - 2) === SLASH) {
        from = body;
        continue;
      }
      if (!opensValue(text, body)) return from;
      const end = indexOf(text, LESS, body + 3);
      if (!closesCell(text, end) || !this.value(text, body + 3, end)) return from;
      from = end + 8;
    }
  }

  /** Reads `r`, `s` and `t`; answers where the tag ends, or -1 when it has others or goes on. */
  private attributes(text: string, from: number): number {
    this.column = -1;
    this.style = 0;
    this.type = LETTER_N;
    for (let at = from; ;) {
      const name = text.charCodeAt(at);
      if (name === MORE) return this.column < 0 ? -1 : at + 1;
      if (name === BLANK) {
        at++;
        continue;
      }
      if (name === SLASH && text.charCodeAt(at + 1) === MORE) return this.column < 0 ? -1 : at + 2;
      if (text.charCodeAt(at + 1) !== EQUALS || text.charCodeAt(at + 2) !== QUOTE) return -1;
      const end = indexOf(text, QUOTE, at + 3);
      if (!this.attribute(name, text, at + 3, end)) return -1;
      at = end + 1;
    }
  }

  private attribute(name: number, text: string, from: number, to: number): boolean {
    if (name === LETTER_R) this.column = columnAt(text, from, to);
    else if (name === LETTER_S) this.style = digitsAt(text, from, to);
    else if (name === LETTER_T) this.type = to - from === 1 ? text.charCodeAt(from) : 0;
    else return false;
    return true;
  }

  /** Answers whether the type is one that is read here. */
  private value(text: string, from: number, to: number): boolean {
    const { workbook, rows, column } = this;
    if (this.type === LETTER_S) {
      const place = digitsAt(text, from, to);
      if (place < 0) return false;
      rows.text(column, workbook.sharedTexts[place] ?? '');
    } else if (this.type === LETTER_N) {
      const format = workbook.formats[this.style] ?? GENERAL;
      const raw = text.slice(from, to);
      if (raw.trim() !== raw) return false;
      if (format.kind === 'general' && format.unit === undefined) rows.text(column, storedNumber(raw));
      else if (raw !== '') rows.cell(column, formattedNumber(raw, format, workbook.from1904));
    } else if (this.type === LETTER_B && to - from === 1)
      rows.text(column, text.charCodeAt(from) === 49 ? 'TRUE' : 'FALSE');
    else return false;
    return true;
  }
}

/** Where a character is from `from` on, else the length: attributes and values are too short for the engine's own search. */
function indexOf(text: string, code: number, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== code) at++;
  return at;
}

const opensValue = (text: string, at: number): boolean =>
  text.charCodeAt(at) === LESS && text.charCodeAt(at + 1) === LETTER_V && text.charCodeAt(at + 2) === MORE;

/** Whether `</v></c>` is at `at`. */
const closesCell = (text: string, at: number): boolean =>
  text.charCodeAt(at + 1) === SLASH &&
  text.charCodeAt(at + 2) === LETTER_V &&
  text.charCodeAt(at + 3) === MORE &&
  text.charCodeAt(at + 4) === LESS &&
  text.charCodeAt(at + 5) === SLASH &&
  text.charCodeAt(at + 6) === LETTER_C &&
  text.charCodeAt(at + 7) === MORE;

/** The column of `BC12`, from 0; -1 when it is not written so. */
function columnAt(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else return code >= 48 && code <= 57 ? column - 1 : -1;
  }
  return -1;
}

/** The number that digits write; -1 for anything else. */
function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return to > from ? value : -1;
}
