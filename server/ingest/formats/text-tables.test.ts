import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { closeIngest, convertFile } from '../index.ts';
import { inspectHere } from '../inspect.ts';
import { sampleHere } from '../sample.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-text-tables-'));
  path = join(folder, 'tables.csv');
});
afterAll(async () => {
  await closeIngest();
  await rm(folder, { recursive: true, force: true });
});

async function read(lines: string[], choices: ReadingChoices = {}) {
  await writeFile(path, lines.join('\n'));
  const reading = await inspectHere(path, 'tables.csv', choices);
  const { rows } = await sampleHere(path, reading, choices, { offset: 0, limit: 50 });
  return { reading, data: rows.flatMap(({ role, typed }) => (role === 'data' ? [typed] : [])) };
}

const BESIDE = ['区,人口,,街道,户数', '黄浦,58,,外滩,1200', '静安,97,,南京西路,900', ',,,豫园,700'];
const UNDER = ['区,人口', '黄浦,58', '静安,97', '', '学校情况', '类别,校数,学生', '小学,5,900', '初中,3,700'];

describe('several tables in a text', () => {
  it('[xz-16] given tables side by side, when read, then each can be chosen and a note says where they begin', async () => {
    const first = await read(BESIDE);
    expect(first.reading.tables).toEqual([
      { number: 1, name: 'tables 1', rows: 2 },
      { number: 2, name: 'tables 2', rows: 3 },
    ]);
    expect(first.data).toEqual([
      ['黄浦', '58'],
      ['静安', '97'],
    ]);
    expect(first.reading.warnings).toContainEqual({
      ...{ code: 'tables-beside', row: 1, column: null },
      args: { count: 2, cells: 'D1' },
    });
    const second = await read(BESIDE, { table: 2 });
    expect(second.reading.columns.map(({ label }) => label)).toEqual(['街道', '户数']);
    expect(second.data).toContainEqual(['豫园', '700']);
    const made = await convertFile(path, second.reading, { table: 2 }, join(folder, 'made.parquet'));
    expect(made.rows).toBe(3);
  });

  it('given a person who says how a table beside others is read, when read, then that one alone changes', async () => {
    const choices = { table: 2, headerRows: 0, preambleRows: 1, types: { column_2: 'text' as const } };
    const { reading, data } = await read(BESIDE, choices);
    expect(reading).toMatchObject({ table: 2, preambleRows: 1, headerRows: 0, rows: 3 });
    expect(reading.columns.map(({ type }) => type)).toEqual(['text', 'text']);
    expect(data[2]).toEqual(['豫园', '700']);
    expect(reading.tables.map(({ rows }) => rows)).toEqual([2, 3]);
  });

  it('given a person who says where the second table under another begins, when read, then it is read so', async () => {
    const { reading, data } = await read(UNDER, { table: 2, preambleRows: 6, headerRows: 0 });
    expect(reading).toMatchObject({ table: 2, rows: 2, preambleRows: 6 });
    expect(data).toEqual([
      ['小学', '5', '900'],
      ['初中', '3', '700'],
    ]);
    expect(reading.tables.map(({ rows }) => rows)).toEqual([2, 2]);
  });

  it.each([
    ['a column without values', ['区,人口,,面积,户数', '黄浦,58,,20,3', '静安,97,,37,4']],
    ['a value between the columns', [...BESIDE, '徐汇,111,要紧,田林,3']],
    ['texts only', ['a,b,,c,d', 'x,y,,z,w', 'u,v,,s,t', ',,,q,r']],
  ])('given %s, when read, then it is one table', async (_, lines) => {
    const { reading } = await read(lines);
    expect(reading.tables).toHaveLength(1);
  });
});
