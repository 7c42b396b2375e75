import { parseBoolean } from './booleans.ts';
import { parseMoment, type DateOrder, type WrittenMoment } from './dates.ts';
import { isBlankCode, isMissingMarker } from './missing.ts';
import { isAmount, parseBracketed, parseNumber, type WrittenNumber } from './numbers.ts';
import {
  FRACTION_BASE,
  isCompactDate,
  isCompactMoment,
  plainMomentAt,
  plainNumberAt,
} from './plain-cells.ts';

/** One cell that a note can point at. */
export interface Sighting {
  row: number;
  value: string;
  count: number;
}

/** Numbers that were seen. */
interface NumberFacts {
  integers: number;
  decimals: number;
  /** Units seen on numbers; '' for none. */
  units: Map<string, Sighting>;
  maxWhole: number;
  maxFraction: number;
}

/** Numbers in brackets, which are negative ones only where the rest of the column is of that form. */
export interface BracketFacts extends NumberFacts {
  seen: Sighting;
  /** Those that are written as amounts are. */
  amounts: number;
}

/** What a whole column was seen to hold. Counts are of cells; made by `observeCell`, read by `decideColumn`. */
export interface ColumnFacts extends NumberFacts {
  cells: number;
  empty: number;
  /** Of these, cells of nothing but blanks. */
  blankCells: number;
  /** `NA`, `—`, `null`… by their text. */
  markers: Map<string, Sighting>;
  /** Numbers with a minus sign. */
  negatives: number;
  bracketed: BracketFacts | null;
  /** Units that a workbook's number formats show. */
  formatUnits: Map<string, number>;
  dates: number;
  datetimes: number;
  times: number;
  booleans: number;
  /** Numbers of eight or fourteen digits that could be dates. */
  compactDates: number;
  compactDatetimes: number;
  orders: Set<DateOrder>;
  /** Cells that the engine's cast would not read to the same number or moment. */
  notPlain: number;
  /** First number with more digits than are kept as numbers. */
  longNumber: Sighting | null;
  /** First code with leading zeros. */
  leadingZero: Sighting | null;
  other: Sighting | null;
  /** Nothing but text can come out: only emptiness is still counted. */
  settled: boolean;
  /** Every cell is counted to the end, because a person chose types. */
  thorough: boolean;
}

export const emptyFacts = (thorough = false): ColumnFacts => ({
  cells: 0,
  empty: 0,
  blankCells: 0,
  markers: new Map(),
  integers: 0,
  decimals: 0,
  negatives: 0,
  bracketed: null,
  formatUnits: new Map(),
  units: new Map(),
  dates: 0,
  datetimes: 0,
  times: 0,
  booleans: 0,
  compactDates: 0,
  compactDatetimes: 0,
  orders: new Set(['ymd', 'dmy', 'mdy']),
  notPlain: 0,
  maxWhole: 0,
  maxFraction: 0,
  longNumber: null,
  leadingZero: null,
  other: null,
  settled: false,
  thorough,
});

/** Integers with more digits are codes: account, identity and credit codes, which nobody adds up. */
export const LONGEST_INTEGER = 15;
/** After so many texts that are the majority, a column's type is settled. */
export const SETTLED_AFTER = 500;

const sight = (known: Sighting | null | undefined, row: number, value: string): Sighting => {
  if (!known) return { row, value: value.slice(0, 80), count: 1 };
  known.count++;
  return known;
};

function observeOther(facts: ColumnFacts, value: string, row: number): void {
  facts.other = sight(facts.other, row, value);
  const { count } = facts.other;
  facts.settled = !facts.thorough && count >= SETTLED_AFTER && count * 2 > facts.cells - facts.empty;
}

function observeMoment(facts: ColumnFacts, seen: WrittenMoment): void {
  if (seen.kind === 'date') facts.dates++;
  else if (seen.kind === 'datetime') facts.datetimes++;
  else facts.times++;
  if (!seen.plain) facts.notPlain++;
  if (seen.orders[0] === 'ymd') return;
  for (const order of facts.orders) {
    if (order !== 'ymd' && !seen.orders.includes(order)) facts.orders.delete(order);
  }
  facts.orders.delete('ymd');
}

function observeDigits(facts: NumberFacts, whole: number, fraction: number): void {
  if (fraction === 0) facts.integers++;
  else facts.decimals++;
  if (whole > facts.maxWhole) facts.maxWhole = whole;
  if (fraction > facts.maxFraction) facts.maxFraction = fraction;
}

/** What a trimmed text is, whatever column it stands in. */
type Written =
  | { kind: 'marker' | 'leadingZero' | 'other' }
  | { kind: 'number' | 'bracketed'; number: WrittenNumber }
  | { kind: 'moment'; moment: WrittenMoment }
  | { kind: 'boolean'; plain: boolean };

function readWritten(text: string): Written {
  if (isMissingMarker(text)) return { kind: 'marker' };
  const number = parseNumber(text);
  if (number) return { kind: 'number', number };
  const moment = parseMoment(text);
  if (moment) return { kind: 'moment', moment };
  if (parseBoolean(text) !== undefined)
    return { kind: 'boolean', plain: text === 'true' || text === 'false' };
  const bracketed = parseBracketed(text);
  if (bracketed) return { kind: 'bracketed', number: bracketed };
  return { kind: /^-?0\d+$/.test(text) ? 'leadingZero' : 'other' };
}

/** Short texts come again and again: `否`, `NA`, `12%`. */
const REMEMBERED_LENGTH = 8;
const MOST_REMEMBERED = 4096;
const remembered = new Map<string, Written>();

function writtenAs(text: string): Written {
  if (text.length > REMEMBERED_LENGTH) return readWritten(text);
  const known = remembered.get(text);
  if (known) return known;
  const written = readWritten(text);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, written);
  return written;
}

function observeNumber(facts: ColumnFacts, number: WrittenNumber, text: string, row: number): void {
  facts.units.set(number.unit, sight(facts.units.get(number.unit), row, text));
  if (!number.plain) facts.notPlain++;
  if (number.negative) facts.negatives++;
  observeDigits(facts, number.whole.length, number.fraction.length);
  if (number.fraction === '' && number.whole.length > LONGEST_INTEGER)
    facts.longNumber = sight(facts.longNumber, row, text);
}

function observeBracketed(facts: ColumnFacts, number: WrittenNumber, text: string, row: number): void {
  const bracketed = (facts.bracketed ??= {
    seen: { row, value: text.slice(0, 80), count: 0 },
    amounts: 0,
    integers: 0,
    decimals: 0,
    units: new Map<string, Sighting>(),
    maxWhole: 0,
    maxFraction: 0,
  });
  bracketed.seen.count++;
  if (isAmount(text, number)) bracketed.amounts++;
  bracketed.units.set(number.unit, sight(bracketed.units.get(number.unit), row, text));
  observeDigits(bracketed, number.whole.length, number.fraction.length);
}

function observeWritten(facts: ColumnFacts, text: string, row: number): void {
  const written = writtenAs(text);
  switch (written.kind) {
    case 'marker':
      facts.markers.set(text, sight(facts.markers.get(text), row, text));
      return;
    case 'number':
      return observeNumber(facts, written.number, text, row);
    case 'bracketed':
      return observeBracketed(facts, written.number, text, row);
    case 'moment':
      return observeMoment(facts, written.moment);
    case 'boolean':
      facts.booleans++;
      if (!written.plain) facts.notPlain++;
      return;
    case 'leadingZero':
      facts.leadingZero = sight(facts.leadingZero, row, text);
      return observeOther(facts, text, row);
    case 'other':
      return observeOther(facts, text, row);
  }
}

/** A plain number, or a date or moment as the engine writes it, by far the most frequent cells, without a string. */
function observePlain(
  facts: ColumnFacts,
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
): boolean {
  const number = plainNumberAt(bytes, start, end);
  if (number < 0) {
    const moment = plainMomentAt(bytes, start, end);
    if (moment === 'date') facts.dates++;
    else if (moment === 'datetime') facts.datetimes++;
    return moment !== null;
  }
  if (bytes[start] === MINUS) facts.negatives++;
  const fraction = number % FRACTION_BASE;
  const whole = (number - fraction) / FRACTION_BASE;
  observeDigits(facts, whole, fraction);
  if (fraction > 0) return true;
  if ((whole === 8 || whole === 14) && end - start === whole) {
    if (whole === 8 && isCompactDate(bytes, start)) facts.compactDates++;
    if (whole === 14 && isCompactMoment(bytes, start)) facts.compactDatetimes++;
  }
  if (whole > LONGEST_INTEGER) {
    if (facts.longNumber) facts.longNumber.count++;
    else facts.longNumber = sight(null, row, String.fromCharCode(...bytes.subarray(start, end)));
  }
  return true;
}

const MINUS = 45;
/** Longer cells are neither numbers nor moments. */
const LONGEST_PLAIN = 256;
const scratch = new Uint8Array(LONGEST_PLAIN);

/** The cell as bytes, when it is ASCII and not too long; its length, else 0. */
function toScratch(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > LONGEST_PLAIN) return 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(start + at);
    if (code > 0x7f) return 0;
    scratch[at] = code;
  }
  return length;
}

const isNumberStart = (code: number): boolean => (code >= 48 && code <= 57) || code === MINUS;

/** Takes one cell, `text[start, end)`, of the row numbered `row` into the column's facts. */
export function observeCell(facts: ColumnFacts, text: string, start: number, end: number, row: number): void {
  facts.cells++;
  if (facts.settled && start < end && text.charCodeAt(start) > 0x3000) return;
  const length = end - start;
  while (start < end && isBlankCode(text.charCodeAt(start))) start++;
  if (start === end) {
    facts.empty++;
    if (length > 0) facts.blankCells++;
    return;
  }
  if (facts.settled) return;
  while (isBlankCode(text.charCodeAt(end - 1))) end--;
  if (end - start !== length) facts.notPlain++;
  if (isNumberStart(text.charCodeAt(start))) {
    const count = toScratch(text, start, end);
    if (count > 0 && observePlain(facts, scratch, 0, count, row)) return;
  }
  if (end - start > 64) observeOther(facts, text.slice(start, Math.min(end, start + 80)), row);
  else observeWritten(facts, text.slice(start, end), row);
}

/** Makes the text of UTF-8 bytes. */
export type Decode = (bytes: Uint8Array, start: number, end: number) => string;

/** Whether UTF-8 that begins with `byte` surely begins with something else than a blank. */
export const isSurelyFull = (byte: number): boolean =>
  (byte > 0x20 && byte < 0x7f) || (byte >= 0xc3 && byte !== 0xe2 && byte !== 0xe3 && byte !== 0xef);

const SHORT_BYTES = 6;
const shortTexts = new Map<number, string>();

/** The text of a cell; of a short one that was seen before, without making it again. */
function textOf(bytes: Uint8Array, start: number, end: number, decode: Decode): string {
  if (end - start > SHORT_BYTES) return decode(bytes, start, end);
  // Six bytes and their number are one integer that a double holds exactly.
  let key = end - start;
  for (let at = start; at < end; at++) key = key * 256 + (bytes[at] ?? 0);
  const known = shortTexts.get(key);
  if (known !== undefined) return known;
  const text = decode(bytes, start, end);
  if (shortTexts.size >= MOST_REMEMBERED) shortTexts.clear();
  shortTexts.set(key, text);
  return text;
}

/** Like `observeCell`, of a cell that lies in UTF-8; makes no text of the most frequent cells. */
export function observeBytes(
  facts: ColumnFacts,
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
  decode: Decode,
): void {
  if (start === end) {
    facts.cells++;
    facts.empty++;
    return;
  }
  const first = bytes[start] ?? 0;
  if (facts.settled && isSurelyFull(first)) {
    facts.cells++;
    return;
  }
  if (!facts.settled && isNumberStart(first) && end - start <= LONGEST_PLAIN) {
    facts.cells++;
    if (observePlain(facts, bytes, start, end, row)) return;
    facts.cells--;
  }
  const text = textOf(bytes, start, end, decode);
  observeCell(facts, text, 0, text.length, row);
}
