/** Where the time comes from, so that a year of workflow runs in a test. */
export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to go on. */
export function standingClock(
  start: Date,
): Clock & { set(time: Date): void; advance(milliseconds: number): void } {
  let time = start;
  return {
    now: () => time,
    set: (next) => {
      time = next;
    },
    advance: (milliseconds) => {
      time = new Date(time.getTime() + milliseconds);
    },
  };
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The calendar day (YYYY-MM-DD) on which people here live at that moment. */
export const cityDay = (time: Date): string => DAY.format(time);
