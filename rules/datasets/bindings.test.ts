import { describe, expect, it } from 'vitest';
import { likelySource } from './bindings.ts';

const labelled = (name: string, label = '') => ({ name, label });
const CATALOGUE = [
  labelled('PARK_NAME', '停车场名称'),
  labelled('BWZS', '泊位总数'),
  labelled('充电泊位数'),
  labelled('DZ'),
  labelled('泊位总数量'),
  labelled('KZSC', '空置时长'),
];

describe('the catalogue field that a field comes from', () => {
  it.each([
    ['the same name', labelled('BWZS', '车位'), 'BWZS'],
    ['the same label', labelled('a', '泊位总数'), 'BWZS'],
    ['nearly the same label', labelled('a', '充电泊位数量'), '充电泊位数'],
    ['initials of the label', labelled('tcc_mc'), 'PARK_NAME'],
    ['initials for a name and a label', labelled('TCCMC', 'TCCMC'), 'PARK_NAME'],
    ['a label whose initials the catalogue has', labelled('a', '地址'), 'DZ'],
    ['initials of a character with another reading', labelled('kz_sz'), 'KZSC'],
    ['nothing alike', labelled('a', '收费标准'), undefined],
    ['one letter', labelled('d'), undefined],
  ])('[xz-9] given %s, when looked for, then it is found or none is proposed', (_, field, name) => {
    expect(likelySource(field, CATALOGUE)?.name).toBe(name);
  });

  it('[xz-9] given two with the same initials, when looked for, then none is proposed: a person decides', () => {
    const two = [labelled('名称'), labelled('门窗')];
    expect(likelySource(labelled('MC'), two)).toBeUndefined();
  });

  it('[xz-9] given two labels that are nearly the same, when looked for, then the closer one is proposed', () => {
    const near = [labelled('a', '公共停车场名称一览'), labelled('b', '公共停车场名称表')];
    expect(likelySource(labelled('c', '公共停车场名称'), near)?.name).toBe('b');
  });
});
