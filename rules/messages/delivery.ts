import { cityDay } from '../time/clock.ts';
import { nextDay } from '../time/working-days.ts';

export const RHYTHMS = ['at-once', 'daily', 'weekly', 'off'] as const;
/** When messages leave the platform: each at once, together each morning or each Monday, or never. */
export type Rhythm = (typeof RHYTHMS)[number];

export const CHANNELS = ['mail', 'hook'] as const;
export type Channel = (typeof CHANNELS)[number];

const MORNING = 'T08:00:00+08:00';
const MONDAY = 1;
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** When what comes at `now` is due: at once, or at the next eight o'clock (+08:00) of a day or of a Monday. */
export function dueAt(rhythm: Exclude<Rhythm, 'off'>, now: Date): Date {
  if (rhythm === 'at-once') return now;
  let day = cityDay(now);
  for (;;) {
    const morning = new Date(day + MORNING);
    if (morning > now && (rhythm === 'daily' || weekday(day) === MONDAY)) return morning;
    day = nextDay(day);
  }
}

const MINUTE_MS = 60_000;
/** Minutes until the next attempt; after the last of them it is given up and shown to the operator. */
const WAITS = [1, 5, 30, 120, 360, 720, 1440];
export const MOST_ATTEMPTS = WAITS.length + 1;

/** When an attempt that fails, or of which nothing more is heard, is made again; `attempt` counts from 1. */
export const retryAt = (attempt: number, now: Date): Date =>
  new Date(now.getTime() + (WAITS[attempt - 1] ?? WAITS.at(-1) ?? 1) * MINUTE_MS);
