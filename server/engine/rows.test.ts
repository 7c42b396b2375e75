import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { compilePage } from './compile-query.ts';
import type { EngineTable } from './index.ts';
import { aField, aWorkbench, type Workbench } from './testing/tables.ts';

const COLUMNS = [
  aField('区', 'text'),
  aField('数量', 'integer'),
  aField('金额', 'decimal'),
  aField('日', 'date'),
];
const ROWS = [
  ['浦东', '3', '1.50', '2024-01-01'],
  ['静安', '1', null, '2024-01-02'],
  ['黄浦', '2', '2.25', null],
  ['浦东', '9007199254740993', '0.00', '2024-02-29'],
  [null, null, '1.50', '2024-01-01'],
];

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench();
  table = await bench.table(COLUMNS, ROWS, { 金额: 'DECIMAL(10,2)' });
});
afterAll(() => bench.close());

const rows = async (text: Parameters<typeof readQuery>[0], limit = 10, after: string | null = null) =>
  bench.engine.rows(table, readQuery(text, COLUMNS), { limit, after });

describe('rows', () => {
  it('[xz-17] given a table, when rows are asked for, then they are JSON with exact numbers, in the order of the file', async () => {
    const { json, next, count } = await rows({});
    expect(json).toBe(
      '[{"区":"浦东","数量":3,"金额":1.50,"日":"2024-01-01"},{"区":"静安","数量":1,"金额":null,"日":"2024-01-02"},' +
        '{"区":"黄浦","数量":2,"金额":2.25,"日":null},{"区":"浦东","数量":"9007199254740993","金额":0.00,"日":"2024-02-29"},' +
        '{"区":null,"数量":null,"金额":1.50,"日":"2024-01-01"}]',
    );
    expect([next, count]).toEqual([null, 5]);
  });

  it('given decimals below one, when they come, then they are numbers that JSON knows', async () => {
    const columns = [aField('d', 'decimal')];
    const small = await bench.table(columns, [['0.125'], ['-0.125']], { d: 'DECIMAL(3,3)' });
    const { json } = await bench.engine.rows(
      small,
      readQuery({ select: 'd, 0.5 * d as h', orderBy: 'd' }, columns),
      { limit: 5 },
    );
    expect(json).toBe('[{"d":-0.125,"h":-0.0625},{"d":0.125,"h":0.0625}]');
  });

  it('given Chinese order is asked for, when rows come, then they are ordered by pinyin; else by code points', async () => {
    const order = async (orderBy: string) =>
      (await rows({ select: '区', orderBy })).json.match(/[\u4e00-\u9fff]{2}(?="})/g);
    expect(await order('区 collate zh')).toEqual(['黄浦', '静安', '浦东', '浦东']);
    expect(await order('区')).toEqual(['浦东', '浦东', '静安', '黄浦']);
  });

  it('given groups, when they are asked for page by page, then each group comes once with its sums', async () => {
    const text = {
      select: '区, count(*) as 行, sum(金额) as 合计, max(日)',
      groupBy: '区',
      orderBy: '行 desc',
    };
    const first = await rows(text, 2);
    expect(first.json).toBe(
      '[{"区":"浦东","行":2,"合计":1.50,"max(日)":"2024-02-29"},{"区":"静安","行":1,"合计":null,"max(日)":"2024-01-02"}]',
    );
    const second = await rows(text, 2, first.next);
    expect(second.json).toBe(
      '[{"区":"黄浦","行":1,"合计":2.25,"max(日)":null},{"区":null,"行":1,"合计":1.50,"max(日)":"2024-01-01"}]',
    );
    expect(second.next).toBeNull();
    expect(await bench.engine.count(table, readQuery(text, COLUMNS))).toEqual({
      total: 4,
      totalIsEstimate: false,
    });
  });

  it('given groups of an expression with values of its own, when they are asked for, then they are the same expression', async () => {
    const { json } = await rows({
      groupBy: "coalesce(区, '无') || '!'",
      having: 'count(*) > 1',
      orderBy: "coalesce(区, '无') || '!'",
    });
    expect(json).toBe('[{"coalesce(区, \'无\') || \'!\'":"浦东!","count":2}]');
    expect((await rows({ select: 'count(distinct 区) as n, avg(数量 % 2) as a' })).json).toBe(
      '[{"n":3,"a":0.75}]',
    );
  });

  it('given a number that is summed and compared with, when groups are asked for, then each is itself', async () => {
    const { json } = await rows({ select: '区, sum(1) as s', groupBy: '区', having: 'count(*) > 1' });
    expect(json).toBe('[{"区":"浦东","s":2}]');
  });

  it('given numbers beyond all numbers, when they come, then they are missing, and others are rounded as asked', async () => {
    const tiny = `0.${'0'.repeat(36)}1`;
    const endless = `数量${` / ${tiny}`.repeat(10)}`;
    const text = {
      select: `${endless} as a, -(${endless}) as b, ${endless} - ${endless} as c, round(金额 / 3, 2) as d`,
    };
    const missing = { a: null, b: null, c: null };
    expect(JSON.parse((await rows({ ...text, where: '数量 = 3' })).json)).toEqual([{ ...missing, d: 0.5 }]);
    expect(JSON.parse((await rows({ ...text, where: '数量 = 2', orderBy: '日' })).json)).toEqual([
      { ...missing, d: 0.75 },
    ]);
    expect((await rows({ select: `sum(${endless}) as s, round(max(金额), 1) as r` })).json).toBe(
      '[{"s":null,"r":2.3}]',
    );
  });

  it('given decimals beside long integers, when they are compared or one is taken, then no digit is lost', async () => {
    const { json } = await rows({ select: 'coalesce(金额, coalesce(2.5, 数量 * 3)) as v' });
    expect((JSON.parse(json) as { v: number }[]).map(({ v }) => v)).toEqual([1.5, 2.5, 2.25, 0, 1.5]);
    const below = await rows({ select: '金额', where: '金额 < coalesce(2.3, 数量 * 3) and 金额 > 2' });
    expect(below.json).toBe('[{"金额":2.25}]');
    const among = await rows({ select: '金额', where: '金额 in (coalesce(2.3, 数量 * 3), 7)' });
    expect(among.json).toBe('[]');
  });

  it.each([
    [
      'of another version',
      async () => ({
        next: (await bench.engine.rows({ ...table, version: 'v2' }, readQuery({}, COLUMNS), { limit: 1 }))
          .next,
      }),
    ],
    ['of another order', async () => rows({ orderBy: '数量' }, 1)],
    ['of another condition', async () => rows({ where: '数量 > 0' }, 1)],
    ['that is no cursor', async () => ({ next: 'bm9uc2Vuc2U' })],
    ['that is no base64', async () => ({ next: '%%%' })],
  ])('given a cursor %s, when it is used, then it is refused', async (_, made) => {
    await expect(rows({}, 1, (await made()).next)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  it('given a cursor that was tampered with, when it is used, then it is refused and no SQL comes of it', async () => {
    const { next } = await rows({ orderBy: '日' }, 1);
    const [binding, , last] = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as unknown[];
    for (const key of [
      ['DATE', 'yesterday'],
      ['DATE) OR (1=1', '2024-01-01'],
      ['DATE', 5],
      ['BIGINT', '99999999999999999999'],
      'x',
      null,
    ]) {
      const forged = Buffer.from(JSON.stringify([binding, key, last])).toString('base64url');
      await expect(rows({ orderBy: '日' }, 1, forged)).rejects.toMatchObject({ code: 'invalid-cursor' });
    }
  });

  it.each([0, -1, 1.5, 10_001, NaN])(
    'given a limit of %s, when rows are asked for, then it is refused',
    async (limit) => {
      await expect(rows({}, limit)).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );

  it('given no condition, when rows are counted, then the manifest answers', async () => {
    const pretended = { ...table, rows: 1_000_000 };
    expect(await bench.engine.count(pretended, readQuery({}, COLUMNS))).toEqual({
      total: 1_000_000,
      totalIsEstimate: false,
    });
    expect(await bench.engine.count(table, readQuery({ where: "区 = '浦东'" }, COLUMNS))).toEqual({
      total: 2,
      totalIsEstimate: false,
    });
  });

  it('given a query that runs too long, when its time is over, then it is stopped and the engine goes on', async () => {
    const slow = await aWorkbench({ timeoutMs: 50, maxConcurrent: 1 });
    const columns = [aField('t', 'text')];
    const long = await slow.tableOf(columns, "SELECT i || '' AS t FROM range(3000000) r(i)", 3_000_000);
    const where = Array.from({ length: 300 }, (_, index) => `t || '${index}' = '-'`).join(' or ');
    const query = readQuery({ where }, columns);
    await expect(slow.engine.rows(long, query, { limit: 1 })).rejects.toMatchObject({
      code: 'query-timeout',
    });
    expect((await slow.engine.rows(long, readQuery({}, columns), { limit: 1 })).count).toBe(1);
    await slow.close();
  });

  it('given a count that would take long, when rows are counted, then it is estimated and says so', async () => {
    const columns = [aField('n', 'integer')];
    const many = await bench.tableOf(columns, 'SELECT i AS n FROM range(3000000) r(i)', 3_000_000);
    const slow = Array.from({ length: 200 }, (_, index) => `n * 7 + ${index} = -1`).join(' or ');
    const { total, totalIsEstimate } = await bench.engine.count(
      many,
      readQuery({ where: `n < 1500000 or ${slow}` }, columns),
    );
    expect(totalIsEstimate).toBe(true);
    expect(Math.abs(total - 1_500_000)).toBeLessThan(150_000);
  });

  it('given patterns that cost some engines exponential time, when rows are asked for, then they come', async () => {
    const columns = [aField('t', 'text')];
    const hard = await bench.tableOf(columns, "SELECT repeat('a', 200) || i AS t FROM range(300) r(i)", 300);
    for (const operator of ['like', 'ilike', 'not like']) {
      const query = readQuery({ where: `t ${operator} '%_${'a%_'.repeat(20)}b'` }, columns);
      expect((await bench.engine.rows(hard, query, { limit: 1000 })).count).toBe(
        operator === 'not like' ? 300 : 0,
      );
    }
  });
});

describe('compiled SQL', () => {
  const info = {
    from: 'T AS t',
    columns: new Map(COLUMNS.map(({ name }) => [name, { sql: `"${name}"`, type: '' }])),
  };
  const compiled = (text: Parameters<typeof readQuery>[0]) =>
    compilePage(readQuery(text, COLUMNS), info, { limit: 11, after: null });

  it('given values, when a condition is compiled, then every one of them is bound and none is in the text', () => {
    const { sql, parameters } = compiled({
      select: '数量',
      where: "区 like '浦%' and 金额 * 1.50 > 3 and 日 > '2024-01-01' or 数量 in (7, 8)",
    });
    expect(sql).toMatchInlineSnapshot(
      `"SELECT concat('{"数量":', CASE WHEN t."数量" BETWEEN -9007199254740991 AND 9007199254740991 THEN CAST(t."数量" AS VARCHAR) WHEN t."数量" IS NULL THEN 'null' ELSE '"' || CAST(t."数量" AS VARCHAR) || '"' END, '}'), typeof(t.file_row_number), CAST(t.file_row_number AS VARCHAR) FROM T AS t WHERE (((t."区" LIKE $1) AND ((t."金额" * $2) > $3) AND (t."日" > CAST($4 AS DATE))) OR (t."数量" IN ($5, $6))) LIMIT 11"`,
    );
    expect(parameters.values.map(String)).toMatchInlineSnapshot(`
      [
        "浦%",
        "1.5",
        "3",
        "2024-01-01",
        "7",
        "8",
      ]
    `);
  });

  it('given an order, when a page is compiled, then its rows are numbered first and read afterwards', () => {
    expect(compiled({ select: '区', orderBy: '区 collate zh desc' }).sql).toMatchInlineSnapshot(
      `"WITH p AS (SELECT * FROM (SELECT icu_sort_key(t."区", 'zh') AS k0, t.file_row_number AS k1 FROM T AS t) AS p ORDER BY p.k0 DESC NULLS LAST, p.k1 ASC NULLS LAST LIMIT 11) SELECT concat('{"区":', coalesce(CAST(to_json(t."区") AS VARCHAR), 'null'), '}'), typeof(p.k0), CAST(p.k0 AS VARCHAR), typeof(p.k1), CAST(p.k1 AS VARCHAR) FROM p JOIN T AS t ON t.file_row_number = p.k1 ORDER BY p.k0 DESC NULLS LAST, p.k1 ASC NULLS LAST"`,
    );
  });
});
