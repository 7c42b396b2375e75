import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowDifferences } from '../../rules/versions/version-changes.ts';
import { aField, aWorkbench, type Cell, type Workbench } from './testing/tables.ts';

const RUNS = Number(process.env['KAISHU_RUNS'] ?? 100);

let bench: Workbench;
beforeAll(async () => {
  bench = await aWorkbench();
});
afterAll(() => bench.close());

const FIELDS = [
  aField('编号', 'text'),
  aField('Name', 'text'),
  aField('name', 'text'),
  aField('泊位数', 'integer'),
  aField('单价', 'decimal'),
  aField('日期', 'date'),
];
const NAMES = FIELDS.map(({ name }) => name);
const ALL = 1000;

const text = fc.constantFrom('', '甲', '乙', "o'k", 'a b', '/');
const cellsBut = fc.tuple(
  fc.option(text),
  fc.option(text),
  fc.option(fc.integer({ min: -2, max: 3 }).map(String)),
  fc.option(fc.integer({ min: -30, max: 30 }).map((tenths) => (tenths / 10).toFixed(3))),
  fc.option(fc.constantFrom('2024-01-01', '2024-02-29')),
);
/** Rows that a key may name: the codes may repeat or be missing. */
const rows = fc.array(
  fc.tuple(fc.option(fc.integer({ max: 25, min: 0 }).map(String), { freq: 20 }), cellsBut),
  {
    maxLength: 30,
  },
);
type Rows = Cell[][];
const flat = (made: readonly [Cell, readonly Cell[]][]): Rows => made.map(([code, rest]) => [code, ...rest]);
const keyed = (made: Rows): Rows => made.map((row, place) => [String(place), ...row.slice(1)]);

/** What may happen to a table between two versions. */
const edits = fc.array(
  fc.record({
    at: fc.nat({ max: 40 }),
    act: fc.constantFrom('drop', 'add', 'write', 'move', 'copy'),
    row: cellsBut,
  }),
  { maxLength: 12 },
);
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

function edited(before: Rows, changes: Edits): Rows {
  const after = [...before];
  for (const [count, { at, act, row }] of changes.entries()) {
    const place = after.length === 0 ? 0 : at % after.length;
    const old = after[place];
    if (act === 'drop') after.splice(place, 1);
    else if (act === 'add') after.splice(place, 0, [`n${String(count)}`, ...row]);
    else if (old && act === 'write') after[place] = [old[0] ?? null, ...row];
    else if (old && act === 'move') after.push(...after.splice(place, 1));
    else if (old) after.push(old, old);
  }
  return after;
}

const line = (values: Record<string, Cell>): string => JSON.stringify(NAMES.map((name) => values[name]));
const sorted = (made: Rows): string[] => made.map((row) => JSON.stringify(row)).sort();

/** The old rows with the difference applied, as a multiset. */
function applied(before: Rows, { examples: { added, removed, changed } }: RowDifferences): string[] {
  const left = before.map((row) => JSON.stringify(row));
  const take = (taken: string): void => {
    const place = left.indexOf(taken);
    expect(place, `${taken} is not there`).toBeGreaterThanOrEqual(0);
    left.splice(place, 1);
  };
  for (const { values, times } of removed) for (let n = 0; n < times; n += 1) take(line(values));
  for (const { before: was } of changed) take(line(was));
  for (const { after } of changed) left.push(line(after));
  for (const { values, times } of added) for (let n = 0; n < times; n += 1) left.push(line(values));
  return left.sort();
}

const sum = (all: readonly { times: number }[]): number => all.reduce((so, { times }) => so + times, 0);

async function differences(before: Rows, now: Rows, keys: string[][]): Promise<RowDifferences> {
  const past = await bench.table(FIELDS, before);
  const present = await bench.table(FIELDS, now);
  return bench.engine.changes(past, present, { keys, examples: ALL });
}

describe('the differences between two versions', () => {
  it('[xz-16-1] given any table and any edits, when the difference is applied to the old rows, then they are the new ones', async () => {
    await fc.assert(
      fc.asyncProperty(rows, edits, fc.boolean(), async (made, changes, isKeyed) => {
        const before = isKeyed ? keyed(flat(made)) : flat(made);
        const now = edited(before, isKeyed ? changes.filter(({ act }) => act !== 'copy') : changes);
        const found = await differences(before, now, [['编号']]);
        if (isKeyed) expect(found.key).toEqual(['编号']);
        expect(applied(before, found)).toEqual(sorted(now));
        const { added, removed, changed } = found.examples;
        expect([found.added, found.removed, found.changed]).toEqual([
          sum(added),
          sum(removed),
          changed.length,
        ]);
      }),
      { numRuns: RUNS },
    );
  });

  it('given a key of two fields, when one row is written otherwise, then it is the one that changed, and the field is named', async () => {
    const before = [
      ['1', '甲', null, '1', '0.500', null],
      ['1', '乙', null, '2', '1.000', null],
    ];
    const now = [before[1] ?? [], ['1', '甲', null, '1', '0.250', null]];
    const found = await differences(before, now, [['编号'], ['编号', 'Name']]);
    expect(found).toMatchObject({ key: ['编号', 'Name'], added: 0, removed: 0, changed: 1 });
    expect(found.examples.changed).toMatchObject([{ row: 2, fields: ['单价'] }]);
  });

  it('given fields of other types and other fields, when versions are compared, then by what both have, and equal numbers are equal', async () => {
    const before = await bench.table(
      [aField('a', 'decimal'), aField('gone', 'text')],
      [
        ['0.5', 'x'],
        ['-0.5', 'x'],
        ['10', 'y'],
      ],
      { a: 'DECIMAL(3,1)' },
    );
    const now = await bench.table(
      [aField('fresh', 'text'), aField('a', 'decimal')],
      [
        [null, '10'],
        [null, '0.5'],
        [null, '-.5'],
      ],
      { a: 'DECIMAL(18,6)' },
    );
    const found = await bench.engine.changes(before, now, { keys: [['a']], examples: 5 });
    expect(found).toMatchObject({ key: ['a'], fields: ['a'], added: 0, removed: 0, changed: 0 });
    const past = await bench.table([aField('a', 'integer')], [['10'], ['11']]);
    expect(await bench.engine.changes(past, now, { keys: [], examples: 5 })).toMatchObject({
      key: [],
      added: 2,
      removed: 1,
    });
  });

  it('given more rows than are shown, when versions are compared, then all are counted and the first are shown', async () => {
    const many = Array.from({ length: 50 }, (_, n): Cell[] => [String(n), null, null, null, null, null]);
    const tables = [await bench.table(FIELDS, []), await bench.table(FIELDS, many)] as const;
    const found = await bench.engine.changes(...tables, { keys: [['编号']], examples: 3 });
    expect(found).toMatchObject({ added: 50, examples: { added: [{ row: 1 }, { row: 2 }, { row: 3 }] } });
    expect(found.examples.added[0]?.values).toMatchObject({ 编号: '0', Name: null });
  });
});
