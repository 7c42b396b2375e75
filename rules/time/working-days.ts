import chineseDays from 'chinese-days';

/** From 1 October of the last year that is known: the next one is announced in the last quarter. */
const WARNING_DAYS = 92;
const DAY_MS = 86_400_000;
const DAYS_OF_A_LEAP_YEAR = 366;

/** Of a year, how many working days there were up to and including each of its days, the first at 1. */
const years = new Map<number, Uint16Array>();

// The package takes 10 µs a day, and a list of overdue orders counts thousands of days.
function workingDaysOf(year: number): Uint16Array {
  const known = years.get(year);
  if (known) return known;
  const counts = new Uint16Array(DAYS_OF_A_LEAP_YEAR + 1);
  let day = `${String(year).padStart(4, '0')}-01-01`;
  for (let at = 1; at < counts.length; at += 1, day = nextDay(day))
    counts[at] = (counts[at - 1] ?? 0) + (yearOf(day) === year && chineseDays.isWorkday(day) ? 1 : 0);
  years.set(year, counts);
  return counts;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
const placeInYear = (day: string): number =>
  (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / DAY_MS + 1;

/** Working days of the day's year up to and including the day. */
const workingDaysUpTo = (day: string): number => workingDaysOf(yearOf(day))[placeInYear(day)] ?? 0;

/** True on a working day of the mainland calendar, make-up days (调休) counted; `day` is YYYY-MM-DD. */
export function isWorkingDay(day: string): boolean {
  const counts = workingDaysOf(yearOf(day));
  const place = placeInYear(day);
  return (counts[place] ?? 0) > (counts[place - 1] ?? 0);
}

/** The last day (YYYY-MM-DD) whose holidays and make-up days are known: of later ones only weekends are days off. */
export function calendarEnd(today: string): string {
  let year = Number(today.slice(0, 4)) + 1;
  while (year > FIRST_YEAR && !isAnnounced(year)) year -= 1;
  return `${year}-12-31`;
}

const FIRST_YEAR = 2004;
const isAnnounced = (year: number): boolean =>
  chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;

/** Days from `today` to the end of what is known of the calendar; below 0 when it is over. */
export const calendarDaysLeft = (today: string): number =>
  (Date.parse(calendarEnd(today)) - Date.parse(today)) / DAY_MS;

/** True when clocks that start soon would run past what is known of the calendar. */
export const calendarIsShort = (today: string): boolean => calendarDaysLeft(today) < WARNING_DAYS;

/** The calendar day after; pure date arithmetic, no time zone. */
export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** The `count`-th working day after `day`, which itself does not count. */
export function addWorkingDays(day: string, count: number): string {
  let current = day;
  for (let left = count; left > 0;) {
    current = nextDay(current);
    if (isWorkingDay(current)) left -= 1;
  }
  return current;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  if (from >= to) return 0;
  let count = workingDaysUpTo(to) - workingDaysUpTo(from);
  for (let year = yearOf(from); year < yearOf(to); year += 1) count += workingDaysOf(year).at(-1) ?? 0;
  return count;
}
