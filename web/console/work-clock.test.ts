import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockView } from '../../rules/time/working-clock.ts';
import { cellsOf, standingOf } from '../design/clock-cells.ts';
import { cellsClock, daysOf, hasGap, workingDaysFrom } from './work-clock.ts';

const LIMITS = { limit: 5, target: 3, basis: null };
const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

describe('the clock of a work order', () => {
  it('given the fourth of five working days, when drawn, then three are used and the target is past', () => {
    const clock = clockView(LIMITS, at('2026-11-13'), at('2026-11-19'));
    expect(clock.day).toBe(4);
    expect(standingOf(cellsClock(clock))).toBe('past-target');
    expect(cellsOf(cellsClock(clock))).toEqual(['used', 'used', 'used', 'today-late', 'left']);
  });

  it('given the last day, when drawn, then it is due today, and the day after it is over', () => {
    const start = at('2026-11-13');
    expect(standingOf(cellsClock(clockView(LIMITS, start, at('2026-11-20'))))).toBe('due-today');
    expect(standingOf(cellsClock(clockView(LIMITS, start, at('2026-11-23'))))).toBe('over');
  });

  it('given any start and day, when its days are named, then they are working days, as many as cells, the limit the due day', () => {
    const moment = fc.date({ min: at('2024-01-05'), max: at('2026-11-30'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 12 }), (start, later) => {
        const now = new Date(start.getTime() + later * 86_400_000);
        const clock = clockView(LIMITS, start, now);
        const days = daysOf(clock);
        expect(days).toHaveLength(cellsOf(cellsClock(clock)).length);
        expect(days[LIMITS.limit - 1]).toBe(clock.dueOn);
        expect(days).toEqual(workingDaysFrom(days[0] ?? '', days.length));
      }),
    );
  });

  it('given a Saturday, when the next days are asked, then they begin with Monday', () => {
    expect(workingDaysFrom('2026-11-21', 2)).toEqual(['2026-11-23', '2026-11-24']);
    expect(hasGap('2026-11-20', '2026-11-23')).toBe(true);
    expect(hasGap('2026-11-23', '2026-11-24')).toBe(false);
  });
});
