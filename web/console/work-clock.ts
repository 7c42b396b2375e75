import type { ClockView } from '../../rules/time/working-clock.ts';
import { addWorkingDays, nextDay, isWorkingDay } from '../../rules/time/working-days.ts';
import type { ClockState } from '../design/clock-cells.ts';

/** The working clock as its cells show it: `day` is the present one, so the days before it are used. */
export const cellsClock = ({ state, day, limit, target }: ClockView): ClockState => ({
  limit,
  ...(target === null ? {} : { target }),
  used: state === 'done' ? day : day - 1,
  state: state === 'done' ? 'done' : 'running',
});

/** Working days of the clock, the first after its start, up to the limit or as far as it has run. */
export function daysOf({ dueOn, limit, day }: Pick<ClockView, 'dueOn' | 'limit' | 'day'>): string[] {
  const days = [dueOn];
  for (let first = dueOn; days.length < limit;) {
    first = workingDayBefore(first);
    days.unshift(first);
  }
  while (days.length < day) days.push(addWorkingDays(days.at(-1) ?? dueOn, 1));
  return days;
}

function workingDayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  do date.setUTCDate(date.getUTCDate() - 1);
  while (!isWorkingDay(date.toISOString().slice(0, 10)));
  return date.toISOString().slice(0, 10);
}

/** The next `count` working days, today's own first when it is one. */
export function workingDaysFrom(today: string, count: number): string[] {
  const days: string[] = [];
  for (let day = today; days.length < count; day = nextDay(day)) if (isWorkingDay(day)) days.push(day);
  return days;
}

/** True when days off lie between the two. */
export const hasGap = (before: string, after: string): boolean => nextDay(before) !== after;
