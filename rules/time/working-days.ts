import chineseDays from 'chinese-days';

/** True on a working day of the mainland calendar, make-up days (调休) counted; `day` is YYYY-MM-DD. */
export const isWorkingDay = (day: string): boolean => chineseDays.isWorkday(day);

const WARNING_DAYS = 60;
const DAY_MS = 86_400_000;

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
  let count = 0;
  for (let current = from; current < to;) {
    current = nextDay(current);
    if (isWorkingDay(current)) count += 1;
  }
  return count;
}
