import { describe, expect, it } from 'vitest';
import { headerUnits, takesTableUnit, unitOfCorner, unitOfTitle } from './header-units.ts';

describe('units in the labels of columns', () => {
  it.each([
    ['金额（万元）', '万元'],
    ['面积(平方米)', '平方米'],
    ['占比(%)', '%'],
    ['占比（％）', '%'],
    ['增长%', '%'],
    ['死亡率‰', '‰'],
    ['Total consumption (m3)', 'm3'],
    ['time[s]', 's'],
    ['Cost (£)', '英镑'],
    ['Amount (USD)', '美元'],
    ['气温【℃】', '℃'],
    ['用电量(kW·h)', 'kW·h'],
    ['用电量（亿千瓦时）', '亿千瓦时'],
    ['噪声(dB(A))', 'dB(A)'],
    ['常住人口（万）', '万'],
    ['单价（元／平方米）', '元/平方米'],
    ['死亡率（人/10万人）', '人/10万人'],
    ['投入（元/人·月）', '元/人·月'],
    ['浓度（μg/m³）', 'μg/m³'],
    ['数量（单位：辆）', '辆'],
    ['注册资本（人民币万元）', '万元'],
    ['电视剧播出数(部)', '部'],
    ['使用年限（年）', '年'],
    ['长度/km', 'km'],
    ['浓度 / (mg/L)', 'mg/L'],
    ['用水量_立方米(万吨)', '万吨'],
  ])('given %s, when read, then the unit is %s', (label, unit) => {
    expect(headerUnits([label])).toEqual([unit]);
  });

  it.each(
    (
      '金额（含） 指数(上年=100) 门诊部(所) 统计期（月） 年(份) 产值(现价) 收入户(10%) 烧碱(折100%)产量 自治县(旗)数 学校/所 年/月 ' +
      '男/女 浓度mg/L 价格元/吨 （万元） 出口总额(人民币) 发行数(A、B股) 高度(h) 100% 万元 单位 %'
    ).split(' '),
  )('given %s, when read, then there is no unit', (label) => {
    expect(headerUnits([label])).toEqual([null]);
  });

  it('given brackets that tell kinds apart, when read, then they are no units', () => {
    expect(headerUnits(['出口总额(人民币)', '出口总额(美元)', '进口额(美元)'])).toEqual([null, null, '美元']);
  });

  it('given a level of units alone under the header, when read, then they are the units', () => {
    const header = [
      ['地区', '产值', '人员'],
      ['', '万元', '人'],
    ];
    expect(headerUnits(['地区', '产值_万元', '人员_人'], header)).toEqual([null, '万元', '人']);
  });

  it('given a unit in an upper level, when read, then it holds for what is below and can have it', () => {
    const header = [
      ['区', '金额（万元）', '', '人数_年'],
      ['', '收入', '占比', ''],
    ];
    const labels = ['区', '金额（万元）_收入', '金额（万元）_占比', '人数_年'];
    expect(headerUnits(labels, header)).toEqual([null, '万元', null, null]);
    expect(headerUnits(['金额（万元）_收入'], [['金额（万元）_收入']])).toEqual([null]);
  });

  it('given a level with other words too, when read, then it is no level of units', () => {
    const header = [
      ['学校', '学校', '学校'],
      ['所', '人', '合计'],
    ];
    expect(headerUnits(['学校_所', '学校_人', '学校_合计'], header)).toEqual([null, null, null]);
  });
});

describe('a unit for a whole table', () => {
  it.each([
    ['单位：万元', '万元'],
    ['（单位:人）', '人'],
    ['截至2025年底　计量单位：平方公里', '平方公里'],
    ['各区财政收入（亿元）', '亿元'],
    ['Unit: kg', 'kg'],
    ['单位：所', '所'],
    ['单位：万元、人', null],
    ['单位：万元，%', null],
    ['填报单位：市统计局', null],
    ['单位：市统计局', null],
    ['停车场台账（个）', null],
    ['停车场台账（试行）', null],
  ])('given %s, when read, then it says %s', (text, unit) => {
    expect(unitOfTitle(text)).toBe(unit);
  });

  it('given a corner of the header with a unit, when read, then it is that of the table', () => {
    expect(unitOfCorner(['单位：万元', '2024', '2025'])).toBe('万元');
    expect(unitOfCorner(['地区（万元）', '2024'])).toBeNull();
  });

  it.each([
    ['2024', '万元', true],
    ['财政收入', '万元', true],
    ['年份', '万元', false],
    ['同比增长', '万元', false],
    ['企业数', '万元', false],
    ['常住人口', '万元', false],
    ['从业人数', '人', true],
    ['', '人', false],
  ])('given the column %s under %s, when asked, then it takes it: %s', (label, unit, takes) => {
    expect(takesTableUnit(label, unit)).toBe(takes);
  });
});
