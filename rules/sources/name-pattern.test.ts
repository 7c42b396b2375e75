import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPattern } from './name-pattern.ts';

describe('the pattern of file names', () => {
  it.each([
    ['*.csv', '月报.csv', true],
    ['*.csv', '月报.csv.part', false],
    ['月报?.csv', '月报1.csv', true],
    ['月报?.csv', '月报.csv', false],
    ['a*b*c', 'aXbYbZc', true],
    ['[a].csv', 'a.csv', false],
    ['*', '', true],
  ])('given %s, when %s is looked at, then it fits: %s', (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });

  it('given any name, when parts of it are replaced by stars, then it still fits', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '数', '.') });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        fc.pre(parts.join('').length < 50);
        expect(fitsPattern(parts.map((each, i) => (i % 2 ? '*' : each)).join(''), parts.join(''))).toBe(true);
      }),
    );
  });
});
