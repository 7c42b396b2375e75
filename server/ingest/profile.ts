import type { Json } from '@duckdb/node-api';
import type { ReadingColumn } from '../../rules/reading/reading.schema.ts';
import { sqlName, sqlText } from './duckdb.ts';

/** What a column holds. */
export interface ColumnProfile {
  nulls: number;
  /** Different values; in tables of more than 300,000 rows within some per cent. */
  distinct: number;
  /** Smallest and largest value as text, at most 200 characters; null when there is none. */
  min: string | null;
  max: string | null;
}

const LONGEST = 200;

/** Up to so many rows, different values are counted one by one. */
const EXACT_ROWS = 300_000;

function profileQuery(columns: readonly ReadingColumn[], path: string, rows: number): string {
  const distinct = (cell: string): string =>
    rows <= EXACT_ROWS ? `count(DISTINCT ${cell})` : `approx_count_distinct(${cell})`;
  const parts = columns.map(({ name }) => {
    const cell = sqlName(name);
    const edge = (fn: string): string => `left(CAST(${fn}(${cell}) AS VARCHAR), ${LONGEST})`;
    return `count(${cell}), ${distinct(cell)}, ${edge('min')}, ${edge('max')}`;
  });
  return `SELECT count(*), ${parts.join(', ')} FROM read_parquet(${sqlText(path)})`;
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export interface TableProfile {
  rows: number;
  /** By column name. */
  columns: Record<string, ColumnProfile>;
}

function toProfile(columns: readonly ReadingColumn[], answer: readonly Json[]): TableProfile {
  const count = Number(answer[0]);
  const profiles = columns.map(({ name }, i): [string, ColumnProfile] => {
    const [filled, distinct, min, max] = answer.slice(1 + i * 4, 5 + i * 4);
    const nulls = count - Number(filled);
    const known = Math.min(Number(distinct), count - nulls);
    return [name, { nulls, distinct: known, min: textOrNull(min), max: textOrNull(max) }];
  });
  return { rows: count, columns: Object.fromEntries(profiles) };
}

/** Each different-value count takes megabytes in the engine, however few the rows: wide tables go a part at a time. */
const COLUMNS_AT_ONCE = 32;

/** Counts and extremes of every column of the Parquet file at `path`, of about `rows` rows. `ask` gives the one row of a query. */
export async function profileTable(
  columns: readonly ReadingColumn[],
  path: string,
  rows: number,
  ask: (sql: string) => Promise<readonly Json[]>,
): Promise<TableProfile> {
  const whole: TableProfile = { rows: 0, columns: {} };
  for (let at = 0; at < columns.length; at += COLUMNS_AT_ONCE) {
    const some = columns.slice(at, at + COLUMNS_AT_ONCE);
    const profile = toProfile(some, await ask(profileQuery(some, path, rows)));
    whole.rows = profile.rows;
    Object.assign(whole.columns, profile.columns);
  }
  return whole;
}
