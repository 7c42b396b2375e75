import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import { readQuery } from '../../../rules/expressions/read-query.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { HotTable } from '../../store/hot/index.ts';
import { expressions, FIELDS, manyRows } from '../testing/arbitrary.ts';
import type { Engine, EngineTable } from '../engine.types.ts';
import { withHotTables } from './hot-engine.ts';
import { aHotBench, type HotBench } from './testing/hot-bench.ts';
import { HOT_FIELDS, HOT_TYPES, hotCondition, hotOrder, hotRows, hotSelect } from './testing/questions.ts';

const ASKED = Number(process.env['KAISHU_RUNS'] ?? 100);
const TABLES = ASKED > 100 ? 40 : 3;
const QUESTIONS = ASKED > 100 ? 250 : 60;

let bench: HotBench;
beforeAll(async () => {
  bench = await aHotBench();
}, 60_000);
afterAll(() => bench.close());

/** The engine before which the table is hot at times, as the test says. */
function hotEngine(hot: () => HotTable | undefined): {
  engine: Engine;
  failures: unknown[];
  answers: () => number;
} {
  const failures: unknown[] = [];
  let answers = 0;
  const reader = {
    ...bench.reader,
    all: async (sql: string, values: readonly string[]) => {
      const rows = await bench.reader.all(sql, values);
      answers += 1;
      return rows;
    },
  };
  const engine = withHotTables(bench.engine, {
    reader,
    tableOf: hot,
    asked: () => undefined,
    failed: (_, error) => void failures.push(error),
  });
  return { engine, failures, answers: () => answers };
}

interface Walk {
  pages: string[];
  cursors: (string | null)[];
  total: unknown;
}

/** All pages and the total, or the problem that it comes to. */
async function walked(
  engine: Engine,
  table: EngineTable,
  query: Query,
  limit: number,
  before: () => void = () => undefined,
): Promise<Walk | string> {
  try {
    const walk: Walk = { pages: [], cursors: [], total: null };
    let next: string | null = null;
    do {
      before();
      const page = await engine.rows(table, query, { limit, after: next });
      walk.pages.push(page.json);
      walk.cursors.push(page.next);
      next = page.next;
    } while (next !== null);
    before();
    walk.total = await engine.count(table, query);
    return walk;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const question = fc.record({
  select: hotSelect,
  where: fc.option(hotCondition, { nil: '', freq: 8 }),
  orderBy: hotOrder,
  limit: fc.integer({ min: 1, max: 20 }),
  /** At which pages it is hot. */
  hotAt: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
});

describe('hot and cold', () => {
  it(
    '[xz-17] given random tables and questions, when pages are walked by cursors while the table is hot at times, then bytes, cursors and totals are those of the engine alone',
    async () => {
      const seen = { questions: 0, pages: 0, hot: 0 };
      await fc.assert(
        fc.asyncProperty(hotRows, fc.infiniteStream(question), async (rows, questions) => {
          const table = await bench.version(HOT_FIELDS, rows, HOT_TYPES);
          const hot = await bench.heat(table);
          let warm = true;
          const { engine, failures, answers } = hotEngine(() => (warm ? hot : undefined));
          for (const { hotAt, limit, ...text } of questions.take(QUESTIONS)) {
            const query = quietly(() => readQuery(text, HOT_FIELDS));
            if (!query) continue;
            const cold = await walked(bench.engine, table, query, limit);
            let page = 0;
            const mixed = await walked(
              engine,
              table,
              query,
              limit,
              () => void (warm = hotAt[page++ % hotAt.length] ?? true),
            );
            expect(mixed, JSON.stringify(text)).toEqual(cold);
            seen.questions += 1;
            seen.pages += page;
          }
          expect(failures).toEqual([]);
          seen.hot += answers();
        }),
        { numRuns: TABLES, endOnFailure: true },
      );
      process.stdout.write(`hot and cold: ${JSON.stringify(seen)}\n`);
      expect(seen.hot).toBeGreaterThan(seen.pages / 25);
    },
    TABLES * QUESTIONS * 1000,
  );

  it(
    'given the questions that others are tried with, when a hot table stands before the engine, then the answers are the same',
    async () => {
      const rows = fc.sample(manyRows(60), { numRuns: 1, seed: 20_261_122 })[0] ?? [];
      const table = await bench.version(FIELDS, rows);
      const hot = await bench.heat(table);
      const { engine } = hotEngine(() => hot);
      await fc.assert(
        fc.asyncProperty(
          expressions.condition,
          fc.constantFrom('', 'k0', 'Amount desc', 'day, k0 desc'),
          async (where, orderBy) => {
            const query = readQuery({ where, orderBy }, FIELDS);
            expect(await walked(engine, table, query, 50)).toEqual(
              await walked(bench.engine, table, query, 50),
            );
          },
        ),
        { numRuns: QUESTIONS },
      );
    },
    QUESTIONS * 1000,
  );

  it('given a table that is made anew and taken away meanwhile, when it is asked, then every answer is whole', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [
      String(index),
      ...Array.from({ length: 10 }, () => null),
    ]);
    const table = await bench.version(HOT_FIELDS, rows, HOT_TYPES);
    let hot: HotTable | undefined;
    const changing = { still: true };
    const change = async (): Promise<void> => {
      for (let times = 0; times < 4; times += 1) hot = await bench.heat(table);
      await bench.cool(table);
      changing.still = false;
    };
    const { engine, failures } = hotEngine(() => hot);
    const query = readQuery({ where: 'id >= 100', orderBy: 'id desc' }, HOT_FIELDS);
    const expected = await walked(bench.engine, table, query, 400);
    const changed = change();
    while (changing.still) expect(await walked(engine, table, query, 400)).toEqual(expected);
    await changed;
    expect(await walked(engine, table, query, 400)).toEqual(expected);
    // The table that the engine was told of is gone.
    expect(failures.length).toBeGreaterThan(0);
  }, 60_000);

  it.each([
    ['a limit', { limit: 0 }, 'invalid-input'],
    ['a cursor', { limit: 5, after: 'bm9uc2Vuc2U' }, 'invalid-cursor'],
  ])(
    'given %s that is wrong, when a hot table is asked, then it is refused as the engine does',
    async (_, page, code) => {
      const table = await bench.version(
        HOT_FIELDS,
        [['1', ...Array.from({ length: 10 }, () => null)]],
        HOT_TYPES,
      );
      const hot = await bench.heat(table);
      const { engine } = hotEngine(() => hot);
      await expect(
        engine.rows(table, readQuery({ where: 'id = 1' }, HOT_FIELDS), page),
      ).rejects.toMatchObject({ code });
    },
  );

  it('given a cursor whose value was tampered with, when a hot table is asked, then it is refused as the engine does', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => [
      String(index),
      ...Array.from({ length: 10 }, () => null),
    ]);
    const table = await bench.version(HOT_FIELDS, rows, HOT_TYPES);
    const hot = await bench.heat(table);
    const { engine } = hotEngine(() => hot);
    const query = readQuery({ orderBy: 'id' }, HOT_FIELDS);
    const { next } = await engine.rows(table, query, { limit: 3 });
    const [binding, , last] = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as unknown[];
    for (const key of [
      ['BIGINT', 'x'],
      ['BIGINT', '9e9'],
      ['DATE', '2024-01-01'],
      'x',
      ['BIGINT', '99999999999999999999'],
    ]) {
      const after = Buffer.from(JSON.stringify([binding, key, last])).toString('base64url');
      const [warm, cold] = await Promise.all(
        [engine, bench.engine].map((each) =>
          each.rows(table, query, { limit: 3, after }).catch((error: unknown) => error),
        ),
      );
      expect(warm).toEqual(cold);
    }
  });

  it('given texts that an index cannot hold or PostgreSQL cannot know, when their table is made hot, then the engine is asked for them', async () => {
    const columns = [HOT_FIELDS[0], HOT_FIELDS[5]].filter((each) => each !== undefined);
    for (const text of ['\u{20000}'.repeat(5000), 'a\0b']) {
      const table = await bench.version(columns, [
        ['1', text],
        ['2', 'a'],
      ]);
      const hot = await bench.heat(table);
      expect(hot.columns.map(({ field }) => field)).toEqual(['id']);
      const { engine } = hotEngine(() => hot);
      for (const where of ["n = 'a'", 'id = 1']) {
        const query = readQuery({ where }, columns);
        expect(await walked(engine, table, query, 5)).toEqual(await walked(bench.engine, table, query, 5));
      }
    }
  });
});

const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};
