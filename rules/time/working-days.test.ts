import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  calendarDaysLeft,
  calendarEnd,
  calendarIsShort,
  isWorkingDay,
  nextDay,
  workingDaysBetween,
} from './working-days.ts';

/** As announced by the General Office of the State Council for each year. */
const MAKE_UP_DAYS = [
  [
    '2024-02-04',
    '2024-02-18',
    '2024-04-07',
    '2024-04-28',
    '2024-05-11',
    '2024-09-14',
    '2024-09-29',
    '2024-10-12',
  ],
  ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
].flat();
const HOLIDAYS: [from: string, to: string][] = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const isHoliday = (day: string): boolean => HOLIDAYS.some(([from, to]) => from <= day && day <= to);
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
const days = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(`${from}T00:00:00Z`), max: new Date(`${to}T00:00:00Z`), noInvalidDate: true })
    .map(dayOf);
const known = days('2024-01-01', '2026-11-30');

describe('working days', () => {
  it.each(MAKE_UP_DAYS)(
    '[xz-19] given %s, a weekend day that is worked to make up, when asked, then it is a working day',
    (day) => {
      expect([isWeekend(day), isWorkingDay(day)]).toEqual([true, true]);
    },
  );

  it('[xz-19] given every day of 2024 to 2026, when asked, then it is one unless holiday or a weekend that is not worked', () => {
    const wrong: string[] = [];
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = nextDay(day)) {
      const works = MAKE_UP_DAYS.includes(day) || (!isWeekend(day) && !isHoliday(day));
      if (isWorkingDay(day) !== works) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  // Counted by hand on the calendar of 2026.
  it.each([
    // 11, 12, 13, Saturday 14; nine days of Spring Festival; 24 – 27, Saturday 28; Monday 2 March.
    ['2026-02-10', 10, '2026-03-02'],
    // Sunday 20, 21 – 24; Mid-Autumn; 28 – 30; National Day; Thursday 8, Friday 9.
    ['2026-09-18', 10, '2026-10-09'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    // From a day on which nobody works the count begins with the next that is worked.
    ['2026-10-03', 1, '2026-10-08'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2025-01-24', 3, '2025-02-05'],
    ['2024-09-27', 3, '2024-10-08'],
  ])('[xz-19] given %s, when %i working days go by, then it is %s', (from, count, to) => {
    expect(addWorkingDays(from, count)).toBe(to);
    expect(workingDaysBetween(from, to)).toBe(count);
  });

  it('given any day and count, when as many days are added, then as many lie between and the last is worked', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const to = addWorkingDays(day, count);
        expect(isWorkingDay(to)).toBe(true);
        expect(workingDaysBetween(day, to)).toBe(count);
      }),
    );
  });

  it('given any two days, when those between are added to the first, then the last working day up to the second comes out', () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const reached = addWorkingDays(from, workingDaysBetween(from, to));
        expect(reached <= to).toBe(true);
        expect(workingDaysBetween(reached, to)).toBe(0);
      }),
    );
  });

  it('given a way in two parts, when its working days are counted, then the parts add up; backwards there are none', () => {
    fc.assert(
      fc.property(fc.array(known, { minLength: 3, maxLength: 3 }), (given) => {
        const [from = '', between = '', to = ''] = given.toSorted();
        const parts = workingDaysBetween(from, between) + workingDaysBetween(between, to);
        expect(workingDaysBetween(from, to)).toBe(parts);
        expect(workingDaysBetween(to, from)).toBe(0);
      }),
    );
  });

  it('given no days, when they are added, then it is the same day, worked or not', () => {
    fc.assert(
      fc.property(known, (day) => {
        expect(addWorkingDays(day, 0)).toBe(day);
      }),
    );
  });

  it('given a day after 2026, when asked, then only weekends are known to be free: the calendar of that year is not there yet', () => {
    fc.assert(
      fc.property(days('2027-01-01', '2030-12-31'), (day) => {
        expect(isWorkingDay(day)).toBe(!isWeekend(day));
      }),
    );
    expect(isWorkingDay('2027-10-01')).toBe(true);
  });

  it('given the years that are announced, when the end is asked for, then it is that of the last one, and is told from 1 October of that year on', () => {
    const last = calendarEnd('2026-06-01');
    expect(last >= '2026-12-31').toBe(true);
    expect([calendarEnd('2025-03-01'), calendarEnd(last)]).toEqual(['2026-12-31', last]);
    expect([calendarDaysLeft('2025-11-02'), calendarIsShort('2025-11-02')]).toEqual([424, false]);
    expect([calendarDaysLeft('2099-01-01') < 0, calendarIsShort('2099-01-01')]).toEqual([true, true]);
    const before = (days: number): string =>
      new Date(Date.parse(last) - days * 86_400_000).toISOString().slice(0, 10);
    expect([before(92).slice(5), before(91).slice(5)]).toEqual(['09-30', '10-01']);
    expect([calendarIsShort(before(92)), calendarIsShort(before(91))]).toEqual([false, true]);
  });
});
