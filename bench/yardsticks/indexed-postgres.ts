import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { isGrouped, type Query, type Typed } from '../../rules/expressions/query-tree.ts';
import type { Engine } from '../../server/engine/index.ts';
import { tripsFile } from '../data/trips.ts';

const TYPES: Readonly<Record<string, string>> = {
  进站时间: 'timestamp',
  出站时间: 'timestamp',
  里程: 'numeric(18,2)',
  票价: 'numeric(18,2)',
  优惠: 'numeric(18,2)',
  换乘: 'boolean',
  人次: 'bigint',
  结算日期: 'date',
};
/** What the questions of the figures look for and sort by. */
const INDEXES = [
  '"行程编号"',
  '"卡号"',
  '"进站时间"',
  '"进站闸机", "里程" desc nulls last',
  '"进站闸机", "n"',
];

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The table of trips as PostgreSQL has it: typed, a key, an index for each question, analysed. */
export async function loadTrips(pool: Pool, columns: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    const typed = columns.map((each) => `${name(each)} ${TYPES[each] ?? 'text collate "C"'}`);
    await client.query('drop table if exists bench_text, bench_trips');
    await client.query(
      `create table bench_trips (n bigint generated always as identity primary key, ${typed.join(', ')})`,
    );
    // 是 and 否 are no booleans there: first as text.
    await client.query(
      `create unlogged table bench_text (n bigint generated always as identity, ${columns.map((each) => `${name(each)} text`).join(', ')})`,
    );
    const list = columns.map(name).join(', ');
    const into = client.query(copyFrom(`copy bench_text (${list}) from stdin (format csv, header true)`));
    await pipeline(createReadStream(await tripsFile()), into);
    const values = columns.map((each) =>
      each === '换乘'
        ? `${name(each)} = '是'`
        : `${name(each)}::${(TYPES[each] ?? 'text').split(' ')[0] ?? ''}`,
    );
    await client.query(
      `insert into bench_trips (${list}) select ${values.join(', ')} from bench_text order by n`,
    );
    await client.query('drop table bench_text');
    for (const index of INDEXES) await client.query(`create index on bench_trips (${index})`);
    await client.query('vacuum analyze bench_trips');
  } finally {
    client.release();
  }
}

/** SQL of the few forms that the figures ask in; values are bound. */
function sqlOf(node: Typed, values: string[]): string {
  const sql = (each: Typed): string => sqlOf(each, values);
  switch (node.kind) {
    case 'name':
      return name(node.name);
    case 'text':
    case 'number':
      values.push(node.value);
      return `$${values.length}`;
    case 'negate':
      return `(-(${sql(node.operand)}::numeric))`;
    case 'logic':
      return `(${node.terms.map(sql).join(` ${node.operator} `)})`;
    case 'like':
      return `${sql(node.operand)}${node.negated ? ' not' : ''} ${node.caseless ? 'ilike' : 'like'} ${sql(node.pattern)}`;
    case 'compare':
      return `${sql(node.left)} ${node.operator} ${sql(node.right)}`;
    case 'call':
      return `${node.name}(${node.distinct ? 'distinct ' : ''}${node.args.map(sql).join(', ') || '*'})`;
    default:
      throw new Error(`the yardstick has no ${node.kind}`);
  }
}

function selection(query: Query, values: string[]): string {
  const items = query.select.map((item) => `${sqlOf(item.expression, values)} as ${name(item.name)}`);
  const where = query.where ? ` where ${sqlOf(query.where, values)}` : '';
  const by = query.groupBy.map((each) => sqlOf(each, values)).join(', ');
  return `select ${items.join(', ')} from bench_trips${where}${by && ` group by ${by}`}`;
}

function pageSql(query: Query, limit: number, values: string[]): string {
  const order = query.orderBy.map(
    ({ expression, descending }) => `${sqlOf(expression, values)} ${descending ? 'desc nulls last' : 'asc'}`,
  );
  const last = isGrouped(query) ? query.groupBy.map((each) => sqlOf(each, values)) : ['n'];
  const ordering = [...order, ...last].join(', ');
  return `select row_to_json(r)::text from (${selection(query, values)}${ordering && ` order by ${ordering}`} limit ${limit + 1}) r`;
}

/** An engine that asks the indexed table in PostgreSQL, for the questions of the figures only. */
export function indexedPostgres(pool: Pool, other: Engine): Engine {
  return {
    ...other,
    async rows(_table, query, { limit }) {
      const values: string[] = [];
      const text = pageSql(query, limit, values);
      const { rows } = await pool.query<[string]>({ text, values, rowMode: 'array' });
      const shown = rows.slice(0, limit).map(([json]) => json);
      const next = rows.length > limit ? Buffer.from(text).toString('base64url').slice(0, 64) : null;
      return { json: `[${shown.join(',')}]`, count: shown.length, next };
    },
    async count(_table, query) {
      const values: string[] = [];
      const counted = isGrouped(query)
        ? `(${selection(query, values)}) g`
        : `bench_trips${query.where ? ` where ${sqlOf(query.where, values)}` : ''}`;
      const { rows } = await pool.query<[number]>({
        ...{ text: `select count(*) from ${counted}`, values },
        rowMode: 'array',
      });
      return { total: Number(rows[0]?.[0]), totalIsEstimate: false };
    },
  };
}
