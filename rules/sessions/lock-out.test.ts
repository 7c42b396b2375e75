import { describe, expect, it } from 'vitest';
import { lockOutMinutes } from './lock-out.ts';

describe('the lock-out', () => {
  it('[xz-25-7] given failures in a row, when counted, then it begins at five and doubles up to a day', () => {
    const minutes = Array.from({ length: 14 }, (_, failures) => lockOutMinutes(failures));
    expect(minutes).toEqual([0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    expect(lockOutMinutes(1_000_000)).toBe(1440);
  });
});
