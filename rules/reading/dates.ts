export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface WrittenMoment {
  kind: 'date' | 'datetime' | 'time';
  /** `2024-02-09`, `2024-02-09 08:00:00.5` or `08:00:00`. */
  iso: string;
  /** Eight or fourteen digits: a moment only when the whole column and its header agree. */
  compact: boolean;
  /** The engine's own cast reads the text to the same value. */
  plain: boolean;
  /** Two-digit parts first: which orders the parts allow. */
  orders: readonly DateOrder[];
}

const CLOCK = String.raw`(\d{1,2})[:：时点](\d{1,2})(?:[:：分](?:(\d{1,2})(\.\d{1,6})?秒?)?)?`;
const YMD = String.raw`(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])`;
const DATE = new RegExp(`^${YMD}(?:(?:T|\\s+|(?<=[日号]))${CLOCK})?$`);
const TWO_FIRST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:\s+${CLOCK})?$`);
const TIME = new RegExp(`^${CLOCK}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/;
const PLAIN = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)?$|^\d{2}:\d{2}:\d{2}$/;

const two = (part: string | number): string => String(part).padStart(2, '0');

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const isRealDate = (year: number, month: number, day: number): boolean =>
  year >= 1 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= (DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

function isoDate(year = '', month = '', day = ''): string | null {
  return isRealDate(Number(year), Number(month), Number(day)) ? `${year}-${two(month)}-${two(day)}` : null;
}

function isoClock(hour = '', minute = '', second = '', part = ''): string | null {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${two(hour)}:${two(minute)}:${two(second === '' ? 0 : second)}${part}`;
}

function moment(
  date: string | null,
  clock: readonly (string | undefined)[],
  text: string,
): WrittenMoment | null {
  if (date === null) return null;
  const base = { compact: false, plain: PLAIN.test(text), orders: ['ymd'] as const };
  if (clock[0] === undefined) return { kind: 'date', iso: date, ...base };
  const time = isoClock(clock[0], clock[1], clock[2], clock[3]);
  return time === null ? null : { kind: 'datetime', iso: `${date} ${time}`, ...base };
}

function twoFirst(match: RegExpExecArray, order: DateOrder): WrittenMoment | null {
  const [text, first, , second, year, ...clock] = match;
  const orders: DateOrder[] = [];
  if (isoDate(year, second, first)) orders.push('dmy');
  if (isoDate(year, first, second)) orders.push('mdy');
  const date = order === 'mdy' ? isoDate(year, first, second) : isoDate(year, second, first);
  const chosen = date ?? (order === 'ymd' ? isoDate(year, first, second) : null);
  const found = moment(chosen, clock, text);
  return found && { ...found, plain: false, orders };
}

function compactMoment(match: RegExpExecArray): WrittenMoment | null {
  const [text, year, month, day, ...clock] = match;
  if (Number(year) < 1800 || Number(year) > 2199) return null;
  const found = moment(isoDate(year, month, day), clock, text);
  return found && { ...found, compact: true, plain: false };
}

/**
 * Reads a trimmed text as a date, a date with a time of day, or a time of day; null when it is none or no such day
 * exists. `order` decides `09/02/2024`; with `ymd` (undecided) any possible order is taken and `orders` says which.
 */
export function parseMoment(text: string, order: DateOrder = 'ymd'): WrittenMoment | null {
  if (text.length > 40 || text.length < 4) return null;
  const ymd = DATE.exec(text);
  if (ymd) {
    const [, year, , m1, d1, m2, d2, ...clock] = ymd;
    return moment(isoDate(year, m1 ?? m2, d1 ?? d2), clock, text);
  }
  const compact = COMPACT.exec(text);
  if (compact) return compactMoment(compact);
  const late = TWO_FIRST.exec(text);
  if (late) return twoFirst(late, order);
  const time = TIME.exec(text);
  if (!time) return null;
  const iso = isoClock(time[1], time[2], time[3], time[4]);
  return iso === null
    ? null
    : { kind: 'time', iso, compact: false, plain: PLAIN.test(text), orders: ['ymd'] };
}
