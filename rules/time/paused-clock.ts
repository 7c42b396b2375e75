import { Type, type Static } from 'typebox';
import type { ClockLimits } from '../profile/profile.schema.ts';
import { cityDay } from './clock.ts';
import { ClockView, clockView } from './working-clock.ts';
import { workingDaysBetween } from './working-days.ts';

/** While the other side must answer; `until` is null as long as it has not. */
export const Pause = Type.Object(
  { from: Type.String(), until: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
);
export type Pause = Static<typeof Pause>;

/** A clock that stands while the other side must answer, beside the days without pauses. */
export const PausedClockView = Type.Object({
  ...ClockView.properties,
  /** Working days of the pauses, the open one up to today. */
  pausedDays: Type.Integer(),
  /** Working days since the start, pauses and all. */
  daysInAll: Type.Integer(),
  paused: Type.Boolean(),
});
export type PausedClockView = Static<typeof PausedClockView>;

interface Run {
  startedAt: Date;
  now: Date;
  stoppedAt: Date | null;
  /** In the order of their beginning; none begins before the one before has ended. */
  pauses: readonly Pause[];
  /** False where the profile counts the days of waiting like any other. */
  pausesCount: boolean;
}

/** The day on which a pause begins still counts, the day on which it ends does not. */
export function pausedClockView(limits: ClockLimits, run: Run): PausedClockView {
  const { startedAt, now, stoppedAt, pauses, pausesCount } = run;
  const end = stoppedAt ?? now;
  const [start, today] = [cityDay(startedAt), cityDay(end)];
  const pausedDays = pausesCount ? daysOf(pauses, start, today) : 0;
  const { limit, target } = limits;
  const longer = {
    ...limits,
    limit: limit + pausedDays,
    target: target === null ? null : target + pausedDays,
  };
  const shown = clockView(longer, startedAt, now, stoppedAt);
  return {
    ...shown,
    day: shown.day - pausedDays,
    limit,
    target,
    pausedDays,
    daysInAll: shown.day,
    paused: pausesCount && stoppedAt === null && pauses.some(({ until }) => until === null),
  };
}

function daysOf(pauses: readonly Pause[], start: string, today: string): number {
  let counted = start;
  let days = 0;
  for (const { from, until } of pauses) {
    const begins = later(cityDay(new Date(from)), counted);
    const ends = until === null ? today : earlier(cityDay(new Date(until)), today);
    days += workingDaysBetween(begins, ends);
    counted = later(ends, counted);
  }
  return days;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
