import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockLimits } from '../profile/profile.schema.ts';
import { pausedClockView, type Pause } from './paused-clock.ts';
import { clockView } from './working-clock.ts';

const REVIEW: ClockLimits = { limit: 10, target: 5, basis: 'xz-19' };
const moment = (day: string): string => `${day}T10:00:00+08:00`;
const at = (day: string): Date => new Date(moment(day));
const on = (day: string, pauses: Pause[], pausesCount = true) =>
  pausedClockView(REVIEW, {
    startedAt: at('2025-09-22'),
    now: at(day),
    stoppedAt: null,
    pauses,
    pausesCount,
  });
const pause = (from: string, until: string | null): Pause => ({
  from: moment(from),
  until: until === null ? null : moment(until),
});

describe('a clock that stands while the other side must answer', () => {
  // Worked by hand: 2025-09-28 and 10-11 are make-up days, 1 to 8 October is off.
  it.each([
    ['2025-09-24', 2, 0, 2, '2025-10-13'],
    ['2025-09-26', 2, 2, 4, '2025-10-15'],
    ['2025-09-30', 3, 4, 7, '2025-10-16'],
    ['2025-10-09', 4, 4, 8, '2025-10-16'],
    ['2025-10-16', 10, 4, 14, '2025-10-16'],
  ])(
    '[xz-19] given a question on 24 September 2025 answered on the 29th, when it is %s, then it is day %i, %i days stood, %i in all, due %s',
    (day, shown, stood, inAll, dueOn) => {
      const pauses = [pause('2025-09-24', day < '2025-09-29' ? null : '2025-09-29')];
      expect(on(day, pauses)).toMatchObject({
        day: shown,
        ...(day < '2025-09-29' ? {} : { pausedDays: stood }),
        daysInAll: inAll,
      });
      if (day >= '2025-09-29') expect(on(day, pauses).dueOn).toBe(dueOn);
    },
  );

  it('[xz-19] given a city that counts the waiting, when asked, then the clock is the plain one', () => {
    const pauses = [pause('2025-09-24', '2025-09-29')];
    const plain = clockView(REVIEW, at('2025-09-22'), at('2025-10-09'));
    expect(on('2025-10-09', pauses, false)).toEqual({
      ...plain,
      pausedDays: 0,
      daysInAll: plain.day,
      paused: false,
    });
  });

  it('given an open pause, when days go by, then the day stays and the due day moves on', () => {
    const pauses = [pause('2025-09-24', null)];
    expect(on('2025-10-10', pauses)).toMatchObject({ day: 2, paused: true });
    expect(on('2025-10-10', pauses).dueOn > on('2025-09-25', pauses).dueOn).toBe(true);
  });

  it('given any pauses, when time goes on, then neither its day nor its due day goes back, and no day is lost', () => {
    const days = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 8 });
    const start = fc.date({ min: at('2024-01-05'), max: at('2026-09-01'), noInvalidDate: true });
    fc.assert(
      fc.property(start, days, fc.boolean(), (startedAt, gaps, open) => {
        let elapsed = 0;
        const moments = gaps.map((gap) => new Date(startedAt.getTime() + (elapsed += gap) * 86_400_000));
        const pauses = moments.flatMap((from, place): Pause[] => {
          const until = moments[place + 1];
          if (place % 2 === 1) return [];
          if (!until) return open ? [{ from: from.toISOString(), until: null }] : [];
          return [{ from: from.toISOString(), until: until.toISOString() }];
        });
        let before = { day: 0, dueOn: '', daysInAll: 0 };
        for (let day = 0; day <= elapsed + 10; day += 1) {
          const now = new Date(startedAt.getTime() + day * 86_400_000);
          const seen = pauses.flatMap(({ from, until }): Pause[] =>
            new Date(from) > now ? [] : [{ from, until: until && new Date(until) <= now ? until : null }],
          );
          const run = { startedAt, now, stoppedAt: null, pauses: seen, pausesCount: true };
          const clock = pausedClockView(REVIEW, run);
          expect(clock.day).toBeGreaterThanOrEqual(before.day);
          expect(clock.dueOn >= before.dueOn).toBe(true);
          expect(clock.day + clock.pausedDays).toBe(clock.daysInAll);
          before = clock;
        }
      }),
      { numRuns: 60 },
    );
  });
});
