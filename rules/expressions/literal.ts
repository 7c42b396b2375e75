import type { ValueType } from './query-tree.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;

/** More digits than an exact number can have in any engine. */
export const MAX_DIGITS = 38;

/** Whether the text is an ISO 8601 value of that type; a date is a datetime too. */
export function isTemporal(text: string, type: ValueType): boolean {
  if (type === 'date') return isDay(text);
  if (type === 'time') return CLOCK.test(text);
  if (type !== 'datetime') return false;
  const [day = '', clock, ...more] = text.split(/[ T]/);
  return isDay(day) && (clock === undefined || CLOCK.test(clock)) && more.length === 0;
}

function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Digits without the point and without leading zeros. */
export const digitsOf = (number: string): number => number.replace('.', '').replace(/^0+/, '').length;
