import { nextDay } from '../time/working-days.ts';

/** A time on whose use a report is due when it is over. */
export interface ReportPeriod {
  /** Counts from 1. */
  number: number;
  /** First and last day. */
  from: string;
  until: string;
}

/** The periods of so many months that are over before the day, of a use from one day to another, both included. */
export function periodsOver(from: string, until: string, everyMonths: number, day: string): ReportPeriod[] {
  const over: ReportPeriod[] = [];
  for (let number = 1, first = from; first <= until; number += 1) {
    const next = monthsAfter(from, number * everyMonths);
    const last = next > until ? until : dayBefore(next);
    if (last >= day) break;
    over.push({ number, from: first, until: last });
    first = nextDay(last);
  }
  return over;
}

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** The same day so many months on; the last of a month that has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  const wanted = Math.min(date, lastOfMonth.getUTCDate());
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`;
}
