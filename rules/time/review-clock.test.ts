import { describe, expect, it } from 'vitest';
import { shanghai } from '../profile/shanghai.ts';
import { pausedClockView, type Pause } from './paused-clock.ts';

/**
 * The review of an application (`xz-19`: ten working days, five as the target) on the calendar of the mainland, worked
 * by hand from the notices of the General Office of the State Council on holidays: 国办发明电〔2023〕7号 for 2024,
 * 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号 for 2026.
 */
const REVIEW = shanghai.clocks.applicationReview;
const moment = (day: string): string => `${day}T10:00:00+08:00`;
const runOf = (from: string, today: string, pauses: readonly Pause[] = []) =>
  pausedClockView(REVIEW, {
    startedAt: new Date(moment(from)),
    now: new Date(moment(today)),
    ...{ stoppedAt: null, pauses, pausesCount: true },
  });
const pause = (from: string, until: string | null): Pause => ({
  from: moment(from),
  until: until === null ? null : moment(until),
});

describe('the review clock on the calendar of 2024 to 2026', () => {
  it.each([
    // 2024. Feb 4 (Sunday) is worked; Feb 10 – 17 is Spring Festival; Feb 18 (Sunday) is worked:
    // 5 6 7 8 9 | 18 19 20 21 22.
    ['2024-02-04', '2024-02-09', '2024-02-22'],
    // Feb 1 – 9 has the worked Sunday: 2 4 5 6 7 | 8 9 18 19 20.
    ['2024-02-01', '2024-02-07', '2024-02-20'],
    // Apr 4 – 6 is Qingming, Apr 7 (Sunday) is worked: 2 3 7 8 9 | 10 11 12 15 16.
    ['2024-04-01', '2024-04-09', '2024-04-16'],
    // Apr 28 (Sunday) is worked, May 1 – 5 is off, May 11 (Saturday) is worked: 26 28 29 30 5-6 | 7 8 9 10 11.
    ['2024-04-25', '2024-05-06', '2024-05-11'],
    // Sep 14 (Saturday) is worked, Sep 15 – 17 is Mid-Autumn, Sep 29 (Sunday) is worked: 13 14 18 19 20 | 23 – 27.
    ['2024-09-12', '2024-09-20', '2024-09-27'],
    // Sep 29 is worked, Oct 1 – 7 is off, Oct 12 (Saturday) is worked: 27 29 30 8 9 | 10 11 12 14 15.
    ['2024-09-26', '2024-10-09', '2024-10-15'],
    // 2025. Over the year's end Jan 1 is off: 26 27 30 31 1-2 | 3 6 7 8 9.
    ['2024-12-25', '2025-01-02', '2025-01-09'],
    // Jan 26 (Sunday) is worked, Jan 28 – Feb 4 is Spring Festival, Feb 8 (Saturday) is worked:
    // 24 26 27 5 6 | 7 8 10 11 12.
    ['2025-01-23', '2025-02-06', '2025-02-12'],
    // Apr 27 (Sunday) is worked, May 1 – 5 is off: 27 28 29 30 6 | 7 8 9 12 13.
    ['2025-04-25', '2025-05-06', '2025-05-13'],
    // Sep 28 (Sunday) is worked, Oct 1 – 8 is off, Oct 11 (Saturday) is worked: 28 29 30 9 10 | 11 13 14 15 16.
    ['2025-09-26', '2025-10-10', '2025-10-16'],
    // 2026. Jan 1 – 3 is off, Jan 4 (Sunday) is worked: 31 4 5 6 7 | 8 9 12 13 14.
    ['2025-12-30', '2026-01-07', '2026-01-14'],
    // Feb 14 (Saturday) is worked, Feb 15 – 23 is Spring Festival, Feb 28 (Saturday) is worked:
    // 13 14 24 25 26 | 27 28 3-2 3 4.
    ['2026-02-12', '2026-02-26', '2026-03-04'],
    // May 1 – 5 is off, May 9 (Saturday) is worked: 29 30 6 7 8 | 9 11 12 13 14.
    ['2026-04-28', '2026-05-08', '2026-05-14'],
    // Jun 19 – 21 is Dragon Boat: 17 18 22 23 24 | 25 26 29 30 7-1.
    ['2026-06-16', '2026-06-24', '2026-07-01'],
    // Sep 20 (Sunday) is worked, Sep 25 – 27 is Mid-Autumn: 18 20 21 22 23 | 24 28 29 30 10-8.
    ['2026-09-17', '2026-09-23', '2026-10-08'],
  ])('[xz-19] given a work order of %s, then the target is %s and the limit %s', (from, targetOn, dueOn) => {
    expect(runOf(from, from)).toMatchObject({ day: 0, targetOn, dueOn, state: 'running', basis: 'xz-19' });
    expect(runOf(from, dueOn)).toMatchObject({ day: 10, state: 'due-today' });
  });

  it.each([
    // Asked on the worked Sunday Feb 4, answered on the worked Sunday Feb 18: 5 6 7 8 9 18 stood, 10 + 6 days from Feb 1:
    // 2 4 | 5 6 7 8 9 18 | 19 20 21 22 23 26 27 28.
    ['2024-02-01', pause('2024-02-04', '2024-02-18'), 6, '2024-02-28'],
    // Asked and answered within the days off: none of them stood.
    ['2025-09-26', pause('2025-10-01', '2025-10-08'), 0, '2025-10-16'],
    // Asked on Oct 10, answered on the worked Saturday Oct 11: one day.
    ['2025-09-26', pause('2025-10-10', '2025-10-11'), 1, '2025-10-17'],
    // Asked on Feb 13, answered on Feb 24: the worked Saturday 14 and the 24th stood, 12 days from Feb 12:
    // 13 | 14 24 | 25 26 27 28 3-2 3 4 5 6.
    ['2026-02-12', pause('2026-02-13', '2026-02-24'), 2, '2026-03-06'],
    // Asked and answered on the same day: nothing stood.
    ['2026-05-06', pause('2026-05-08', '2026-05-08'), 0, '2026-05-19'],
  ])(
    '[xz-19] given a work order of %s and a question, when it was answered, then so many days stood and the limit is later by them',
    (from, asked, pausedDays, dueOn) => {
      const seen = runOf(from, dueOn, [asked]);
      expect(seen).toMatchObject({ pausedDays, dueOn, day: 10, daysInAll: 10 + pausedDays, paused: false });
    },
  );

  it('[xz-19] given a question that is not answered, when the festival goes by, then the clock stands and the days in all go on', () => {
    const asked = [pause('2026-02-13', null)];
    expect(runOf('2026-02-12', '2026-02-13', asked)).toMatchObject({ day: 1, daysInAll: 1, paused: true });
    expect(runOf('2026-02-12', '2026-02-23', asked)).toMatchObject({ day: 1, daysInAll: 2, paused: true });
    expect(runOf('2026-02-12', '2026-02-28', asked)).toMatchObject({ day: 1, daysInAll: 7, paused: true });
  });
});
