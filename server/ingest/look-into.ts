import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from '../../rules/reading/reading.schema.ts';
import type { ColumnProfile, Distribution } from '../../rules/versions/version.schema.ts';
import { distributionsOf } from './distributions.ts';
import { sqlName, sqlText, withEngine } from './duckdb.ts';

export interface LookedInto {
  /** Values of each column as text, of rows drawn from all of it, always the same ones; missing ones left out. */
  drawn: { column: string; values: string[] }[];
  /** Of each column with such a value, one that the pattern fits. */
  fitting: { column: string; value: string }[];
  /** By column name. */
  distributions: Record<string, Distribution>;
  /** Rows that say in every column what a row before them says; null where the table is too large to count them. */
  repeatedRows: number | null;
  /** Columns most of whose values are of a kind, with those that are not. */
  strangers: { column: string; count: number; value: string; row: number }[];
}

interface Wanted {
  columns: readonly { name: string; type: ColumnType; profile: ColumnProfile }[];
  rows: number;
  /** How many of them are drawn. */
  draw: number;
  /** RE2: columns of text are searched for it. */
  pattern: string;
  /** Whether a value is of the kind that a column has when three in ten of the drawn ones are. */
  isOfKind: (value: string) => boolean;
}

/** Up to so many rows, all of them are looked at; beyond, the drawn ones. */
export const ALL_LOOKED_AT_ROWS = 3_000_000;
const MOST_HASHED_COLUMNS = 500;
const SHARE_OF_KIND = 0.3;
/** Different values of a column that are looked at one by one. */
const MOST_VALUES = 200_000;

/** Looks into the table that is in the Parquet file at `path`. */
export async function lookInto(path: string, wanted: Wanted): Promise<LookedInto> {
  const folder = dirname(path);
  const spill = await mkdtemp(join(folder, 'sample-'));
  try {
    return await withEngine({ folders: [folder], spill }, (connection) =>
      look(asker(connection), path, wanted),
    );
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}

export type Ask = (query: string) => Promise<unknown[][]>;

const asker =
  (connection: DuckDBConnection): Ask =>
  async (query) =>
    (await connection.runAndReadAll(query)).getRowsJson();

async function look(ask: Ask, path: string, wanted: Wanted): Promise<LookedInto> {
  const table = `read_parquet(${sqlText(path)})`;
  const numbered = `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const { columns, rows, draw, pattern } = wanted;
  const shown = columns.filter(({ type }) => type !== 'geometry').map(({ name }) => name);
  const texts = columns.filter(({ type }) => type === 'text').map(({ name }) => name);
  const all = rows <= ALL_LOOKED_AT_ROWS;
  const drawn = await drawRows(ask, table, shown, draw);
  return {
    drawn,
    fitting: all ? await search(ask, table, texts, pattern) : [],
    distributions: await distributionsOf(ask, table, columns),
    repeatedRows:
      all && columns.length <= MOST_HASHED_COLUMNS ? await countRepeated(ask, table, columns) : null,
    strangers: all ? await findStrangers(ask, numbered, drawn, wanted) : [],
  };
}

async function drawRows(ask: Ask, table: string, columns: readonly string[], rows: number) {
  if (columns.length === 0) return [];
  const asText = columns.map((name) => `CAST(${sqlName(name)} AS VARCHAR)`).join(', ');
  const sample = await ask(
    `SELECT ${asText} FROM ${table} USING SAMPLE reservoir(${rows} ROWS) REPEATABLE (20200101)`,
  );
  return columns.map((column, place) => ({ column, values: sample.flatMap((row) => textIn(row[place])) }));
}

async function search(ask: Ask, table: string, columns: readonly string[], pattern: string) {
  if (columns.length === 0) return [];
  const firsts = columns.map(
    (name) =>
      `any_value(${sqlName(name)}) FILTER (WHERE regexp_matches(${sqlName(name)}, ${sqlText(pattern)}))`,
  );
  const [found = []] = await ask(`SELECT ${firsts.join(', ')} FROM ${table}`);
  return columns.flatMap((column, place) => textIn(found[place]).map((value) => ({ column, value })));
}

async function countRepeated(ask: Ask, table: string, columns: readonly { name: string }[]): Promise<number> {
  const row = `hash(${columns.map(({ name }) => sqlName(name)).join(', ')})`;
  const [[count] = []] = await ask(`SELECT count(*) - count(DISTINCT ${row}) FROM ${table}`);
  return Number(count);
}

async function findStrangers(
  ask: Ask,
  table: string,
  drawn: LookedInto['drawn'],
  { isOfKind }: Wanted,
): Promise<LookedInto['strangers']> {
  const found: LookedInto['strangers'] = [];
  for (const { column, values } of drawn) {
    if (values.filter(isOfKind).length < Math.max(1, values.length * SHARE_OF_KIND)) continue;
    const name = sqlName(column);
    const different = await ask(
      `SELECT CAST(${name} AS VARCHAR), min(file_row_number) FROM ${table}
       WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 2 LIMIT ${MOST_VALUES}`,
    );
    const strange = different.filter(([value]) => typeof value === 'string' && !isOfKind(value));
    const [first] = strange;
    if (first)
      found.push({ column, count: strange.length, value: String(first[0]), row: Number(first[1]) + 1 });
  }
  return found;
}

const textIn = (value: unknown): string[] =>
  typeof value === 'string' && value.trim() !== '' ? [value] : [];
