import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { encodeText } from '../../testing/encode.ts';
import { readRecords, type ReadRecords } from '../../testing/read-records.ts';
import { json } from './json.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-json-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(
  content: string | Buffer,
  choices: ReadingChoices = {},
  name = 'a.json',
): Promise<ReadRecords> {
  const path = join(folder, name);
  await writeFile(path, content);
  return readRecords(json, path, name, choices);
}

describe('[xz-16] JSON as departments have it', () => {
  it('given objects with different keys, when read, then columns are the union in order of first sight', async () => {
    const { labels, rows, reading } = await read('[{"a":"x"},{"b":2,"a":null},{"c":[1, 2.50],"b":3}]');
    expect(labels).toEqual(['a', 'b', 'c']);
    expect(rows).toEqual([
      ['x', '', ''],
      ['', '2', ''],
      ['', '3', '[1,2.50]'],
    ]);
    expect(reading.columns.map(({ type }) => type)).toEqual(['text', 'integer', 'text']);
  });

  it.each<[string, string, string[], string[][]]>([
    [
      'arrays with a header',
      '[["站名","人次"],["漕宝路",1],["龙阳路",20]]',
      ['站名', '人次'],
      [
        ['漕宝路', '1'],
        ['龙阳路', '20'],
      ],
    ],
    [
      'arrays without one',
      '[["2020-03-09",460.3],["2020-03-10",474]]',
      ['', ''],
      [
        ['2020-03-09', '460.3'],
        ['2020-03-10', '474'],
      ],
    ],
    ['plain values', '["a", 2, null]', ['value'], [['a'], ['2'], ['']]],
    ['arrays of arrays of arrays', '[[["a",1]],[]]', ['value'], [['[["a",1]]'], ['[]']]],
    [
      'objects by key',
      '{"甲":{"x":1,"y":2},"乙":{"y":3}}',
      ['key', 'x', 'y'],
      [
        ['甲', '1', '2'],
        ['乙', '', '3'],
      ],
    ],
    [
      'arrays by key',
      '{"2020":[1,2],"2021":[3,4]}',
      ['key', 'column_1', 'column_2'],
      [
        ['2020', '1', '2'],
        ['2021', '3', '4'],
      ],
    ],
    [
      'values by date',
      '{"2026-01-01":"元旦","2026-02-17":"春节"}',
      ['key', 'value'],
      [
        ['2026-01-01', '元旦'],
        ['2026-02-17', '春节'],
      ],
    ],
    ['one object', '{"a":1,"b":{"c": [ ]},"d":"x"}', ['a', 'b', 'd'], [['1', '{"c":[]}', 'x']]],
    [
      'columns and data',
      '{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2]]}',
      ['a', 'b'],
      [
        ['1', 'x'],
        ['2', ''],
      ],
    ],
    [
      'fields and rows',
      '{"fields":[{"name":"a","type":"int"},{"name":"b"}],"rows":[[1,2]]}',
      ['a', 'b'],
      [['1', '2']],
    ],
    [
      'objects and strays',
      '[{"value":1},7,null]',
      ['value', 'value'],
      [
        ['1', ''],
        ['', '7'],
        ['', ''],
      ],
    ],
    [
      'odd keys',
      '[{"":1,"__proto__":2,"constructor":3}]',
      ['', '__proto__', 'constructor'],
      [['1', '2', '3']],
    ],
  ])('given %s, when read, then they are one table', async (_, content, labels, rows) => {
    expect(await read(content)).toMatchObject({ labels, rows });
  });

  it('given several tables inside one another, when read, then all are listed and the longest is read', async () => {
    const content =
      '{"code":0,"data":{"items":[{"a":1},{"a":2}],"a.b":[{"c":1},{"c":2},{"c":3}],"total":2},"msg":"ok"}';
    const first = await read(content);
    expect(first.tables).toEqual(['$.data["a.b"] 3', '$.data.items 2']);
    expect(first).toMatchObject({ labels: ['c'], warnings: ['other-members', 'more-tables'] });
    expect(await read(content, { table: 2 })).toMatchObject({ labels: ['a'], rows: [['1'], ['2']] });
    await expect(read(content, { table: 3 })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('given a key twice in a record, when read, then the last value counts and a warning says so', async () => {
    expect(await read('[{"a":1},{"a":1,"a":2}]')).toMatchObject({
      rows: [['1'], ['2']],
      warnings: ['repeated-keys'],
    });
  });

  it('given values that are no numbers, when read, then they are missing and a warning says so', async () => {
    const { rows, warnings } = await read('[{"a":NaN,"b":[Infinity],"c":1},{"a":-Infinity,"b":null,"c":2}]');
    expect(rows).toEqual([
      ['', '[null]', '1'],
      ['', '', '2'],
    ]);
    expect(warnings).toEqual(['not-numbers']);
  });

  it('given values on lines, when read, then it is NDJSON with blank lines left out', async () => {
    const { reading, rows, warnings } = await read('{"名称":"甲"}\n\n{"名称":"乙","n":1}\n', {}, 'a.csv');
    expect(reading.format).toBe('ndjson');
    expect(rows).toEqual([
      ['甲', ''],
      ['乙', '1'],
    ]);
    expect(warnings).toEqual(['name-differs']);
  });

  it.each(['gb18030', 'utf-16le', 'utf-16be', 'utf-8-bom'] as const)(
    'given %s, when read, then the text is right',
    async (encoding) => {
      const content = encodeText(
        JSON.stringify(Array.from({ length: 40 }, (_, i) => ({ 名称: '上海市徐汇区公共停车场', 序号: i }))),
        encoding,
      );
      const { labels, rows, reading } = await read(content);
      expect(labels).toEqual(['名称', '序号']);
      expect(rows[39]).toEqual(['上海市徐汇区公共停车场', '39']);
      expect(reading.encoding).toBe(encoding.replace('-bom', ''));
    },
  );

  it('given nothing that is a record, when read, then it is refused', async () => {
    for (const content of ['[]', '{}'])
      await expect(read(content)).rejects.toMatchObject({ extra: { reason: 'json-without-records' } });
  });

  it('given more columns than a table may have, when read, then it is refused', async () => {
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i % 2 ? 'x' : [i]]));
    await expect(read(JSON.stringify([wide]))).rejects.toMatchObject({
      code: 'too-large',
      extra: { reason: 'too-many-columns' },
    });
  });
});

describe('[xz-16] JSON by columns', () => {
  const days = Array.from({ length: 20 }, (_, i) => i + 1);

  it('given an array for each column, when read, then its values are rows', async () => {
    const { labels, rows, reading } = await read('{"站名":["漕宝路","龙阳路"],"人次":[1,20.50]}');
    expect([labels, rows]).toEqual([
      ['站名', '人次'],
      [
        ['漕宝路', '1'],
        ['龙阳路', '20.50'],
      ],
    ]);
    expect(reading.columns.map(({ type }) => type)).toEqual(['text', 'decimal']);
  });

  it('given long columns of one kind inside another object, when read, then they are one table', async () => {
    const { labels, rows, tables } = await read(JSON.stringify({ ok: true, data: { a: days, b: days } }));
    expect(labels).toEqual(['a', 'b']);
    expect(rows).toHaveLength(20);
    expect(rows[19]).toEqual(['20', '20']);
    expect(tables).toHaveLength(1);
  });

  it.each([
    ['rows by year', '{"2024":[1,"x"],"2025":[2,"y"]}', ['key', 'column_1', 'column_2']],
    ['short arrays of one kind', '{"甲":[1,2],"乙":[3,4]}', ['key', 'column_1', 'column_2']],
    [
      'arrays of other lengths',
      '{"甲":["x","y","z"],"乙":[3,4]}',
      ['key', 'column_1', 'column_2', 'column_3'],
    ],
  ])('given %s, when read, then they are no columns', async (_, text, expected) => {
    expect((await read(text)).labels).toEqual(expected);
  });
});
