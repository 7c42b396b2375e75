import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sqlName, sqlText, withEngine } from './duckdb.ts';

export interface LookedInto {
  /** Values of each column as text, of rows drawn from all of it, always the same ones; missing ones left out. */
  drawn: { column: string; values: string[] }[];
  /** Of each column with such a value, one that the pattern fits. */
  fitting: { column: string; value: string }[];
}

interface Wanted {
  columns: readonly string[];
  rows: number;
  /** Columns of which every row is searched. */
  searched: readonly string[];
  /** RE2. */
  pattern: string;
}

/** Looks into a table as Parquet: draws rows of it, and searches columns for a pattern. */
export async function lookInto(
  path: string,
  { columns, rows, searched, pattern }: Wanted,
): Promise<LookedInto> {
  if (columns.length === 0) return { drawn: [], fitting: [] };
  const folder = dirname(path);
  const spill = await mkdtemp(join(folder, 'sample-'));
  const table = `read_parquet(${sqlText(path)})`;
  const asText = columns.map((name) => `CAST(${sqlName(name)} AS VARCHAR)`);
  const draw = `SELECT ${asText.join(', ')} FROM ${table} USING SAMPLE reservoir(${rows} ROWS) REPEATABLE (20200101)`;
  const firsts = searched.map(
    (name) =>
      `any_value(${sqlName(name)}) FILTER (WHERE regexp_matches(${sqlName(name)}, ${sqlText(pattern)}))`,
  );
  try {
    return await withEngine({ folders: [folder], spill }, async (connection) => {
      const ask = async (query: string): Promise<unknown[][]> =>
        (await connection.runAndReadAll(query)).getRowsJson();
      const sample = await ask(draw);
      const [found = []] =
        searched.length === 0 ? [] : await ask(`SELECT ${firsts.join(', ')} FROM ${table}`);
      return {
        drawn: columns.map((column, place) => ({
          column,
          values: sample.flatMap((row) => textIn(row[place])),
        })),
        fitting: searched.flatMap((column, place) =>
          textIn(found[place]).map((value) => ({ column, value })),
        ),
      };
    });
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}

const textIn = (value: unknown): string[] =>
  typeof value === 'string' && value.trim() !== '' ? [value] : [];
