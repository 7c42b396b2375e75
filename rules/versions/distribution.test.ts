import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutOf } from './distribution.ts';

describe('how a histogram is cut', () => {
  it('given any numbers, when they are cut, then no more than 24 bins of a round step hold them all', () => {
    // Numbers that differ by less than a ten-milliardth are not cut.
    const numbers = fc.tuple(
      fc.double({ min: -1e18, max: 1e18, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e18, noNaN: true }),
    );
    fc.assert(
      fc.property(numbers, ([min, width]) => {
        const max = min + width;
        const cut = cutOf('decimal', String(min), String(max));
        if (width < Math.abs(min) * 1e-10) return;
        if (cut?.by !== 'step') throw new Error('numbers are cut by a step');
        expect(Math.floor(max / cut.step) - Math.floor(min / cut.step) + 1).toBeLessThanOrEqual(24);
        expect(cut.step.toPrecision(12)).toMatch(/^(?:[0.]*[125][0.]*|[125]\.0+e[+-]\d+)$/);
      }),
    );
  });

  it.each([
    ['date', '2024-01-01', '2024-01-20', 'day'],
    ['date', '2024-01-01', '2024-12-31', 'month'],
    ['datetime', '2010-01-01 08:00:00', '2024-12-31 09:00:00', 'year'],
    ['date', '1900-01-01', '2024-12-31', 'decade'],
  ] as const)('given %s from %s to %s, when they are cut, then by %s', (type, min, max, unit) => {
    expect(cutOf(type, min, max)).toEqual({ by: 'calendar', unit });
  });

  it.each([
    ['integer', '7', '7'],
    ['text', 'a', 'b'],
    ['integer', null, null],
    ['date', '2024-01-01', '2024-01-01'],
  ] as const)(
    'given %s with %s to %s, when there is nothing to cut, then there is no cut',
    (type, min, max) => {
      expect(cutOf(type, min, max)).toBeNull();
    },
  );
});
