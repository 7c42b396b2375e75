import { describe, expect, it } from 'vitest';
import { largestUnit } from './interval.ts';

describe('an interval in words', () => {
  it.each([
    [5, { unit: 'seconds', count: 5 }],
    [90, { unit: 'seconds', count: 90 }],
    [600, { unit: 'minutes', count: 10 }],
    [3600, { unit: 'hours', count: 1 }],
    [172_800, { unit: 'days', count: 2 }],
  ])('given %i seconds, when shown, then it is %j', (seconds, shown) => {
    expect(largestUnit(seconds)).toEqual(shown);
  });
});
