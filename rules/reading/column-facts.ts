import { parseBoolean } from './booleans.ts';
import { isRealDate, parseMoment, type DateOrder, type WrittenMoment } from './dates.ts';
import { isBlankCode, isMissingMarker } from './missing.ts';
import { parseNumber } from './numbers.ts';

/** One cell that a note can point at. */
export interface Sighting {
  row: number;
  value: string;
  count: number;
}

/** What a whole column was seen to hold. Counts are of cells; made by `observeCell`, read by `decideColumn`. */
export interface ColumnFacts {
  cells: number;
  empty: number;
  /** Of these, cells of nothing but blanks. */
  blankCells: number;
  /** `NA`, `—`, `null`… by their text. */
  markers: Map<string, Sighting>;
  integers: number;
  decimals: number;
  /** Units seen on numbers; '' for none. */
  units: Map<string, Sighting>;
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
  maxWhole: number;
  maxFraction: number;
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
const SETTLED_AFTER = 500;

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

function observeDigits(facts: ColumnFacts, whole: number, fraction: number): void {
  if (fraction === 0) {
    facts.integers++;
  } else facts.decimals++;
  if (whole > facts.maxWhole) facts.maxWhole = whole;
  if (fraction > facts.maxFraction) facts.maxFraction = fraction;
}

function observeWritten(facts: ColumnFacts, text: string, row: number): void {
  if (isMissingMarker(text)) {
    facts.markers.set(text, sight(facts.markers.get(text), row, text));
    return;
  }
  const number = parseNumber(text);
  if (number) {
    facts.units.set(number.unit, sight(facts.units.get(number.unit), row, text));
    if (!number.plain) facts.notPlain++;
    observeDigits(facts, number.whole.length, number.fraction.length);
    if (number.fraction === '' && number.whole.length > LONGEST_INTEGER)
      facts.longNumber = sight(facts.longNumber, row, text);
    return;
  }
  const seen = parseMoment(text);
  if (seen) observeMoment(facts, seen);
  else if (parseBoolean(text) !== undefined) {
    facts.booleans++;
    if (text !== 'true' && text !== 'false') facts.notPlain++;
  } else {
    if (/^-?0\d+$/.test(text)) facts.leadingZero = sight(facts.leadingZero, row, text);
    observeOther(facts, text, row);
  }
}

/** Digits of `text[start, end)` read as a year, month and day that exist. */
function looksLikeCompactDate(text: string, start: number): boolean {
  const digit = (at: number): number => text.charCodeAt(start + at) - 48;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(4) * 10 + digit(5);
  const day = digit(6) * 10 + digit(7);
  return year >= 1800 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Plain ASCII numbers without leading zeros, by far the most frequent cells, without making a string. */
function observePlainNumber(
  facts: ColumnFacts,
  text: string,
  start: number,
  end: number,
  row: number,
): boolean {
  let at = text.charCodeAt(start) === 45 ? start + 1 : start;
  const first = at;
  let code = 0;
  while (at < end && (code = text.charCodeAt(at)) >= 48 && code <= 57) at++;
  const whole = at - first;
  if (whole === 0 || (whole > 1 && text.charCodeAt(first) === 48)) return false;
  let fraction = 0;
  if (at < end && text.charCodeAt(at) === 46) {
    const point = at++;
    while (at < end && (code = text.charCodeAt(at)) >= 48 && code <= 57) at++;
    fraction = at - point - 1;
    if (fraction === 0) return false;
  }
  if (at !== end) return false;
  if (
    fraction === 0 &&
    first === start &&
    (whole === 8 || whole === 14) &&
    looksLikeCompactDate(text, start)
  ) {
    if (whole === 8) facts.compactDates++;
    else if (parseMoment(text.slice(start, end))) facts.compactDatetimes++;
  }
  observeDigits(facts, whole, fraction);
  if (fraction === 0 && whole > LONGEST_INTEGER) {
    if (facts.longNumber) facts.longNumber.count++;
    else facts.longNumber = sight(null, row, text.slice(start, end));
  }
  return true;
}

const isDigits = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
};
const twoDigits = (text: string, at: number): number =>
  text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** `2024-02-09` and `2024-02-09 08:00:00`, the usual moments, without making a string. */
function observePlainMoment(facts: ColumnFacts, text: string, start: number, end: number): boolean {
  const length = end - start;
  if (
    (length !== 10 && length !== 19) ||
    text.charCodeAt(start + 4) !== 45 ||
    text.charCodeAt(start + 7) !== 45
  )
    return false;
  if (
    !isDigits(text, start, start + 4) ||
    !isDigits(text, start + 5, start + 7) ||
    !isDigits(text, start + 8, start + 10)
  )
    return false;
  const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2);
  if (!isRealDate(year, twoDigits(text, start + 5), twoDigits(text, start + 8))) return false;
  if (length === 10) {
    facts.dates++;
    return true;
  }
  const gap = text.charCodeAt(start + 10);
  if ((gap !== 32 && gap !== 84) || text.charCodeAt(start + 13) !== 58 || text.charCodeAt(start + 16) !== 58)
    return false;
  for (let at = start + 11; at < end; at += 3) if (!isDigits(text, at, at + 2)) return false;
  if (
    twoDigits(text, start + 11) > 23 ||
    twoDigits(text, start + 14) > 59 ||
    twoDigits(text, start + 17) > 59
  )
    return false;
  facts.datetimes++;
  return true;
}

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
  const code = text.charCodeAt(start);
  if ((code >= 48 && code <= 57) || code === 45) {
    if (observePlainNumber(facts, text, start, end, row) || observePlainMoment(facts, text, start, end))
      return;
  }
  if (end - start > 64) observeOther(facts, text.slice(start, start + 80), row);
  else observeWritten(facts, text.slice(start, end), row);
}
