import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestNames, likeness, paired } from './similar-names.ts';

describe('names that are like each other', () => {
  it('[xz-9-1] given names of a city, when one is being written, then the closest come first and the unlike are left out', () => {
    const names = ['徐汇区停车场信息', '徐汇区公共停车场（库）信息', '静安区停车场信息', '全市公交线路'].map(
      (name) => paired({ id: name, name }),
    );
    const close = closestNames('徐汇区公共停车场库信息', names, 5);
    expect(close.map(({ name }) => name)).toEqual(['徐汇区公共停车场（库）信息', '徐汇区停车场信息']);
    expect(close[0]?.likeness).toBe(1);
  });

  it('given any two names, when compared, then likeness is symmetric, between 0 and 1, and 1 for the same name', () => {
    const name = fc.string({
      unit: fc.constantFrom(...Array.from('上海市停车场信息公交 （）ab12')),
      maxLength: 20,
    });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const share = likeness(one, other);
        expect(share).toBe(likeness(other, one));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(likeness(one, one)).toBe(1);
      }),
    );
  });
});
