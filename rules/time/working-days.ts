import chineseDays from 'chinese-days';

/** True on a working day of the mainland calendar, make-up days (调休) counted; `day` is YYYY-MM-DD. */
export const isWorkingDay = (day: string): boolean => chineseDays.isWorkday(day);

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
