import { describe, expect, it } from 'vitest';
import { qualityOf, type Judged } from './quality.ts';

const column = (nulls: number) => ({
  ...{ name: 'a', label: 'A', type: 'text' as const, unit: '' },
  profile: { nulls, distinct: 1, min: null, max: null },
});
const found = (pointer: string) => ({ code: 'x', pointer, args: {}, provision: 'xz-16-1', blocks: false });
const judged = (changes: Partial<Judged> = {}): number =>
  qualityOf({
    ...{ manifest: { rows: 10, columns: [column(0), column(0)] }, findings: [], fields: 2, described: 2 },
    ...changes,
  });

describe('how good data is by what can be counted', () => {
  it('given all cells filled, all fields described and nothing found, then it is 1', () => {
    expect(judged()).toBe(1);
  });
  it('given less of each, then the mean of the three shares says so', () => {
    expect(judged({ described: 1 })).toBeCloseTo((1 + 0.5 + 1) / 3);
    expect(judged({ manifest: { rows: 10, columns: [column(10), column(0)] } })).toBeCloseTo(2.5 / 3);
    expect(judged({ findings: [found('/columns/a'), found('/columns/a')] })).toBeCloseTo(2.5 / 3);
    expect(judged({ findings: ['', '/columns/a', '/columns/b'].map(found) })).toBeCloseTo(2 / 3);
  });
  it('given no rows, then it is a number all the same', () => {
    expect(judged({ manifest: { rows: 0, columns: [] }, fields: 0, described: 0 })).toBeCloseTo(2 / 3);
  });
});
