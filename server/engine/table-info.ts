import type { Connection } from './database.ts';
import { quoteName, quoteText } from './sql-text.ts';

const ROW_NUMBER = 'file_row_number';

/** One field as the file has it. */
export interface PhysicalColumn {
  /** Its name in SQL, quoted: the engine ignores case, so it renames what differs by case only. */
  sql: string;
  /** DuckDB's type, for example `DECIMAL(18,2)`. */
  type: string;
}

/** What the engine knows about one file. */
export interface TableInfo {
  /** The FROM clause of the table `t`; each row also has its `file_row_number`, from 0. */
  from: string;
  columns: ReadonlyMap<string, PhysicalColumn>;
}

/** Reads the columns of a file; worth keeping, since files do not change. */
export async function describeTable(
  connection: Pick<Connection, 'all'>,
  { path, columns }: { path: string; columns: readonly { name: string }[] },
): Promise<TableInfo> {
  const file = `read_parquet(${quoteText(path)})`;
  const described = await connection.all(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`,
  );
  if (columns.some(({ name }) => name.toLowerCase() === ROW_NUMBER)) return byPlace(file, columns, described);
  const types = new Map(described.map(([name, type]) => [name ?? '', type ?? '']));
  const found = columns.map(({ name }, index): [string, PhysicalColumn] => {
    const stored = types.has(name) ? name : renamed(name, described[index]?.[0] ?? '');
    return [name, { sql: quoteName(stored), type: types.get(stored) ?? '' }];
  });
  return {
    from: `read_parquet(${quoteText(path)}, ${ROW_NUMBER}=true) AS t`,
    columns: new Map(found),
  };
}

/** A field called like the engine's row number hides it, unless the columns are called otherwise. */
function byPlace(
  file: string,
  columns: readonly { name: string }[],
  described: readonly (readonly (string | null)[])[],
): TableInfo {
  const names = described.map((_, index) => `c${index}`);
  const found = columns.map(({ name }, index): [string, PhysicalColumn] => [
    name,
    { sql: `c${index}`, type: described[index]?.[1] ?? '' },
  ]);
  return { from: `${file} AS t(${names.join(', ')})`, columns: new Map(found) };
}

/** The engine writes and reads the second of `Name` and `name` as `name_1`; it stays in its place. */
function renamed(name: string, stored: string): string {
  if (stored.toLowerCase().startsWith(`${name.toLowerCase()}_`)) return stored;
  throw new Error(`the file has no column for the field ${name}`);
}
