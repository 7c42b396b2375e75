import { isRealDate } from './dates.ts';

const MINUS = 45;
const POINT = 46;
const COLON = 58;
const SPACE = 32;
const T = 84;
const ZERO = 48;
const NINE = 57;

/** A plain number is told as its digits before the point times this, and its digits after. */
export const FRACTION_BASE = 1024;

/** Where the digits that begin at `from` end. */
function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
    at++;
  }
  return at;
}

/**
 * Digits before the point × `FRACTION_BASE` + digits after it, of a cell that is an ASCII number without leading zeros,
 * plus sign, grouping, unit or exponent; -1 for any other cell.
 */
export function plainNumberAt(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  const point = digitsEnd(bytes, first, end);
  const whole = point - first;
  if (whole === 0 || (whole > 1 && bytes[first] === ZERO)) return -1;
  if (point === end) return whole * FRACTION_BASE;
  if (bytes[point] !== POINT || digitsEnd(bytes, point + 1, end) !== end) return -1;
  const fraction = end - point - 1;
  return fraction === 0 ? -1 : whole * FRACTION_BASE + fraction;
}

/** Two digits at `at` as a number; NaN when they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const isDate = (bytes: Uint8Array, year: number, month: number, day: number): boolean =>
  isRealDate(two(bytes, year) * 100 + two(bytes, year + 2), two(bytes, month), two(bytes, day));

const isClock = (bytes: Uint8Array, hour: number, minute: number, second: number): boolean =>
  two(bytes, hour) <= 23 && two(bytes, minute) <= 59 && two(bytes, second) <= 59;

/** `2024-02-09` and `2024-02-09 08:00:00`, when there is such a day and hour. */
export function plainMomentAt(bytes: Uint8Array, start: number, end: number): 'date' | 'datetime' | null {
  const length = end - start;
  if ((length !== 10 && length !== 19) || bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS)
    return null;
  if (!isDate(bytes, start, start + 5, start + 8)) return null;
  if (length === 10) return 'date';
  const gap = bytes[start + 10];
  if ((gap !== SPACE && gap !== T) || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return null;
  return isClock(bytes, start + 11, start + 14, start + 17) ? 'datetime' : null;
}

const isRecent = (bytes: Uint8Array, start: number): boolean =>
  two(bytes, start) >= 18 && two(bytes, start) <= 21;

/** Whether the eight digits at `start` can be a year of 1800 to 2199, a month and a day. */
export const isCompactDate = (bytes: Uint8Array, start: number): boolean =>
  isRecent(bytes, start) && isDate(bytes, start, start + 4, start + 6);

/** Whether the fourteen digits at `start` can be such a day and an hour, minute and second. */
export const isCompactMoment = (bytes: Uint8Array, start: number): boolean =>
  isCompactDate(bytes, start) && isClock(bytes, start + 8, start + 10, start + 12);
