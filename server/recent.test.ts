import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

describe('what was used lately', () => {
  it('given any uses, when looked for, then the last half are there, each with its newest value', () => {
    const uses = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.boolean()), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), uses, (most, each) => {
        const recent = new Recent<number>(most);
        const newest = new Map<string, number>();
        let used: string[] = [];
        for (const [index, [key, isSet]] of each.entries()) {
          const name = `key ${key}`;
          const found = recent.get(name);
          if (found !== undefined) expect(found).toBe(newest.get(name));
          if (used.slice(0, most >> 1).includes(name)) expect(found).toBe(newest.get(name));
          if (!isSet && found === undefined) continue;
          if (isSet) {
            recent.set(name, index);
            newest.set(name, index);
          }
          used = [name, ...used.filter((other) => other !== name)];
        }
      }),
    );
  });

  it('given more keys than it keeps, when the old ones are looked for, then they are gone', () => {
    const recent = new Recent<number>(10);
    for (let key = 0; key < 100; key += 1) recent.set(String(key), key);
    const kept = Array.from({ length: 100 }, (_, key) => key).filter(
      (key) => recent.get(String(key)) === key,
    );
    expect(kept.length).toBeLessThanOrEqual(10);
    recent.clear();
    expect(recent.get('99')).toBeUndefined();
  });

  it('given values that weigh, when more come than it keeps, then what is kept weighs no more than told and one each half', () => {
    const recent = new Recent<string>(1000, (value) => value.length);
    for (let key = 0; key < 100; key += 1) {
      recent.set('same', 'x'.repeat(90));
      recent.set(String(key), 'x'.repeat(key));
    }
    const kept = Array.from({ length: 100 }, (_, key) => recent.get(String(key))?.length ?? 0);
    expect(kept.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1000 + 2 * 100);
    expect(recent.get('99')).toHaveLength(99);
    expect(recent.get('same')).toHaveLength(90);
  });
});
