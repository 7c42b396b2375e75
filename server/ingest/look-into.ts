import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { FieldRule } from '../../rules/field-rules/field-rule.schema.ts';
import type { FindingExample } from '../../rules/findings/finding.schema.ts';
import type { ColumnType } from '../../rules/reading/reading.schema.ts';
import type { ValueKind } from '../../rules/versions/value-kinds.ts';
import type { ColumnProfile, Distribution } from '../../rules/versions/version.schema.ts';
import { breachesOf, ruledTable, type Breach } from '../rule-checks.ts';
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
  /** Columns whose values should be of a kind, with those that are not. */
  strangers: Stranger[];
  /** How the table breaks each of the rules, in their order. */
  breaches: Breach[];
}

interface Stranger {
  column: string;
  kind: string;
  /** Different values. */
  count: number;
  examples: FindingExample[];
}

interface Wanted {
  columns: readonly { name: string; label: string; type: ColumnType; profile: ColumnProfile }[];
  rows: number;
  /** How many of them are drawn. */
  draw: number;
  /** RE2: columns of text are searched for it. */
  pattern: string;
  /** A column is looked at for the first of them that it should be of. */
  kinds: readonly ValueKind[];
  /** Of fields that the table has. */
  rules: readonly FieldRule[];
}

/** Up to so many rows, all of them are looked at; beyond, the drawn ones. */
export const ALL_LOOKED_AT_ROWS = 3_000_000;
const MOST_HASHED_COLUMNS = 500;
const EXAMPLES = 5;
const LONGEST_EXAMPLE = 200;
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
    breaches: await findBreaches(ask, path, wanted),
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
  { columns, kinds }: Wanted,
): Promise<LookedInto['strangers']> {
  const found: LookedInto['strangers'] = [];
  for (const { column, values } of drawn) {
    const label = columns.find((each) => each.name === column)?.label ?? '';
    const kind = kinds.find(({ expects }) => values.length > 0 && expects({ name: column, label }, values));
    if (!kind) continue;
    const name = sqlName(column);
    const different = await ask(
      `SELECT CAST(${name} AS VARCHAR), min(file_row_number) FROM ${table}
       WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 2 LIMIT ${MOST_VALUES}`,
    );
    const strange = different.filter(([value]) => typeof value === 'string' && !kind.fits(value.trim()));
    const examples = strange.slice(0, EXAMPLES).map(([value, row]) => ({
      row: Number(row) + 1,
      value: kind.personal ? null : String(value).slice(0, LONGEST_EXAMPLE),
    }));
    if (strange.length > 0) found.push({ column, kind: kind.name, count: strange.length, examples });
  }
  return found;
}

async function findBreaches(ask: Ask, path: string, { columns, rules }: Wanted): Promise<Breach[]> {
  if (rules.length === 0) return [];
  const texts = async (query: string): Promise<(string | null)[][]> =>
    (await ask(query)).map((row) => row.map((value) => (typeof value === 'string' ? value : null)));
  // Loaded when first needed, as the engine is.
  const { describeTable } = await import('../engine/table-info.ts');
  const info = await describeTable({ all: texts }, { path, columns });
  return breachesOf(texts, ruledTable(info, columns), rules);
}

const textIn = (value: unknown): string[] =>
  typeof value === 'string' && value.trim() !== '' ? [value] : [];
