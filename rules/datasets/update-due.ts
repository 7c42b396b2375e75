import type { UpdateFrequency } from './list-entry.schema.ts';

type Period = { days: number } | { months: number };

/** How long the data of a version may stand; null where no time was promised. */
const PERIODS: Record<UpdateFrequency, Period | null> = {
  realtime: { days: 1 },
  hourly: { days: 1 },
  daily: { days: 1 },
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  'half-yearly': { months: 6 },
  yearly: { months: 12 },
  irregular: null,
  static: null,
};
const DAY_MS = 24 * 3600 * 1000;

/** When an update is overdue, the moment at which it was due; null when it is not. A day's delay is none. */
export function overdueSince(updatedAt: string, frequency: UpdateFrequency, now: string): string | null {
  const period = PERIODS[frequency];
  if (period === null) return null;
  const due = later(new Date(updatedAt), period);
  return Date.parse(now) > due.getTime() + DAY_MS ? due.toISOString() : null;
}

/** From which moment (ms) data of then is late; null where no time was promised. */
export function lateFrom(updatedAt: Date, frequency: UpdateFrequency): number | null {
  const period = PERIODS[frequency];
  return period === null ? null : later(updatedAt, period).getTime() + DAY_MS;
}

/** Months that lack the day end with their last one. */
function later(from: Date, period: Period): Date {
  if ('days' in period) return new Date(from.getTime() + period.days * DAY_MS);
  const due = new Date(from);
  due.setUTCMonth(due.getUTCMonth() + period.months);
  if (due.getUTCDate() !== from.getUTCDate()) due.setUTCDate(0);
  return due;
}
