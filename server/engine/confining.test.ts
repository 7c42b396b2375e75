import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printExpression, printName } from '../../rules/expressions/print.ts';
import { wholeTable, type Query, type Typed } from '../../rules/expressions/query-tree.ts';
import { readCondition, readQuery, type QueryText } from '../../rules/expressions/read-query.ts';
import { childrenOf } from '../../rules/expressions/syntax-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { parseExactly } from '../../rules/sources/exact-json.ts';
import { confining, type Engine, type EngineTable } from './index.ts';
import { expressions, FIELDS, manyRows } from './testing/arbitrary.ts';
import { evaluate, exact, type Row, type Value } from './testing/evaluator.ts';
import { plainAnswer } from './testing/plain-engine.ts';
import { aWorkbench, bytesOf, type Cell, type Workbench } from './testing/tables.ts';

const ASKED = Number(process.env['KAISHU_RUNS'] ?? 100);
/** Ten thousand in the full run. */
const RUNS = ASKED > 100 ? ASKED * 10 : 200;
const MOST = 100;

let bench: Workbench;
let engine: Engine;
let whole: EngineTable;
let rows: Row[];
beforeAll(async () => {
  bench = await aWorkbench();
  engine = confining(bench.engine);
  const made = fc.sample(manyRows(60), { numRuns: 1, seed: 20_261_122 })[0] ?? [];
  whole = await bench.table(FIELDS, made);
  rows = made.map(toRow);
});
afterAll(() => bench.close());

const toRow = (cells: readonly Cell[]): Row =>
  Object.fromEntries(
    FIELDS.map(({ name, type }, index): [string, Value] => {
      const cell = cells[index] ?? null;
      if (cell === null || type === 'text' || type === 'date') return [name, cell];
      return [name, type === 'boolean' ? cell === 'true' : exact(cell)];
    }),
  );

const value = fc.oneof(expressions.number, expressions.text, expressions.condition);
const where = fc.option(expressions.condition, { nil: '' });
const order = fc.oneof(expressions.number, expressions.text, fc.constant(''));
const questions: fc.Arbitrary<QueryText> = fc.oneof(
  fc.record({ select: value, where, orderBy: order }),
  fc.record({ where, orderBy: order }),
  fc
    .record({ key: value, inner: expressions.number, where, having: fc.constantFrom('', 'count(*) > 1') })
    .map(({ key, inner, ...rest }) => ({
      ...rest,
      select: `count(*) as n, sum(${inner}) as s, max(${inner}) as m, ${key} as k`,
      groupBy: key,
    })),
);
const grants = fc.record({
  names: fc.subarray(
    FIELDS.map(({ name }) => name),
    { minLength: 1 },
  ),
  filter: fc.option(expressions.condition),
});

function confinedTo(names: readonly string[], rowFilter: Typed | null): EngineTable {
  const columns = FIELDS.filter(({ name }) => names.includes(name));
  return { ...whole, columns, confined: { whole, rowFilter } };
}

const namesIn = (node: Typed): string[] =>
  node.kind === 'name' ? [node.name] : childrenOf(node).flatMap(namesIn);
const allNamesIn = ({ select, where: condition, groupBy, having, orderBy }: Query): string[] =>
  [
    ...[...select, ...orderBy].map(({ expression }) => expression),
    ...groupBy,
    ...(condition ? [condition] : []),
    ...(having ? [having] : []),
  ].flatMap(namesIn);

function codeOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Numbers without zeros at their end. */
const told = (cell: unknown, type: string): string => {
  const text = JSON.stringify(cell ?? null);
  if (type !== 'integer' && type !== 'decimal') return text;
  return text
    .replace(/^"(-?\d+)"$/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
};

const answered = (json: string, { select }: Query): string[][] =>
  (parseExactly(json) as Record<string, unknown>[]).map((row) =>
    select.map(({ name, expression: { type } }) =>
      told(Object.getOwnPropertyDescriptor(row, name)?.value, type),
    ),
  );

describe('a table of which only a part may be seen', () => {
  it(
    '[xz-20] [xz-21] given random questions under random grants, when they are asked, then the rows are those of the same question over the rows and fields that were granted, filtered by plain JavaScript',
    async () => {
      const seen = { hidden: 0, compared: 0, rows: 0, fewer: 0 };
      await fc.assert(
        fc.asyncProperty(questions, grants, async (text, { names, filter }) => {
          const rowFilter = filter === null ? null : readCondition(filter, FIELDS);
          const table = confinedTo(names, rowFilter);
          const read = readQuery(text, FIELDS);
          const { select } = text.select === undefined ? wholeTable(table.columns) : read;
          const asked = { ...read, select };
          if (allNamesIn(asked).some((name) => !names.includes(name))) {
            seen.hidden += 1;
            expect(codeOf(() => readQuery(text, table.columns))).toBe('invalid-expression');
            await expect(engine.rows(table, asked, { limit: MOST })).rejects.toMatchObject({
              code: 'invalid-expression',
            });
            return;
          }
          const query = readQuery(text, table.columns);
          const mine = rows.filter((row) => !rowFilter || evaluate(rowFilter, row) === true);
          const expected = plainAnswer(query, mine);
          const { json } = await engine.rows(table, query, { limit: MOST });
          expect(answered(json, query)).toEqual(expected);
          expect((await engine.count(table, query)).total).toBe(expected.length);
          const lines = (await bytesOf(await engine.export(table, query, 'ndjson'))).toString();
          expect(answered(`[${lines.trim().split('\n').join(',')}]`, query)).toEqual(expected);
          seen.compared += 1;
          seen.rows += expected.length;
          seen.fewer += mine.length < rows.length ? 1 : 0;
        }),
        { numRuns: RUNS },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS / 20);
    },
    Math.max(120_000, RUNS * 100),
  );

  it('[xz-21] given a row that is not to be seen, on which a question would fail, when it is asked, then nothing fails: the failure would tell of that row', async () => {
    const columns = [
      { name: 'n', label: 'n', type: 'decimal' as const },
      { name: 'level', label: 'level', type: 'text' as const },
    ];
    const types = { n: 'DECIMAL(38,0)' };
    const both = await bench.table(
      columns,
      [
        ['1', 'open'],
        ['9'.repeat(38), 'kept'],
      ],
      types,
    );
    const rowFilter = readCondition("level = 'open'", columns);
    const shown = columns.slice(0, 1);
    const table = { ...both, columns: shown, confined: { whole: both, rowFilter } };
    const text = { where: 'n * 1000 > 0', orderBy: 'n * 1000' };
    await expect(bench.engine.rows(both, readQuery(text, columns), { limit: 9 })).rejects.toThrow();
    const query = readQuery(text, shown);
    expect((await engine.rows(table, query, { limit: 9 })).count).toBe(1);
    expect((await engine.count(table, query)).total).toBe(1);
    const sum = readQuery({ select: 'sum(n * 1000) as s', where: 'n * 1000 > 0' }, shown);
    expect((await engine.rows(table, sum, { limit: 9 })).count).toBe(1);
  });

  it('[xz-21] given a hidden field, when a query was read over all fields all the same, then each part of it is refused as an unknown name', async () => {
    const table = confinedTo(['id'], null);
    const hidden = printName('Amount');
    const parts: QueryText[] = [
      { select: hidden },
      { where: `${hidden} > 1` },
      { orderBy: hidden },
      { groupBy: hidden },
      { select: 'count(*)', having: `max(${hidden}) > 1` },
      { select: `sum(${hidden})` },
    ];
    for (const text of parts) {
      const query = readQuery(text, FIELDS);
      const refused = { code: 'invalid-expression', extra: { reason: 'unknown-name' } };
      await expect(engine.rows(table, query, { limit: 1 }), JSON.stringify(text)).rejects.toMatchObject(
        refused,
      );
      await expect(engine.count(table, query), JSON.stringify(text)).rejects.toMatchObject(refused);
      await expect(engine.export(table, query, 'csv'), JSON.stringify(text)).rejects.toMatchObject(refused);
    }
    expect(printExpression(readCondition(`${hidden} > 1`, FIELDS))).toContain('Amount');
  });

  it('[xz-21] given what compares whole tables, when a part is asked for, then it is refused', async () => {
    const table = confinedTo(['id'], null);
    const own = { table, field: 'id' };
    const refused = { code: 'beyond-grant' };
    await expect(engine.overlap(own, own)).rejects.toMatchObject(refused);
    await expect(engine.changes(table, table, { keys: [], examples: 1 })).rejects.toMatchObject(refused);
    await expect(engine.breaches(table, [])).rejects.toMatchObject(refused);
  });
});
