import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { inspectHere } from './inspect.ts';
import { sampleHere } from './sample.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { writeWorkbook } from './testing/workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-units-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(lines: string[], choices: ReadingChoices = {}) {
  const path = join(folder, 'units.csv');
  await writeFile(path, lines.join('\n'));
  const reading = await inspectHere(path, 'units.csv', choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 50 });
  const units = Object.fromEntries(reading.columns.map(({ name, unit }) => [name, unit]));
  return { reading, units, typed: rows.flatMap(({ role, typed }) => (role === 'data' ? [typed] : [])) };
}

describe('units that header and titles state', () => {
  const table = ['区,金额（万元）,占比(%),户数（户）', '徐汇,12.5,30.5,3', '静安,7,69.5,4'];

  it('[xz-16] given units in the header, when read, then columns have them and numbers stay as written', async () => {
    const { reading, units, typed } = await read(table);
    expect(units).toEqual({ 区: null, '金额（万元）': '万元', '占比(%)': '%', '户数（户）': '户' });
    expect(reading.columns[1]).toMatchObject({
      label: '金额（万元）',
      why: { code: 'all-decimals-stated-unit', args: { unit: '万元', scale: 1 } },
    });
    expect(typed).toEqual([
      ['徐汇', '12.5', '30.5', '3'],
      ['静安', '7', '69.5', '4'],
    ]);
  });

  it('given units beside the values too, when read, then those are taken', async () => {
    const { units, typed } = await read(['区,金额（万元）,占比(%)', '徐汇,50万元,30%', '静安,1万元,70%']);
    expect(units).toEqual({ 区: null, '金额（万元）': '元', '占比(%)': '%' });
    expect(typed[0]).toEqual(['徐汇', '500000', '0.30']);
  });

  it('given a unit above the table, when read, then the numbers it can hold for have it, and a note says so', async () => {
    const { reading, units } = await read([
      '各区收支表,,,,,',
      ',,,,,单位：万元',
      '区,年份,收入,支出,企业数,增长率（%）',
      '徐汇,2024,120,90.5,12,3.5',
      '静安,2024,100,80.5,10,2.5',
    ]);
    expect(units).toEqual({
      区: null,
      年份: null,
      收入: '万元',
      支出: '万元',
      企业数: null,
      '增长率（%）': '%',
    });
    expect(reading.warnings).toContainEqual({
      ...{ code: 'table-unit', row: 2, column: null },
      args: { unit: '万元', count: 2 },
    });
  });

  it('given titles that state two units, when read, then no column takes one', async () => {
    const { units } = await read(['表一（万元）,,', ',,单位：亿元', '区,收入,支出', '徐汇,1,2', '静安,3,4']);
    expect(units).toEqual({ 区: null, 收入: null, 支出: null });
  });

  it('given a person who says another unit, or none, when read, then that holds', async () => {
    const { units } = await read(table, { units: { '金额（万元）': '亿元', '占比(%)': '' } });
    expect(units).toMatchObject({ '金额（万元）': '亿元', '占比(%)': null });
  });

  it('given text under a header with a unit, when read, then the column has none', async () => {
    const { units } = await read(['区,金额（万元）', '徐汇,待定', '静安,未定']);
    expect(units['金额（万元）']).toBeNull();
  });
});

describe('units that a workbook shows', () => {
  it('given amounts in formats of money, when read, then columns have the unit, or that of the header', async () => {
    const path = join(folder, 'money.xlsx');
    const money = (raw: string, style: number) => ({ raw, style });
    await writeWorkbook(path, {
      formats: ['¥#,##0.00', '_($* #,##0_);_($* (#,##0);_($* "-"??_);_(@_)', '0"人"', '#,##0'],
      sheets: [
        {
          name: '账',
          rows: [
            ['区', '支出', '捐款', '人员', '金额（万元）', '有的'].map((text) => ({ text })),
            [{ text: '徐汇' }, money('12.5', 0), money('-3', 1), money('7', 2), money('1', 0), money('1', 0)],
            [{ text: '静安' }, money('1234', 0), money('5', 1), money('9', 2), money('2', 0), money('2', 3)],
          ],
        },
      ],
    });
    const { columns } = await inspectHere(path, 'money.xlsx');
    expect(columns.map(({ type, unit }) => [type, unit])).toEqual([
      ['text', null],
      ['decimal', '元'],
      ['integer', '$'],
      ['integer', '人'],
      ['integer', '万元'],
      ['integer', null],
    ]);
  });

  it('given accounts in brackets, when read, then they are negative and a note says so', async () => {
    const { reading, typed } = await read(['区,损益', '徐汇,"(1,234)"', '静安,56']);
    expect(typed).toEqual([
      ['徐汇', '-1234'],
      ['静安', '56'],
    ]);
    expect(reading.warnings).toEqual([
      { code: 'negative-brackets', row: 2, column: 2, args: { name: '损益', row: 2, count: 1 } },
    ]);
  });
});

describe.skipIf(!hasData('A_city'))('units in the yearbook', () => {
  it.each([
    ['文化/广播电视事业发展情况.csv', ['部', '集']],
    ['文化/有线广播电视传输干线网络及用户情况.csv', ['%']],
    ['卫生/村卫生室情况.csv', ['%']],
    ['对外经济贸易/货物进出口总额.csv', []],
    ['价格指数/各种价格定基指数.csv', []],
  ])('[xz-16] given %s, when read, then its units are %j', async (file, expected) => {
    const path = join(dataFolder, 'A_city/nbs_yearly', file);
    const { columns } = await inspectHere(path, basename(file));
    const units = new Set(columns.flatMap(({ unit }) => (unit === null ? [] : [unit])));
    expect([...units].sort()).toEqual(expected);
  });
});
