import type { Bounds } from './database.ts';
import type { EngineTable } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { noParameters } from './sql-text.ts';
import type { TableInfo } from './table-info.ts';

/** Some rows in the table's order: the digest of each (MD5, 32 hexadecimal digits), then the texts of the wanted fields. */
export type DigestedRows = (columns: readonly (readonly (string | null)[])[]) => void;

const BETWEEN = 'chr(31)';
const MISSING = 'chr(30)';

/** Says of every row what its whole content digests to, in whatever order the fields stand. */
export async function digestRows(
  { connection, info }: Pick<Loan, 'connection' | 'info'>,
  { columns }: EngineTable,
  fields: readonly string[],
  take: DigestedRows,
  bounds: Bounds,
): Promise<void> {
  const names = columns.map(({ name }) => name).toSorted();
  const content = names.map((name) => `coalesce(${textOf(info, name)}, ${MISSING})`).join(', ');
  const texts = fields.map((name) => textOf(info, name));
  const sql = `SELECT ${[`md5(concat_ws(${BETWEEN}, ${content}))`, ...texts].join(', ')} FROM ${info.from}`;
  for await (const chunk of connection.chunks(sql, noParameters(), bounds)) take(chunk);
}

function textOf({ columns }: TableInfo, field: string): string {
  const column = columns.get(field);
  if (!column) throw new Error(`the file has no column for the field ${field}`);
  return `CAST(t.${column.sql} AS VARCHAR)`;
}
