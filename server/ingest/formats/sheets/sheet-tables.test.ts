import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { convertFile, inspectFile } from '../../index.ts';
import { inspectHere } from '../../inspect.ts';
import { sampleHere } from '../../sample.ts';
import { dataFolder, hasData } from '../../testing/data-folder.ts';
import { writeWorkbook, type TestCell, type TestSheet } from '../../testing/workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-sheet-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cell = (text: string): TestCell =>
  text === '' ? {} : /^-?\d+(\.\d+)?$/.test(text) ? { raw: text } : { text };
const sheet = (name: string, lines: string[], more: Partial<TestSheet> = {}): TestSheet => ({
  name,
  rows: lines.map((line) => line.split(',').map(cell)),
  ...more,
});

async function bookOf(...sheets: TestSheet[]): Promise<string> {
  const path = join(folder, 'book.xlsx');
  await writeWorkbook(path, { sheets });
  return path;
}

async function rowsOf(path: string, reading: Reading, choices: ReadingChoices = {}): Promise<unknown[]> {
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 100 });
  return rows.flatMap(({ role, typed }) => (role === 'data' ? [typed] : []));
}

const labelsOf = ({ columns }: Reading): string[] => columns.map(({ label }) => label);

const UNDER = [
  '各区人口,,',
  '区,人口,面积',
  '黄浦,58,20.5',
  '静安,97,37',
  ',,',
  '学校情况,,',
  '类别,校数,学生',
  '小学,5,900',
  '初中,3,700',
  '高中,2,400',
];
const BESIDE = ['区,人口,,街道,户数', '黄浦,58,,外滩,1200', '静安,97,,南京西路,900', ',,,豫园,700'];

describe('several tables on a sheet', () => {
  it('[xz-16] given tables under each other, when read, then each can be chosen and a note counts them', async () => {
    const path = await bookOf(sheet('表', UNDER));
    const reading = await inspectHere(path, 'book.xlsx');
    expect(reading).toMatchObject({
      ...{ rows: 2, preambleRows: 1, headerRows: 1, table: 1 },
      tables: [
        { number: 1, name: '表', rows: 2 },
        { number: 2, name: '学校情况', rows: 3 },
      ],
    });
    expect(reading.warnings).toContainEqual({
      ...{ code: 'sheet-tables', row: null, column: null },
      args: { name: '表', count: 2, others: '学校情况 (A7)' },
    });
    const second = await inspectHere(path, 'book.xlsx', { table: 2 });
    expect(second).toMatchObject({ rows: 3, preambleRows: 6, headerRows: 1, footerRows: 0, table: 2 });
    expect(labelsOf(second)).toEqual(['类别', '校数', '学生']);
    expect(await rowsOf(path, second)).toEqual([
      ['小学', '5', '900'],
      ['初中', '3', '700'],
      ['高中', '2', '400'],
    ]);
  });

  it('[xz-16] given tables side by side, when read, then each has its own columns and rows', async () => {
    const path = await bookOf(sheet('表', BESIDE));
    const reading = await inspectHere(path, 'book.xlsx');
    expect(reading.tables).toEqual([
      { number: 1, name: '表', rows: 2 },
      { number: 2, name: '表 2', rows: 3 },
    ]);
    expect(labelsOf(reading)).toEqual(['区', '人口']);
    expect(await rowsOf(path, reading)).toEqual([
      ['黄浦', '58'],
      ['静安', '97'],
    ]);
    const second = await inspectFile(path, 'book.xlsx', { table: 2 });
    expect(labelsOf(second)).toEqual(['街道', '户数']);
    expect(await rowsOf(path, second)).toEqual([
      ['外滩', '1200'],
      ['南京西路', '900'],
      ['豫园', '700'],
    ]);
    const made = await convertFile(path, second, { table: 2 }, join(folder, 'second.parquet'));
    expect(made.rows).toBe(3);
  });

  it('given sheets with several tables, when listed, then sheets keep their numbers and further tables follow', async () => {
    const path = await bookOf(sheet('甲', BESIDE), sheet('乙', UNDER), sheet('丙', ['a,b', 'x,1', 'y,2']));
    const { tables } = await inspectHere(path, 'book.xlsx', { table: 3 });
    expect(tables).toEqual([
      { number: 1, name: '甲', rows: 2 },
      { number: 2, name: '乙', rows: 2 },
      { number: 3, name: '丙', rows: 2 },
      { number: 4, name: '甲 2', rows: 3 },
      { number: 5, name: '学校情况', rows: 3 },
    ]);
    const last = await inspectHere(path, 'book.xlsx', { table: 5 });
    expect([last.table, last.tables]).toEqual([5, tables]);
    expect(labelsOf(last)).toEqual(['类别', '校数', '学生']);
    await expect(inspectHere(path, 'book.xlsx', { table: 6 })).rejects.toMatchObject({
      extra: { reason: 'no-such-table', args: { number: 6, count: 5 } },
    });
  });

  it('given a title that is the name of a sheet, when listed, then the table has another name', async () => {
    const path = await bookOf(sheet('学校情况', UNDER));
    const { tables } = await inspectHere(path, 'book.xlsx');
    expect(tables.map(({ name }) => name)).toEqual(['学校情况', '学校情况_2']);
  });

  it('given a person who says where a later table begins, when read again, then it alone is another', async () => {
    const path = await bookOf(sheet('甲', BESIDE), sheet('乙', UNDER));
    const under = await inspectHere(path, 'book.xlsx', { table: 4, headerRows: 0, preambleRows: 7 });
    expect(under).toMatchObject({ table: 4, rows: 3, headerRows: 0, preambleRows: 7 });
    expect(under.tables.map(({ rows }) => rows)).toEqual([2, 2, 3, 3]);
    const beside = await inspectHere(path, 'book.xlsx', { table: 3, preambleRows: 1 });
    expect(beside).toMatchObject({ table: 3, preambleRows: 1, columns: [{}, {}] });
    expect(await rowsOf(path, beside)).toContainEqual(['豫园', '700']);
    const first = await inspectHere(path, 'book.xlsx', { table: 2, preambleRows: 2, headerRows: 0 });
    expect(first).toMatchObject({ rows: 2, footerRows: 6 });
  });

  it('given merged titles over tables side by side, when read, then each has its own title', async () => {
    const titled = ['人口,,,户数,', ...BESIDE];
    const path = await bookOf(sheet('表', titled, { merges: ['A1:B1', 'D1:E1'] }));
    const { tables } = await inspectHere(path, 'book.xlsx');
    expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['表', 2],
      ['户数', 3],
    ]);
  });

  it.each([
    ['a gap between columns', ['区,人口,,面积,户数', '黄浦,58,,20,3', '静安,97,,37,4', '徐汇,111,,54,5']],
    ['a blank row in the body', ['区,人口', '黄浦,58', '静安,97', ',', '徐汇,111', '长宁,69']],
    ['a column of remarks', ['区,人口,,备注', '黄浦,58,,', '静安,97,,待核', '徐汇,111,,']],
    ['the header again', ['区,人口', '黄浦,58', '静安,97', ',', '区,人口', '徐汇,111', '长宁,69']],
    ['subtotals after blank rows', ['区,人口', '黄浦,58', '静安,97', ',', '合计,155']],
  ])('given %s, when read, then it is one table', async (_, lines) => {
    const { tables, warnings } = await inspectHere(await bookOf(sheet('表', lines)), 'book.xlsx');
    expect(tables).toHaveLength(1);
    expect(warnings.map(({ code }) => code)).not.toContain('sheet-tables');
  });

  it('given a value between the columns far below, when read, then nothing of it is lost', async () => {
    const filler = Array.from({ length: 500 }, (_, i) => `区${i},${i},,路${i},${i}`);
    const path = await bookOf(sheet('表', [...BESIDE, ...filler, '终,1,要紧,终,2']));
    const reading = await inspectHere(path, 'book.xlsx');
    expect(reading.tables).toHaveLength(1);
    expect(await sampleHere(path, reading, {}, { rows: [505] })).toMatchObject({
      rows: [{ cells: ['终', '1', '要紧', '终', '2'] }],
    });
  });
});

describe.skipIf(!hasData('C_messy/messytables_horror'))('real workbooks with several tables', () => {
  it.each([
    ['C_messy/messytables_horror/large.xlsx', { Report: 14, data: 8544, criteria: 7, 'Report 2': 12 }],
    [
      'B_catalog/nju_codp/experiments/retrieval.xlsx',
      { Sheet1: 3, Sheet2: 18, 'Sheet1 2': 3, 'Sheet2 2': 6 },
    ],
    ['C_messy/frictionless/sheets.xlsx', { Sheet2: 1, Sheet3: 1 }],
  ])('[xz-16] given %s, when read, then its tables are known with their rows', async (file, expected) => {
    const { tables } = await inspectHere(join(dataFolder, file), basename(file));
    expect(Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))).toMatchObject(expected);
  });
});
