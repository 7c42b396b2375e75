import { describe, expect, it } from 'vitest';
import { fieldKey, foundShare, joinKeysOf, sayingOf, turned } from './join-fields.ts';

const keys = (label: string, name: string, type: 'text' | 'decimal' = 'text'): string[] =>
  joinKeysOf({ label, name, type });

describe('fields by which tables are joined', () => {
  it.each([
    ['Station_ID', 'stationid'],
    ['站点ＩＤ', '站点id'],
    ['所属区', '所在区'],
    ['DISTRICT', '所在区'],
    ['停车场（库）编号', '停车场库编号'],
  ])('[xz-25-6] given %s, then it is found as %s', (text, key) => {
    expect(fieldKey(text)).toBe(key);
  });

  it('[xz-25-6] given a field, then it is found by its label and by its name, but not by what means something else in each table', () => {
    expect(keys('停车场编号', 'parking_id')).toEqual(['停车场编号', 'parkingid']);
    expect(keys('车站', 'name')).toEqual(['车站']);
    expect(keys('序号', 'id')).toEqual([]);
    expect(keys('列一', 'c1')).toEqual(['列一']);
  });

  it('[xz-25-6] given an amount, then it joins nothing', () => {
    expect(keys('泊位单价', 'berth_price', 'decimal')).toEqual([]);
  });

  it('given how many have it, then the rarer of two fields says more, and a date less than a text', () => {
    expect(sayingOf('text', 2, 1000)).toBeGreaterThan(sayingOf('text', 500, 1000));
    expect(sayingOf('text', 5, 1000)).toBeGreaterThan(sayingOf('date', 5, 1000));
  });

  it('given an overlap, then each side has its own share of values that are found', () => {
    const overlap = { own: 4, other: 10, common: 3 };
    expect([foundShare(overlap), foundShare(turned(overlap))]).toEqual([0.75, 0.3]);
    expect(foundShare({ own: 0, other: 3, common: 0 })).toBe(0);
  });
});
