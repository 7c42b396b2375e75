import { describe, expect, it } from 'vitest';
import { abbreviationsIn, explains, isAbbreviated } from './abbreviations.ts';
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

  it.each(['外滩街道公共法律服务站', '堡镇合作社信息', '南京东路巡检记录表'])(
    '[xz-9-1] given “%s”, whose name shows a part of the district, when looked at, then it shows its area',
    (name) => expect(advised({ name, area: '黄浦区' })).toEqual([]),
  );
  it.each(['乡镇卫生院名单', '道路照明设施'])(
    '[xz-9-1] given “%s”, whose name shows no place, when looked at, then that is said',
    (name) => expect(advised({ name, area: '黄浦区' })).toEqual(['name-without-area']),
  );
  it('[xz-9-1] given a name of the whole city over data of a district, when looked at, then both are named', () => {
    const [found] = adviseName({ ...emptyEntry(), name: '上海市房屋征收事务所名单', area: '宝山区' });
    expect(found).toMatchObject({ code: 'name-against-area', args: { named: '上海市', area: '宝山区' } });
    expect(advised({ name: '上海市宝山区房屋征收事务所名单', area: '宝山区' })).toEqual([]);
  });

  it('[xz-9-2] given a short form that follows its own full name, when looked at, then it is explained', () => {
    expect(advised({ name: '生态环境状况指数EI' })).toEqual([]);
    expect(advised({ name: '图形板光带段对应RC' })).toEqual(['name-abbreviation']);
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

describe('names of fields', () => {
  it.each(['xkjdrq', 'nf', 'XZQH', 'cg_type', 'corp_sts', 'jhpt_update_time', 'sd010033', 'y', 'uni_sc_id'])(
    '[xz-9-2] given “%s”, when looked at, then nobody outside its body can read it',
    (name) => expect(isAbbreviated(name)).toBe(true),
  );
  it.each(
    [
      'address',
      'name_en',
      'createTime',
      'businesscode',
      'p_name',
      'fangwuyongtu',
      'ID',
      'pm25',
      'AQI',
    ].concat(['名称', 'D点id', '企业ID', '2023', '', '—']),
  )('[xz-9-2] given “%s”, when looked at, then it is no short form', (name) =>
    expect(isAbbreviated(name)).toBe(false),
  );
});
