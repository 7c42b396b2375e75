import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockLimits } from '../profile/profile.schema.ts';
import { clockView } from './working-clock.ts';

const REVIEW: ClockLimits = { limit: 10, target: 5, basis: 'xz-19' };
const at = (day: string, time = '10:00:00'): Date => new Date(`${day}T${time}+08:00`);

describe('a clock in working days', () => {
  it('[xz-19] given a start before the Spring Festival of 2026, when asked, then target and limit step over it', () => {
    expect(clockView(REVIEW, at('2026-02-10'), at('2026-02-10'))).toMatchObject({
      state: 'running',
      day: 0,
      targetOn: '2026-02-24',
      dueOn: '2026-03-02',
      basis: 'xz-19',
    });
  });

  it.each([
    ['2026-09-18', 0, 'running'],
    ['2026-09-24', 5, 'running'],
    ['2026-09-26', 5, 'past-target'],
    ['2026-09-28', 6, 'past-target'],
    ['2026-10-05', 8, 'past-target'],
    ['2026-10-09', 10, 'due-today'],
    ['2026-10-10', 11, 'overdue'],
  ])(
    '[xz-19] given a start on 18 September 2026, when it is %s, then it is day %i and %s',
    (now, day, state) => {
      expect(clockView(REVIEW, at('2026-09-18'), at(now))).toMatchObject({ day, state });
    },
  );

  it('given two moments of the same day here, when they lie on two days of UTC, then the clock counts one day', () => {
    expect(clockView(REVIEW, at('2026-11-24', '07:30:00'), at('2026-11-24', '23:30:00')).day).toBe(0);
    expect(clockView(REVIEW, at('2026-11-23', '23:59:59'), at('2026-11-24', '00:00:00')).day).toBe(1);
  });

  it('given a stopped clock, when time goes on, then it stays at the day on which it was stopped', () => {
    const stopped = at('2026-11-26');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (later) => {
        const now = new Date(stopped.getTime() + later * 86_400_000);
        expect(clockView(REVIEW, at('2026-11-23'), now, stopped)).toMatchObject({ state: 'done', day: 3 });
      }),
    );
  });

  it('given a clock without a target, when it runs, then it is never past one', () => {
    const limits = { ...REVIEW, target: null };
    expect(clockView(limits, at('2026-11-23'), at('2026-12-04'))).toMatchObject({
      state: 'running',
      targetOn: null,
    });
  });

  it('given any clock, when time goes on, then its day never goes back and its state only gets worse', () => {
    const order = ['running', 'past-target', 'due-today', 'overdue'];
    const moments = fc.array(fc.integer({ min: 0, max: 300 * 24 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(moments, (hours) => {
        const start = at('2026-02-10');
        const seen = hours
          .toSorted((a, b) => a - b)
          .map((hour) => clockView(REVIEW, start, new Date(start.getTime() + hour * 3_600_000)));
        expect(seen.map(({ day }) => day)).toEqual(seen.map(({ day }) => day).toSorted((a, b) => a - b));
        const states = seen.map(({ state }) => order.indexOf(state));
        expect(states).toEqual(states.toSorted((a, b) => a - b));
      }),
    );
  });
});
