import type { Query } from '../../rules/expressions/query-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { compilePage, keyCount } from './compile-query.ts';
import { readCursor, writeCursor, type OrderKey } from './cursor.ts';
import type { Bounds, Connection } from './database.ts';
import type { EngineTable, PageRequest, RowsPage } from './engine.types.ts';
import type { TableInfo } from './table-info.ts';

/** Rows that one page can have. */
export const PAGE_LIMIT = 10_000;

/** One page of rows; asks for one row more than wanted to know whether another page follows. */
export async function readPage(
  connection: Connection,
  info: TableInfo,
  table: EngineTable,
  query: Query,
  page: PageRequest,
  bounds: Bounds,
): Promise<RowsPage> {
  const limit = checkedLimit(page.limit);
  const after = page.after ? readCursor(table, query, page.after, keyCount(query)) : null;
  const { sql, parameters } = compilePage(query, info, { limit: limit + 1, after });
  const rows = await connection.all(sql, parameters, bounds).catch((error: unknown) => {
    // A value that cannot be what its cursor says, or not what the order needs.
    throw after && !stopped(error) && !connection.broken() ? new Problem('invalid-cursor') : error;
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writeCursor(table, query, placeOf(last)) : null;
  return { json: `[${shown.map(([object]) => object ?? 'null').join(',')}]`, count: shown.length, next };
}

const stopped = (error: unknown): boolean => error instanceof Problem && error.code !== 'invalid-expression';

function checkedLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT) return limit;
  throw new Problem('invalid-input', { errors: [{ pointer: '/limit', detail: `1–${PAGE_LIMIT}` }] });
}

function placeOf(row: readonly (string | null)[]): OrderKey[] {
  const keys: OrderKey[] = [];
  for (let index = 1; index < row.length; index += 2)
    keys.push({ type: row[index] ?? '', value: row[index + 1] ?? null });
  return keys;
}
