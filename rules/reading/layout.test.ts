import { describe, expect, it } from 'vitest';
import { detectLayout, isFooterRow } from './layout.ts';
import { columnLabels, columnNames } from './naming.ts';

describe('the head of a table', () => {
  it.each<[string, string[][], number, number]>([
    [
      'a header over numbers',
      [
        ['区', '人口'],
        ['黄浦', '58'],
        ['静安', '97'],
      ],
      0,
      1,
    ],
    [
      'numbers from the first row',
      [
        ['世纪大道', '0', '1'],
        ['龙阳路', '2', '1'],
        ['常熟路', '53', '4'],
      ],
      0,
      0,
    ],
    [
      'texts that recur',
      [
        ['北京', '北京大学'],
        ['北京', '清华大学'],
        ['上海', '复旦大学'],
      ],
      0,
      0,
    ],
    [
      'titles above',
      [
        ['某市统计表', '', ''],
        ['单位：人', '', ''],
        ['区', '男', '女'],
        ['黄浦', '5', '6'],
        ['静安', '7', '8'],
      ],
      2,
      1,
    ],
    [
      'two levels',
      [
        ['区', '小学', '', '初中', ''],
        ['', '校数', '学生数', '校数', '学生数'],
        ['黄浦', '1', '2', '3', '4'],
        ['静安', '1', '2', '3', '4'],
      ],
      0,
      2,
    ],
    [
      'years as headers',
      [
        ['地区', '2021', '2022'],
        ['黄浦', '5', '6'],
        ['静安', '7', '8'],
      ],
      0,
      1,
    ],
    ['a header alone', [['a', 'b']], 0, 1],
    [
      'a level after a blank line over amounts with a sign',
      [
        ['日期', '地点', '差旅', ''],
        ['', '', '', ''],
        ['', '', '飞机', '火车'],
        ['1日', '北京', '', '£135.70'],
        ['2日', '天津', '$1,000.50', '£77.40'],
        ['3日', '重庆', '', '£9.00'],
      ],
      0,
      3,
    ],
    ['years alone beside a name', [['地区', '2021', '2022']], 0, 1],
    ['a line with a bare number alone', [['3', '中文']], 0, 0],
    [
      'codes over values of another kind',
      [
        ['编号', '100022', '100025'],
        ['甲', 'TRUE', 'FALSE'],
        ['乙', 'TRUE', 'TRUE'],
      ],
      0,
      1,
    ],
    [
      'years over numbers and remarks',
      [
        ['博物馆', '2011', '2010'],
        ['现代馆', '23.824', '17.518'],
        ['民俗馆', '修缮', '修缮'],
      ],
      0,
      1,
    ],
    [
      'an empty corner and no value under any other label',
      [
        ['', '企业应付账款', '行业应付账款'],
        ['1978年', '', ''],
        ['1979年', '', ''],
      ],
      0,
      1,
    ],
  ])('given %s, when looked at, then preamble and header are found', (_, rows, preambleRows, headerRows) => {
    expect(detectLayout(rows)).toEqual({ preambleRows, headerRows });
  });

  it('given a last row with one cell, when it is a number in the first column, then it is no note', () => {
    expect(isFooterRow(['5'], 4)).toBe(false);
    expect(isFooterRow(['制表人张三'], 4)).toBe(true);
  });

  it('given two levels, when named, then the upper text goes before each of its lower ones', () => {
    const rows = [
      ['区', '小学', '', '初中', ''],
      ['', '校数', '学生数', '校数', '学生数'],
    ];
    expect(columnLabels(rows, 5)).toEqual(['区', '小学_校数', '小学_学生数', '初中_校数', '初中_学生数']);
  });

  it('given unseen control characters in a label, when named, then they are the marks that Windows means by them', () => {
    expect(columnLabels([['\u0091RAF\u0092 \u0096 cost']], 1)).toEqual(['‘RAF’ – cost']);
  });

  it('given repeated, empty and case-only different labels, when named, then names are unique', () => {
    expect(columnNames(['名称', '名称', '', 'NAME', 'name'])).toEqual([
      '名称',
      '名称_2',
      'column_3',
      'NAME',
      'name_2',
    ]);
  });
});
