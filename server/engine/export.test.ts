import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import type { Problem } from '../../rules/problems/problems.ts';
import type { EngineTable, ExportOptions, RowFormat } from './index.ts';
import { aField, aWorkbench, bytesOf, type Cell, type Workbench } from './testing/tables.ts';

const COLUMNS = [
  aField('编号', 'integer'),
  aField('名称', 'text'),
  aField('金额', 'decimal'),
  aField('有效', 'boolean'),
  aField('日期', 'date'),
  aField('时刻', 'datetime'),
  aField('几点', 'time'),
];

const ROWS: Cell[][] = [
  ['1', '上海, "浦东"', '1.500', 'true', '2024-02-29', '2024-02-29T08:00:00', '08:00:00'],
  [
    '9007199254740993',
    '换\n行\r\n',
    '-0.001',
    'false',
    '1899-12-31',
    '2024-01-01T00:00:00.123456',
    '23:59:59',
  ],
  [null, null, null, null, null, null, null],
  ['-5', '', '123456789012345.678', 'true', '1900-03-01', '1900-01-01T12:00:00', '00:00:00'],
  ['0', '=1+1', '0.000', 'false', '9999-12-31', '2024-12-31T23:59:59', '12:30:00'],
  ['7', ' 空格 \t制表', '10.000', null, '2000-01-01', null, null],
  ['8', '_x0041_ <&> \u0001 \u{20000}€', '2.250', 'true', '2001-01-01', '2001-01-01T01:02:03', '01:02:03'],
  ['9', "-- 'quoted' `x`", '3.000', 'true', '2001-01-01', '2001-01-01T01:02:03', '01:02:03'],
];

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench();
  table = await bench.table(COLUMNS, ROWS);
});
afterAll(() => bench.close());

const whole = () => readQuery({}, COLUMNS);
const exported = async (format: RowFormat, options?: ExportOptions, query = whole()): Promise<Buffer> =>
  bytesOf(await bench.engine.export(table, query, format, options));
const saved = async (name: string, bytes: Buffer): Promise<string> => {
  const path = join(bench.directory, name);
  await writeFile(path, bytes);
  return path;
};
const NAMES = COLUMNS.map(({ name }) => name);
const readDelimited = async (name: string, bytes: Buffer, delimiter: string): Promise<Cell[][]> =>
  bench.read(
    `read_csv('${await saved(name, bytes)}', header=true, all_varchar=true, delim='${delimiter}', quote='"', escape='"', new_line='\\n', nullstr='', allow_quoted_nulls=false)`,
  );

describe('exports', () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)(
    '[xz-17] given a table, when it is exported as %s, then reading it gives every value back',
    async (format, delimiter) => {
      expect(await readDelimited(`whole.${format}`, await exported(format), delimiter)).toEqual(ROWS);
    },
  );

  it('given a byte order mark is asked for, when csv is exported, then it comes first and once', async () => {
    const bytes = await exported('csv', { bom: true });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).equals(await exported('csv'))).toBe(true);
  });

  it('given gb18030 is asked for, when csv is exported, then a gb18030 reader gets the same text', async () => {
    const bytes = await exported('csv', { encoding: 'gb18030' });
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    expect(text).toBe((await exported('csv')).toString());
  });

  it('given formulas, when they are to be neutralised, then only text that a spreadsheet runs is changed', async () => {
    const bytes = await exported('csv', { neutraliseFormulas: true });
    const changed = ROWS.map((row) =>
      row.map((cell, index) => (index === 1 && /^[=-]/.test(cell ?? '') ? `'${cell ?? ''}` : cell)),
    );
    expect(await readDelimited('neutral.csv', bytes, ',')).toEqual(changed);
  });

  it.each(['json', 'ndjson'] as const)(
    '[xz-17] given a table, when it is exported as %s, then every row is an object with exact values',
    async (format) => {
      const text = (await exported(format)).toString();
      const objects =
        format === 'json'
          ? (JSON.parse(text) as object[])
          : text
              .trimEnd()
              .split('\n')
              .map((line) => JSON.parse(line) as object);
      const expected = ROWS.map((row) =>
        Object.fromEntries(
          row.map((cell, index): [string, unknown] => [NAMES[index] ?? '', asJson(cell, index)]),
        ),
      );
      expect(objects).toEqual(expected);
      expect(text).toContain('123456789012345.678');
    },
  );

  it('[xz-17] given the whole table, when it is exported as parquet, then the stored file is sent', async () => {
    expect((await exported('parquet')).equals(await readFile(table.path))).toBe(true);
  });

  it('given a condition, when parquet is exported, then the file holds those rows and their types', async () => {
    const query = readQuery(
      { select: '名称, 金额, 编号 + 1 as 后', where: '金额 > 1', orderBy: '金额' },
      COLUMNS,
    );
    const path = await saved('some.parquet', await exported('parquet', {}, query));
    const rows = await bench.read(`'${path}'`);
    expect(rows.map((row) => row[1])).toEqual(['1.500', '2.250', '3.000', '10.000', '123456789012345.678']);
    expect(rows.map((row) => row[2])).toEqual(['2', '9', '10', '8', '-4']);
  });

  it.each(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'xlsx'] as const)(
    'given no row fits, when %s is exported, then the file is complete and empty',
    async (format) => {
      const bytes = await exported(format, {}, readQuery({ where: '编号 = 77' }, COLUMNS));
      if (format === 'json') expect(bytes.toString()).toBe('[]');
      if (format === 'ndjson') expect(bytes.length).toBe(0);
      if (format === 'csv') expect(bytes.toString()).toBe(`${NAMES.join(',')}\n`);
      if (format === 'parquet')
        expect(await bench.read(`'${await saved('none.parquet', bytes)}'`)).toEqual([]);
      if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK');
    },
  );

  it('given a name that the file does not have, when it is exported, then it fails before the first byte', async () => {
    const broken = { ...table, path: join(bench.directory, 'data', 'none.parquet') };
    await expect(bench.engine.export(broken, whole(), 'csv')).rejects.toThrow('the query engine failed');
  });

  it('given values beside texts, when xlsx is exported, then only the texts are measured', async () => {
    const query = readQuery({ select: '编号 + 5 as a, 金额 * 2 as b, 名称' }, COLUMNS);
    expect((await exported('xlsx', {}, query)).subarray(0, 2).toString()).toBe('PK');
  });

  it('given a result beyond 38 digits, when it is exported, then the caller is told', async () => {
    const query = readQuery({ select: '编号 * 99999999999999999999999999 * 99999999' }, COLUMNS);
    await expect(exported('csv', {}, query)).rejects.toMatchObject({
      code: 'invalid-expression',
    } satisfies Partial<Problem>);
  });
});

function asJson(cell: Cell, index: number): unknown {
  const type = COLUMNS[index]?.type;
  if (cell === null || (type !== 'integer' && type !== 'decimal' && type !== 'boolean')) return cell;
  if (type === 'boolean') return cell === 'true';
  return type === 'integer' && !Number.isSafeInteger(Number(cell)) ? cell : Number(cell);
}
