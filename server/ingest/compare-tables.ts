import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ColumnType } from '../../rules/reading/reading.schema.ts';
import { keyCandidates } from '../../rules/versions/row-key.ts';
import { sqlName, sqlText, withEngine } from './duckdb.ts';
import type { ColumnProfile } from './profile.ts';

/** A table as Parquet, with what is known of its columns. */
export interface ProfiledTable {
  path: string;
  rows: number;
  columns: readonly { name: string; type: ColumnType; profile: ColumnProfile }[];
}

export interface TableChanges {
  /** The column whose values name the rows; null: whole rows were compared. */
  key: string | null;
  added: number;
  removed: number;
  changed: number;
}

type Pair = [string, { now: ColumnType; before: ColumnType }];
const NUMBERS: readonly ColumnType[] = ['integer', 'decimal'];

function pairsOf(now: ProfiledTable, before: ProfiledTable): Pair[] {
  const last = new Map(before.columns.map(({ name, type }) => [name, type]));
  return now.columns.flatMap(({ name, type }): Pair[] => {
    const known = last.get(name);
    return known === undefined ? [] : [[name, { now: type, before: known }]];
  });
}

/** A cell such that the two tables' types can be compared: numbers as numbers, what differs in type as text. */
function cell([name, types]: Pair, table: string): string {
  const alike = types.now === types.before || (NUMBERS.includes(types.now) && NUMBERS.includes(types.before));
  const column = `${table}.${sqlName(name)}`;
  return alike ? column : `CAST(${column} AS VARCHAR)`;
}

function byKey(key: Pair, pairs: readonly Pair[]): string {
  const same = `${cell(key, 'n')} = ${cell(key, 'o')}`;
  const others = pairs.filter(([name]) => name !== key[0]);
  const differs = others.map((pair) => `${cell(pair, 'n')} IS DISTINCT FROM ${cell(pair, 'o')}`);
  return `SELECT (SELECT count(*) FROM fresh n WHERE NOT EXISTS (SELECT 1 FROM past o WHERE ${same})),
    (SELECT count(*) FROM past o WHERE NOT EXISTS (SELECT 1 FROM fresh n WHERE ${same})),
    (SELECT count(*) FROM fresh n JOIN past o ON ${same} WHERE ${differs.join(' OR ') || 'false'})`;
}

function byWholeRows(pairs: readonly Pair[]): string {
  const rows = (table: string): string =>
    `SELECT ${pairs.map((pair) => cell(pair, table)).join(', ')} FROM ${table}`;
  return `SELECT (SELECT count(*) FROM (${rows('fresh')} EXCEPT ALL ${rows('past')})),
    (SELECT count(*) FROM (${rows('past')} EXCEPT ALL ${rows('fresh')})), 0`;
}

/** Rows that a table has more, fewer and otherwise than the one before it; null when they have no column in common. */
export async function compareTables(now: ProfiledTable, before: ProfiledTable): Promise<TableChanges | null> {
  const pairs = pairsOf(now, before);
  if (pairs.length === 0) return null;
  const [name] = keyCandidates(now, before);
  const key = pairs.find(([each]) => each === name);
  const [added = 0, removed = 0, changed = 0] = await ask(
    [now, before].map(({ path }) => dirname(path)),
    `WITH fresh AS (FROM read_parquet(${sqlText(now.path)})), past AS (FROM read_parquet(${sqlText(before.path)}))
     ${key ? byKey(key, pairs) : byWholeRows(pairs)}`,
  );
  return {
    key: key ? key[0] : null,
    added: Number(added),
    removed: Number(removed),
    changed: Number(changed),
  };
}

/** Exact sums of columns of numbers, as plain decimals; null for a column without values. */
export async function sumColumns(path: string, names: readonly string[]): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const sums = names.map((name) => `CAST(sum(${sqlName(name)}) AS VARCHAR)`);
  const answer = await ask([dirname(path)], `SELECT ${sums.join(', ')} FROM read_parquet(${sqlText(path)})`);
  return answer.map((sum) => (typeof sum === 'string' ? sum : null));
}

async function ask(folders: readonly string[], query: string): Promise<unknown[]> {
  const spill = await mkdtemp(join(folders[0] ?? '', 'compare-'));
  try {
    return await withEngine({ folders: [...folders, spill], spill }, async (connection) => {
      const answer = await connection.runAndReadAll(query);
      return answer.getRowsJson()[0] ?? [];
    });
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}
