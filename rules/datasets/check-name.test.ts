import { describe, expect, it } from 'vitest';
import { abbreviationsIn, explains } from './abbreviations.ts';
import { adviseName } from './check-name.ts';
import { emptyEntry, type ListEntry } from './list-entry.schema.ts';

const advised = (entry: Partial<ListEntry>): string[] =>
  adviseName({ ...emptyEntry(), ...entry }).map(({ code }) => code);

describe('what a name should show', () => {
  it('[xz-9-1] given a static dataset of some years, when its name has no time, then that is said', () => {
    expect(advised({ name: '机动车保有量', timeCoverage: '2019—2023 年' })).toEqual(['name-without-time']);
    expect(advised({ name: '机动车保有量（2019—2023 年）', timeCoverage: '2019—2023 年' })).toEqual([]);
    expect(advised({ name: '机动车保有量', timeCoverage: '2019 年起', updateFrequency: 'monthly' })).toEqual(
      [],
    );
  });

  it('[xz-9-1] given a dataset of one district, when its name has it not, then that is said', () => {
    expect(advised({ name: '新增电子警察清单', area: '徐汇区' })).toEqual(['name-without-area']);
    expect(advised({ name: '徐汇新增电子警察清单', area: '徐汇区' })).toEqual([]);
    expect(advised({ name: '新增电子警察清单', area: '全市' })).toEqual([]);
    expect(advised({ name: '养老机构', area: '上海市' })).toEqual([]);
  });

  it('[xz-9-2] given a short form in a name, when the summary does not explain it, then that is said', () => {
    expect(advised({ name: 'ODS 层车辆信息' })).toEqual(['name-abbreviation']);
    expect(advised({ name: 'ODS 层车辆信息', summary: 'ODS（操作数据层）中的车辆。' })).toEqual([]);
    expect(advised({ name: 'GPS 点位、PM2.5 与 5G 基站' })).toEqual([]);
  });
});

describe('short forms', () => {
  it.each([
    ['XZQH 代码表', ['XZQH']],
    ['3A 级景区与 AED 点位', []],
    ['iPhone 用户', []],
    ['Ⅲ类断面', []],
    ['BIM、CIM 平台', ['BIM', 'CIM']],
  ])('given “%s”, when looked at, then the unexplained ones are %j', (text, words) => {
    expect(abbreviationsIn(text)).toEqual(words);
  });

  it.each([
    ['建筑信息模型（BIM）', true],
    ['BIM（建筑信息模型）', true],
    ['BIM指建筑信息模型', true],
    ['以下简称“BIM”', true],
    ['包含 BIM 编号', false],
    ['没有提到', false],
  ])('given “%s”, when asked whether it explains BIM, then the answer is %s', (text, is) => {
    expect(explains(text, 'BIM')).toBe(is);
  });
});
