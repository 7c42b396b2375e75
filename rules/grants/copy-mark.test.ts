import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiedCell } from './copied-cell.ts';
import { likelihoodByChance, markShareFor, verdictOf } from './copy-mark.ts';

describe('whose copy it is', () => {
  it('[xz-21] given a table, when its copies are marked, then never more than half a percent is kept back, and nothing of small ones', () => {
    expect([markShareFor(0), markShareFor(19_999)]).toEqual([null, null]);
    expect([markShareFor(20_000), markShareFor(1_000_000)]).toEqual([0.005, 0.0002]);
  });

  it('[xz-21] given rows and a share, when chance is asked, then it is what counting every case gives', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 10 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (rows, seen, share) => {
          fc.pre(seen < rows * share);
          let sum = 0;
          for (let k = 0; k <= seen; k += 1) sum += choose(rows, k) * share ** k * (1 - share) ** (rows - k);
          expect(likelihoodByChance(rows, seen, share)).toBeCloseTo(sum, 8);
        },
      ),
    );
    expect(likelihoodByChance(0, 0, 0.005)).toBe(1);
  });

  it('[xz-21] given two for whom chance does not do, or one for whom it might, then nobody is named', () => {
    const sure = { recipient: 'one', byChance: 1e-12 };
    expect(verdictOf([sure, { recipient: 'other', byChance: 0.5 }], 2)).toEqual({
      recipient: 'one',
      confidence: 1 - 2e-12,
    });
    expect(verdictOf([sure, { recipient: 'other', byChance: 1e-12 }], 2).recipient).toBe(null);
    expect(verdictOf([{ recipient: 'one', byChance: 1e-8 }], 200).recipient).toBe(null);
  });
});

describe('a cell of a copy', () => {
  it.each([
    ['1.50', '1.5'],
    ['007', '7'],
    ['310101199001011234', '310101199001011000'],
    ['2026-01-05T00:00:00', '2026/1/5'],
    ['2026-01-05 08:30:00.000', '2026-01-05T08:30'],
    ["'=1+1", '=1+1'],
    [' 甲  乙 ', '甲 乙'],
    ['TRUE', 'true'],
  ])('given %s, then it is %s in another program', (one, other) => {
    expect(copiedCell(one)).toBe(copiedCell(other));
  });
  it('given what differs, then it stays different', () => {
    expect(new Set(['1', '1.5', '甲', '', '2026-01-05', '2026-01-06'].map(copiedCell)).size).toBe(6);
  });
});
