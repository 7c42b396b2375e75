import { describe, expect, it } from 'vitest';
import { dayRange } from './day-range.ts';

describe('a day of records', () => {
  it('given a day, when asked for, then it begins and ends at midnight in +08:00', () => {
    expect(dayRange('2026-11-22')).toEqual({
      from: '2026-11-21T16:00:00.000Z',
      to: '2026-11-22T16:00:00.000Z',
    });
  });

  it('given no day, when asked for, then nothing is narrowed', () => {
    expect([dayRange(undefined), dayRange('yesterday'), dayRange('2026-19-45')]).toEqual([{}, {}, {}]);
  });
});
