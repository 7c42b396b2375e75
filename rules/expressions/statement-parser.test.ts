import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../problems/problems.ts';
import { printExpression, printOrder } from './print.ts';
import type { QueryField } from './query-tree.ts';
import { checkStatement, readCondition, readQuery } from './read-query.ts';
import { parseStatement, type StatementSyntax } from './statement-parser.ts';

const FIELDS: QueryField[] = [
  { name: '区', label: '区', type: 'text' },
  { name: '金额 (元)', label: '金额', type: 'decimal' },
  { name: 'order', label: '次序', type: 'integer' },
  { name: '秘密', label: '秘密', type: 'text' },
];

const faultOf = (sql: string, ...grant: Parameters<typeof checkStatement>[2][]): unknown => {
  try {
    checkStatement(parseStatement(sql), FIELDS, ...grant);
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-expression') {
      const { reason, part, position, expected } = error.extra;
      return { reason, part, position, expected };
    }
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a statement', () => {
  it('given every clause, when it is read, then it is the query that its parts would be', () => {
    const sql =
      'SELECT 区, sum("金额 (元)") AS "合 计" FROM "SH-JTW-000001" WHERE "order" > 1 GROUP BY 区 HAVING count(*) > 2 ORDER BY "合 计" DESC NULLS FIRST LIMIT 10 OFFSET 5;';
    const statement = parseStatement(sql);
    expect(statement.from).toEqual({ name: 'SH-JTW-000001', at: 39 });
    const query = checkStatement(statement, FIELDS);
    const same = readQuery(
      {
        select: '区, sum(`金额 (元)`) as `合 计`',
        where: '`order` > 1',
        groupBy: '区',
        having: 'count(*) > 2',
        orderBy: '`合 计` desc nulls first',
      },
      FIELDS,
    );
    expect(query).toMatchObject({ limit: 10, offset: 5 });
    expect(query.select.map(({ name, expression }) => [name, printExpression(expression)])).toEqual(
      same.select.map(({ name, expression }) => [name, printExpression(expression)]),
    );
    const [where, having] = [query.where, query.having].map((each) => each && printExpression(each));
    expect([where, having]).toEqual(['order > 1', 'count(*) > 2']);
    expect(query.orderBy.map(printOrder)).toEqual(same.orderBy.map(printOrder));
  });

  it('given distinct, when it is read, then rows are groups by all that is selected, and nothing else orders them', () => {
    const query = checkStatement(parseStatement('select distinct 区, "order" from "d" order by 区'), FIELDS);
    expect(query.groupBy.map(printExpression)).toEqual(['区', 'order']);
    const faults = [
      ['select distinct count(*) from "d"', 'misplaced-distinct', 8],
      ['select distinct 区 from "d" group by 区', 'misplaced-distinct', 8],
      ['select distinct 区 from "d" order by "order"', 'not-grouped', 37],
    ] as const;
    for (const [sql, reason, position] of faults) expect(faultOf(sql)).toMatchObject({ reason, position });
  });

  it('given a name with quotes in it, when it is quoted, then it is that name', () => {
    const odd: QueryField[] = [{ name: 'a"b`c', label: '', type: 'text' }];
    const query = checkStatement(parseStatement('select "a""b`c", `a"b``c` as x from "d"'), odd);
    expect(query.select.map(({ expression }) => expression)).toMatchObject([
      { name: 'a"b`c' },
      { name: 'a"b`c' },
    ]);
  });

  it.each([
    ['select order from "d"', { reason: 'expected', position: 8 }],
    ['select 区 from d', { reason: 'expected', position: 15, expected: ['dataset'] }],
    ['select 区 from "d" limit 0', { reason: 'expected', position: 25, expected: ['1–10000'] }],
    ['select 区 from "d" limit 5 5', { reason: 'expected', position: 27 }],
    ['select 区, 金额 from "d" group by 区', { reason: 'not-grouped', position: 11 }],
    ['select 无 from "d"', { reason: 'unknown-name', position: 8 }],
    ['select 区 as a, 区 as a from "d"', { reason: 'duplicate-name', position: 16 }],
    ['select 区 from "d" where sum(金额) > 1', { reason: 'misplaced-aggregate', position: 25 }],
    ['select 区 from "d" order by 金额 collate zh', { reason: 'wrong-type', position: 28 }],
    ['select 区 -- from "d"', { reason: 'expected', position: 10 }],
    ['select 区 from "d', { reason: 'unclosed', position: 15, expected: ['"'] }],
  ])('given %s, when it is read, then it is refused with the place in the whole text', (sql, fault) => {
    expect(faultOf(sql)).toMatchObject({ part: 'sql', ...fault });
  });

  it('given a grant of some fields and rows, when a statement is read, then the others do not exist for it and the rows are confined', () => {
    const grant = { fields: ['区'], rowFilter: readCondition("秘密 = 'x'", FIELDS) };
    expect(faultOf('select 秘密 from "d"', grant)).toMatchObject({ reason: 'unknown-name', position: 8 });
    const { select, where } = checkStatement(parseStatement('select * from "d"'), FIELDS, grant);
    expect(select.map(({ name }) => name)).toEqual(['区']);
    expect(where && printExpression(where)).toBe("秘密 = 'x'");
  });

  it('given any text, when it is parsed, then it is a statement or refused with a place in it', () => {
    const words = fc.constantFrom(
      'select',
      'from',
      '"d"',
      'where',
      'a',
      '(',
      ')',
      ',',
      'group by',
      ';',
      'limit',
      '9',
      "'t'",
      '=',
      '--',
      '"',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 12 }).map((each) => `select a from "d" ${each.join(' ')}`),
      fc.array(words, { maxLength: 20 }).map((each) => each.join(' ')),
    );
    fc.assert(
      fc.property(text, (sql) => {
        let parsed: StatementSyntax;
        try {
          parsed = parseStatement(sql);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-expression', extra: { part: 'sql' } });
          const position = error instanceof Problem ? Number(error.extra['position']) : 0;
          expect(position).toBeGreaterThan(0);
          expect(position).toBeLessThanOrEqual(Array.from(sql).length + 1);
          return;
        }
        expect(parsed.from.name).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('given an order by what is the same for every row, when it is read, then nothing is ordered', () => {
    const { orderBy } = readQuery({ orderBy: "2, 'b', 区, true and false" }, FIELDS);
    expect(orderBy.map(printOrder)).toEqual(['区']);
  });
});
