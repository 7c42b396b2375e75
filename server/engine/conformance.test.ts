import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Typed } from '../../rules/expressions/query-tree.ts';
import { readQuery } from '../../rules/expressions/read-query.ts';
import type { EngineTable } from './index.ts';
import { expressions, FIELDS, manyRows } from './testing/arbitrary.ts';
import { evaluate, exact, jsonValue, type Row, type Value } from './testing/evaluator.ts';
import { plainAnswer } from './testing/plain-engine.ts';
import { aWorkbench, type Cell, type Workbench } from './testing/tables.ts';

const RUNS = Math.max(150, Number(process.env['KAISHU_RUNS'] ?? 0));

let bench: Workbench;
let table: EngineTable;
let rows: Row[];
beforeAll(async () => {
  bench = await aWorkbench();
  const made = fc.sample(manyRows(60), { numRuns: 1, seed: 20_261_122 })[0] ?? [];
  table = await bench.table(FIELDS, made);
  rows = made.map(toRow);
});
afterAll(() => bench.close());

function toRow(cells: readonly Cell[]): Row {
  const entries = FIELDS.map(({ name, type }, index): [string, Value] => {
    const cell = cells[index] ?? null;
    if (cell === null) return [name, null];
    if (type === 'boolean') return [name, cell === 'true'];
    return [name, type === 'integer' || type === 'decimal' ? exact(cell) : cell];
  });
  return Object.fromEntries(entries);
}

const selected = (where: Typed | null): string[] =>
  rows.filter((row) => !where || evaluate(where, row) === true).map((row) => jsonValue(row['id'] ?? null));

const idsOf = (json: string): string[] => (JSON.parse(json) as { id: number }[]).map(({ id }) => String(id));

describe('the engine and the language', () => {
  it('given any condition, when rows are asked for, then they are those for which plain JavaScript says true', async () => {
    expect(rows.length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(expressions.condition, async (where) => {
        const query = readQuery({ select: 'id', where }, FIELDS);
        const { json } = await bench.engine.rows(table, query, { limit: 100 });
        expect(idsOf(json)).toEqual(selected(query.where));
        const { total } = await bench.engine.count(table, query);
        expect(total).toBe(selected(query.where).length);
      }),
      { numRuns: RUNS },
    );
  });

  it('given any value, when it is selected, then it is the one that plain JavaScript computes, to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(expressions.number, expressions.text, expressions.condition),
        async (value) => {
          const query = readQuery({ select: `${value} as v` }, FIELDS);
          const { json } = await bench.engine.rows(table, query, { limit: 100 });
          const [item] = query.select;
          expect(valuesOf(json)).toEqual(
            rows.map((row) => (item ? jsonValue(evaluate(item.expression, row)) : '')),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('given any order, when the pages are followed, then every row comes once and in that order', async () => {
    const term = fc
      .tuple(
        fc.oneof(expressions.number, expressions.text),
        fc.constantFrom('', ' desc'),
        fc.constantFrom('', ' nulls first'),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(term, { maxLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        fc.option(expressions.condition),
        async (terms, limit, where) => {
          const query = readQuery(
            { select: 'id', where: where ?? undefined, orderBy: terms.join(', ') },
            FIELDS,
          );
          const seen: string[] = [];
          let next: string | null = null;
          do {
            const page = await bench.engine.rows(table, query, { limit, after: next });
            seen.push(...idsOf(page.json));
            next = page.next;
          } while (next);
          expect(seen).toEqual(plainAnswer(query, rows).flat());
        },
      ),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

/** The values of `[{"v":…},…]` as written, but for zeros after the point that carry nothing. */
function valuesOf(json: string): string[] {
  const values: string[] = [];
  for (const [, text, number] of json.matchAll(/\{"v":(?:("(?:[^"\\]|\\.)*"|true|false|null)|([^}]*))\}/g)) {
    values.push(text ?? (number ?? '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''));
  }
  return values.map(unquoteNumber);
}

/** Integers that JavaScript would round come as strings. */
const unquoteNumber = (value: string): string => (/^"-?\d{16,}"$/.test(value) ? value.slice(1, -1) : value);
