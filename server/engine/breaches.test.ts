import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unfitness } from '../../rules/field-rules/check-rules.ts';
import { fieldsOf, type FieldRule } from '../../rules/field-rules/field-rule.schema.ts';
import type { Breach } from '../rule-checks.ts';
import { aField, aWorkbench, type Cell, type Workbench } from './testing/tables.ts';

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);

let bench: Workbench;
beforeAll(async () => {
  bench = await aWorkbench();
});
afterAll(() => bench.close());

const FIELDS = [
  aField('代码', 'text'),
  aField('数', 'integer'),
  aField('价', 'decimal'),
  aField('日', 'date'),
  aField('时', 'datetime'),
];
const NAMES = FIELDS.map(({ name }) => name);
const TIMES = ['2023-12-31 23:59:59', '2024-01-01 00:00:00', '2024-01-31 18:30:00'];

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', "'", '\\', '市', '😀', ' '), maxLength: 5 }),
  fc.constantFrom('310101', '31010', 'ab12'),
);
const number = fc.integer({ min: -5, max: 5 }).map(String);
const price = fc.integer({ min: -5000, max: 5000 }).map((n) => (n / 1000).toFixed(3));
const day = fc.constantFrom('1899-12-31', '2024-01-01', '2024-01-31', '2024-02-01');
const row = fc.tuple(
  fc.option(text),
  fc.option(number),
  fc.option(price),
  fc.option(day),
  fc.option(fc.constantFrom(...TIMES)),
);
const table = fc.array(row, { maxLength: 40 });

const name = fc.constantFrom(...NAMES);
const blocks = fc.boolean();
/** What RE2 and JavaScript understand alike, but for the name of a script. */
const PATTERNS = ['\\d{6}', '[a-z]+\\d*', '(?:a|b1)*', '.*\\p{Han}.*', '[^a]?', '-?[0-9]+', 'a|b', '.'];
const bounds = (bound: fc.Arbitrary<string>) => ({ least: fc.option(bound), most: fc.option(bound) });
const rule: fc.Arbitrary<FieldRule> = fc.oneof(
  fc.record({ kind: fc.constant('required' as const), field: name, blocks }),
  fc.record({
    kind: fc.constant('unique' as const),
    fields: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    blocks,
  }),
  fc.record({
    kind: fc.constant('range' as const),
    field: name,
    ...bounds(fc.oneof(number, price, day)),
    blocks,
  }),
  fc.record({
    kind: fc.constant('pattern' as const),
    field: name,
    pattern: fc.constantFrom(...PATTERNS),
    blocks,
  }),
  fc.record({
    kind: fc.constant('allowed' as const),
    field: name,
    values: fc.uniqueArray(
      fc.oneof(
        text.filter((value) => value !== ''),
        number,
      ),
      { minLength: 1, maxLength: 5 },
    ),
    blocks,
  }),
  fc.record({
    kind: fc.constant('length' as const),
    field: name,
    least: fc.option(fc.nat({ max: 3 })),
    most: fc.option(fc.nat({ max: 5 })),
    blocks,
  }),
);
const fitting = fc.array(
  rule.filter((each) => unfitness(each, FIELDS) === null),
  { maxLength: 30 },
);

const cellOf = (cells: readonly Cell[], field: string): Cell => cells[NAMES.indexOf(field)] ?? null;

/** Whether one value breaks a rule, in plain JavaScript. */
function breaks(each: FieldRule, value: Cell): boolean {
  if (each.kind === 'required') return value === null;
  if (value === null) return false;
  switch (each.kind) {
    case 'unique':
      return false;
    case 'pattern':
      return !new RegExp(`^(?:${each.pattern.replace('\\p{Han}', '\\p{Script=Han}')})$`, 'u').test(value);
    case 'allowed':
      return !each.values.includes(value);
    case 'length': {
      const length = Array.from(value).length;
      return length < (each.least ?? 0) || length > (each.most ?? Infinity);
    }
    case 'range': {
      const read = (bound: string) =>
        /^\d{4}-/.test(bound) ? Date.parse(bound.slice(0, 10)) : Number(bound);
      const { least, most } = each;
      return (least !== null && read(value) < read(least)) || (most !== null && read(value) > read(most));
    }
  }
}

function brokenRows(each: FieldRule, rows: readonly (readonly Cell[])[]): { count: number; rows: number[] } {
  const places = [...rows.keys()];
  if (each.kind !== 'unique') {
    const broken = places.filter((place) => breaks(each, cellOf(rows[place] ?? [], each.field)));
    return { count: broken.length, rows: broken };
  }
  const last = new Map<string, number>();
  const repeated = new Set<string>();
  let count = 0;
  for (const place of places) {
    const values = each.fields.map((field) => cellOf(rows[place] ?? [], field));
    if (values.includes(null)) continue;
    const key = JSON.stringify(values);
    if (last.has(key)) {
      count += 1;
      repeated.add(key);
    }
    last.set(key, place);
  }
  return { count, rows: [...repeated].map((key) => last.get(key) ?? 0).sort((a, b) => a - b) };
}

function expected(each: FieldRule, rows: readonly (readonly Cell[])[]): Breach {
  const broken = brokenRows(each, rows);
  return {
    count: broken.count,
    examples: broken.rows.slice(0, 5).map((place) => {
      const values = fieldsOf(each).map((field) => cellOf(rows[place] ?? [], field));
      const [only = null] = values;
      return { row: place + 1, value: values.length > 1 ? values.join(' · ') : only };
    }),
  };
}

describe('declared rules', () => {
  it('[xz-16-1] given any table and any rules, when the engine checks them, then it finds what plain JavaScript finds', async () => {
    await fc.assert(
      fc.asyncProperty(table, fitting, async (rows, rules) => {
        const made = await bench.table(FIELDS, rows);
        const found = await bench.engine.breaches(made, rules);
        expect(found).toEqual(rules.map((each) => expected(each, rows)));
      }),
      { numRuns: RUNS },
    );
  });

  it('given a pattern that is cruel to engines that go back, when a long text is checked, then it is answered at once', async () => {
    const made = await bench.table([aField('a', 'text')], [['a'.repeat(50_000)]]);
    const rules: FieldRule[] = [{ kind: 'pattern', field: 'a', pattern: '(?:a+)+b', blocks: true }];
    expect(await bench.engine.breaches(made, rules)).toMatchObject([{ count: 1 }]);
  });
});
