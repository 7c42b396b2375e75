import type { Connection } from './database.ts';
import type { EngineTable } from './engine.types.ts';
import { quoteName, quoteText } from './sql-text.ts';

/** One field as the file has it. */
export interface PhysicalColumn {
  /** Its name in SQL, quoted: the engine ignores case, so it renames what differs by case only. */
  sql: string;
  /** DuckDB's type, for example `DECIMAL(18,2)`. */
  type: string;
}

/** What the engine knows about one file. */
export interface TableInfo {
  /** The FROM clause; each row also has its `file_row_number`, from 0. */
  from: string;
  columns: ReadonlyMap<string, PhysicalColumn>;
}

/** Reads the columns of a file; worth keeping, since files do not change. */
export async function describeTable(
  connection: Connection,
  { path, columns }: EngineTable,
): Promise<TableInfo> {
  const from = `read_parquet(${quoteText(path)}, file_row_number=true)`;
  const described = await connection.all(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`,
  );
  const stored = await connection.all(`SELECT name FROM parquet_schema(${quoteText(path)}) OFFSET 1`);
  const byName = new Map<string, PhysicalColumn>();
  for (const [index, [name]] of stored.entries()) {
    const [sqlName, type] = described[index] ?? [];
    if (name && sqlName && type) byName.set(name, { sql: quoteName(sqlName), type });
  }
  const missing = columns.find(({ name }) => !byName.has(name));
  if (missing) throw new Error(`the file has no column for the field ${missing.name}`);
  return { from, columns: byName };
}
