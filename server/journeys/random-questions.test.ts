import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetView } from '../../rules/datasets/datasets.operations.ts';
import { printName } from '../../rules/expressions/print.ts';
import type { Query, QueryField } from '../../rules/expressions/query-tree.ts';
import { checkStatement, readQuery, type QueryText } from '../../rules/expressions/read-query.ts';
import { parseStatement } from '../../rules/expressions/statement-parser.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { parseExactly } from '../../rules/sources/exact-json.ts';
import { expressions, FIELDS, manyRows } from '../engine/testing/arbitrary.ts';
import { exact, type Row, type Value } from '../engine/testing/evaluator.ts';
import { plainAnswer } from '../engine/testing/plain-engine.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, openDataset } from '../testing/publishing.ts';

const ASKED = Number(process.env['KAISHU_RUNS'] ?? 100);
/** Ten thousand in the full run. */
const RUNS = ASKED > 100 ? ASKED * 10 : 300;
const MOST_ROWS = 100;
/** What a file cannot say: sixteen digits are a code there, and a cell of nothing but space is missing. */
const AS_IN_FILES: Readonly<Record<string, string>> = {
  '9007199254740993': '12345678',
  '\n': 'x\ny',
  '': 'none',
};
const ROWS = (fc.sample(manyRows(60), { numRuns: 1, seed: 20_261_122 })[0] ?? []).map((row) =>
  row.map((cell) => (cell === null ? null : (AS_IN_FILES[cell] ?? cell))),
);

let platform: Platform;
let code: string;
let columns: readonly QueryField[];
let rows: Row[];
beforeAll(async () => {
  platform = await testPlatform();
  const quoted = (cell: string | null): string => (cell ? `"${cell.replaceAll('"', '""')}"` : '');
  const lines = [FIELDS.map(({ name }) => name), ...ROWS].map((line) => line.map(quoted).join(','));
  const { datasetId, version } = await openDataset(
    platform,
    aFile(`${lines.join('\r\n')}\r\n`),
    '随便问的数据',
  );
  columns = version.manifest?.columns ?? [];
  code = (await platform.ask<DatasetView>(null, 'GET', `/datasets/${datasetId}`)).code;
  rows = ROWS.map((cells) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, valueOf(cells[index] ?? null, type)])),
  );
}, 120_000);
afterAll(() => platform.close());

function valueOf(cell: string | null, type: QueryField['type']): Value {
  if (cell === null) return null;
  if (type === 'boolean') return cell === 'true';
  return type === 'integer' || type === 'decimal' ? exact(cell) : cell;
}

type Parts = Required<Record<keyof QueryText, string>>;
const NONE: Parts = { select: '', where: '', groupBy: '', having: '', orderBy: '' };

/** What has no exact yardstick must be answered all the same. */
const inexact = fc
  .tuple(expressions.number, expressions.number, expressions.text)
  .chain(([one, other, text]) =>
    fc.constantFrom(
      `round(${one}, 2)`,
      `floor(${one}) + ceil(${other})`,
      `(${one}) / (${other})`,
      `round((${one}) / (${other}), 3)`,
      `substring(${text}, 2, 3)`,
      `trim(${text})`,
      `weekday(day) + quarter(day) + day(day)`,
      `date(day)`,
      `point(${one}, ${other})`,
      `distance(point(${one}, 31), ${other}, 31.5)`,
      `within_box(point(${one}, ${other}), 0, 0, 9, 9)`,
    ),
  );
const anyValue = fc.oneof(expressions.number, expressions.text, expressions.condition, inexact);
const order = fc
  .array(
    fc
      .tuple(
        fc.oneof(expressions.number, expressions.text),
        fc.constantFrom('', ' desc'),
        fc.constantFrom('', ' nulls first'),
      )
      .map((parts) => parts.join('')),
    { maxLength: 2 },
  )
  .map((terms) => terms.join(', '));
const where = fc.option(expressions.condition, { nil: '' });
const plain = fc
  .record({ value: anyValue, where, orderBy: order })
  .map(({ value, ...rest }) => ({ ...NONE, select: `id, ${value} as v`, ...rest }));
/** Answered in a statement, refused elsewhere. */
const different = fc
  .record({ value: anyValue, where, orderBy: fc.constantFrom('', 'v', 'v desc', 'v nulls first') })
  .map(({ value, ...rest }) => ({ ...NONE, select: `distinct ${value} as v`, ...rest }));
const grouped = fc
  .record({
    key: fc.oneof(expressions.number, expressions.text, expressions.condition),
    inner: fc.oneof({ weight: 5, arbitrary: expressions.number }, { weight: 1, arbitrary: inexact }),
    aggregate: fc.constantFrom('sum', 'min', 'max', 'count', 'count distinct', 'avg'),
    having: fc.constantFrom('', 'count(*) > 1', 'n < 20', 'count(*) >= 2'),
    orderBy: fc.constantFrom('', 'n', 'n desc', 'a desc, n', 'a nulls first'),
    where,
  })
  .map(({ key, inner, aggregate, having, orderBy, where: condition }) => {
    const call = aggregate === 'count distinct' ? `count(distinct ${inner})` : `${aggregate}(${inner})`;
    return {
      select: `count(*) as n, ${call} as a, ${key} as k`,
      groupBy: key,
      having,
      orderBy,
      where: condition,
    };
  });

/** One change of a text: something left out, put in, doubled or cut off. */
const JUNK = [
  "'",
  '"',
  '`',
  '(',
  ')',
  ',',
  ';',
  '*',
  '=',
  '<',
  '+',
  '-',
  '--',
  '/*',
  '||',
  '.',
  '\\',
  '\n',
  '0',
  'z',
  '中',
  ' and ',
  ' not ',
  ' null ',
  ' select ',
  ' from ',
  ' limit 1',
  '%',
  '1e9',
  '\u{20000}',
  'e',
  ' in (',
  'count(*)',
  'id',
];
const change = fc.record({
  at: fc.nat(),
  length: fc.nat(6),
  junk: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...JUNK) }, { weight: 1, arbitrary: fc.string() }),
  way: fc.constantFrom('out', 'in', 'double', 'end'),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
function changed(text: string, { at, length, junk, way }: Change): string {
  const place = at % (text.length + 1);
  const rest = text.slice(place + length);
  if (way === 'out') return text.slice(0, place) + rest;
  if (way === 'in') return text.slice(0, place) + junk + text.slice(place);
  return way === 'double' ? text.slice(0, place + length) + text.slice(place) : text.slice(0, place);
}

const question = fc.record({
  parts: fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 3, arbitrary: grouped },
    { weight: 1, arbitrary: different },
  ),
  door: fc.constantFrom('rows', 'rows as ndjson', 'export', 'sql', 'sql as ndjson'),
  limit: fc.integer({ min: 1, max: MOST_ROWS }),
  /** Changes to one part each; most questions have none. */
  broken: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 }) },
  ),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

/** What is sent, and the query that it must come to; null when it must be refused. */
interface Sent {
  url: string;
  method: 'GET' | 'POST';
  body?: object;
  query: Query | null;
}

const quietly = (read: () => Query | null): Query | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-expression') return null;
    throw error;
  }
};

function statementOf({ select, where: condition, groupBy, having, orderBy }: Parts, limit: number): string {
  const clause = (words: string, part: string): string => (part === '' ? '' : ` ${words} ${part}`);
  return `select ${select} from "${code}"${clause('where', condition)}${clause('group by', groupBy)}${clause('having', having)}${clause('order by', orderBy)} limit ${String(limit)}`;
}

function sentOf({ parts, door, limit, broken }: Question): Sent {
  if (door.startsWith('sql')) {
    let sql = statementOf(parts, limit);
    for (const [, each] of broken) sql = changed(sql, each);
    const format = door === 'sql' ? 'json' : 'ndjson';
    const query = quietly(() => {
      const statement = parseStatement(sql);
      return statement.from.name === code ? checkStatement(statement, columns) : null;
    });
    const whole = query && { ...query, limit: Math.min(query.limit ?? MOST_ROWS, 10_000) };
    return { url: '/sql', method: 'POST', body: { sql, format }, query: whole };
  }
  const text: Parts = { ...parts };
  const names = Object.keys(NONE) as (keyof Parts)[];
  for (const [which, each] of broken) {
    const name = names[which % names.length] ?? 'where';
    text[name] = changed(text[name], each);
  }
  const read = quietly(() => readQuery(text, columns));
  if (door === 'export') {
    const url = `/datasets/${code}/exports/ndjson?${new URLSearchParams(text).toString()}`;
    return { url, method: 'GET', query: read };
  }
  const format = door === 'rows' ? 'json' : 'ndjson';
  const search = new URLSearchParams({ ...text, limit: String(limit), format }).toString();
  return { url: `/datasets/${code}/records?${search}`, method: 'GET', query: read && { ...read, limit } };
}

/** Numbers without zeros at their end, integers beyond what JavaScript holds as numbers, too. */
const told = (value: unknown, type: string): string => {
  const text = JSON.stringify(value ?? null);
  const isNumber = type === 'integer' || type === 'decimal';
  return isNumber
    ? text
        .replace(/^"(-?\d+)"$/, '$1')
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
    : text;
};

function rowsOf(body: string, { select }: Query): string[][] {
  const isPage = body.startsWith('{"items":');
  const objects = isPage
    ? (parseExactly(body) as { items: Record<string, unknown>[] }).items
    : body
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [parseExactly(line) as Record<string, unknown>]));
  return objects.map((object) =>
    select.map(({ name, expression: { type } }) =>
      told(Object.getOwnPropertyDescriptor(object, name)?.value, type),
    ),
  );
}

/** Undefined where plain JavaScript has no exact answer. */
function yardstick(query: Query): string[][] | undefined {
  try {
    return plainAnswer(query, rows);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no yardstick')) return undefined;
    throw error;
  }
}

/** Reasons for which a question that is well-formed can be refused. */
const OVER_LIMITS = ['query-timeout', 'too-large'];

describe('any question', () => {
  it('given the file, when it is all taken, then the rows are those that were written', async () => {
    const query = readQuery({ select: columns.map(({ name }) => printName(name)).join(', ') }, columns);
    const answer = await platform.app.inject({ url: `/api/v1/datasets/${code}/exports/ndjson` });
    expect(rowsOf(answer.body, query)).toEqual(plainAnswer(query, rows));
    expect(columns.map(({ type }) => type)).toEqual(FIELDS.map(({ type }) => type));
  });

  it(
    '[xz-17] [xz-25-1] given random questions, well-formed and broken, when they are asked of rows, exports and SQL, then the rows are those of plain JavaScript or the refusal says where, never more than the limits and never an error of ours',
    async () => {
      const seen = { answered: 0, compared: 0, refused: 0, overLimits: 0, rows: 0 };
      let caller = 0;
      await fc.assert(
        fc.asyncProperty(question, async (asked) => {
          const { url, method, body, query } = sentOf(asked);
          caller += 1;
          // Each from an address of its own, or the limits on callers would be what is tested.
          const remoteAddress = `10.${(caller >> 16) & 255}.${(caller >> 8) & 255}.${caller & 255}`;
          const request = { method, url: `/api/v1${url}`, remoteAddress, ...(body && { payload: body }) };
          const answer = await platform.app.inject(request);
          expect(answer.statusCode, answer.body.slice(0, 500)).toBeLessThan(500);
          if (answer.statusCode !== 200) {
            const problem = answer.json<{ code: string; reason?: string; position?: number }>();
            if (OVER_LIMITS.includes(problem.code) || problem.reason === 'out-of-range') seen.overLimits += 1;
            else {
              if (query) throw new Error(`refused: ${answer.body}`);
              expect(problem.code === 'invalid-expression' ? (problem.position ?? 0) : 1).toBeGreaterThan(0);
              seen.refused += 1;
            }
            return;
          }
          if (!query) throw new Error(`answered what cannot be read: ${JSON.stringify(asked)}`);
          const found = rowsOf(answer.body, query);
          expect(found.length).toBeLessThanOrEqual(asked.door === 'export' ? rows.length : MOST_ROWS);
          seen.answered += 1;
          seen.rows += found.length;
          const wanted = yardstick(query);
          if (!wanted) return;
          expect(found).toEqual(wanted);
          seen.compared += 1;
        }),
        { numRuns: RUNS },
      );
      process.stdout.write(`${String(RUNS)} questions: ${JSON.stringify(seen)}\n`);
      expect(seen.compared).toBeGreaterThan(RUNS / 4);
      expect(seen.refused).toBeGreaterThan(RUNS / 10);
    },
    RUNS * 1000,
  );
});
