import type { ValueType } from '../../rules/expressions/query-tree.ts';

/** Characters that one cell can hold. */
export const CELL_LIMIT = 32_767;

/** Styles of the workbook, by their number in `styles.xml`. */
const DATE_STYLE = 1;
const DATETIME_STYLE = 2;

/** XML of one cell, empty for a missing value; `at` is its reference, such as `B7`. */
export function cellXml(at: string, text: string | null, type: ValueType): string {
  if (text === null) return '';
  switch (type) {
    case 'integer':
    case 'decimal':
      return isExactNumber(text) ? `<c r="${at}"><v>${text}</v></c>` : textCell(at, text);
    case 'boolean':
      return `<c r="${at}" t="b"><v>${text === 'true' ? 1 : 0}</v></c>`;
    case 'date':
      return serialCell(at, text, DATE_STYLE);
    case 'datetime':
      return serialCell(at, text, DATETIME_STYLE);
    case 'text':
    case 'time':
    case 'geometry':
      return textCell(at, text);
  }
}

export const textCell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Spreadsheets keep 15 significant digits; longer numbers stay text so that none is lost. */
export function isExactNumber(text: string): boolean {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return false;
  return text.replace(/^-?0*\.?0*/, '').replace('.', '').length <= 15;
}

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, counted from days after their imaginary 29 February 1900. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1);
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/;

/** Readers that cut off parts of a millisecond instead of rounding them would else be early in a quarter of the cases. */
const A_HAIR = 2 * Number.EPSILON;

/** A date as a spreadsheet counts it; text before March 1900 and with parts of a second, which it cannot count exactly. */
function serialCell(at: string, text: string, style: number): string {
  const time = MOMENT.test(text) ? Date.parse(text.length === 10 ? text : `${text}Z`) : NaN;
  if (!(time >= FIRST_DAY)) return textCell(at, text);
  const days = (time - EPOCH) / DAY_MS;
  return `<c r="${at}" s="${style}"><v>${Number.isInteger(days) ? days : days * (1 + A_HAIR)}</v></c>`;
}

const NEEDS_ESCAPE = /[&<>\ufffe\uffff]|(?![\t\n])\p{Cc}|_x[0-9A-Fa-f]{4}_/u;
const ESCAPED = /[&<>\ufffe\uffff]|(?![\t\n])\p{Cc}|_(?=x[0-9A-Fa-f]{4}_)/gu;
const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', _: '_x005F_' };

/** Text for XML; what XML cannot carry is written `_x0000_`, as spreadsheets do (ECMA-376, ST_Xstring). */
export const escapeXml = (text: string): string =>
  NEEDS_ESCAPE.test(text)
    ? text.replace(ESCAPED, (character) => NAMED[character] ?? codeOf(character))
    : text;

const codeOf = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** The letters of a column, from 0: A … Z, AA … */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
