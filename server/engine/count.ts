import { isGrouped, type Query } from '../../rules/expressions/query-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { compileCount, compileSampleCount, type Statement } from './compile-query.ts';
import type { Bounds, Connection } from './database.ts';
import type { EngineTable, RowCount } from './engine.types.ts';
import type { TableInfo } from './table-info.ts';

/** How long an exact count may take before a sample is taken instead. */
const EXACT_MS = 300;
const SLICES = 16;
const SLICE_ROWS = 4096;

/** Without a condition as the manifest says it; null where it takes the engine. */
export const knownCount = ({ rows }: EngineTable, query: Query): RowCount | null =>
  !query.where && !isGrouped(query) ? { total: rows, totalIsEstimate: false } : null;

/** Counted if that is quick, else estimated from slices of the table. */
export async function countRows(
  connection: Connection,
  info: TableInfo,
  table: EngineTable,
  query: Query,
  { timeoutMs, stop }: Required<Bounds>,
): Promise<RowCount> {
  const exactMs = isGrouped(query) ? timeoutMs : EXACT_MS;
  try {
    return {
      total: await counted(connection, compileCount(query, info), { timeoutMs: exactMs, stop }),
      totalIsEstimate: false,
    };
  } catch (error) {
    const tooSlow = error instanceof Problem && error.code === 'query-timeout' && !isGrouped(query);
    if (!tooSlow) throw error;
  }
  const slices = slicesOf(table.rows);
  const seen = slices.reduce((sum, [from, to]) => sum + to - from, 0);
  const hits = await counted(connection, compileSampleCount(query, info, slices), { timeoutMs, stop });
  return { total: Math.round((hits / seen) * table.rows), totalIsEstimate: true };
}

async function counted(connection: Connection, { sql, parameters }: Statement, bounds: Bounds) {
  const [[total] = []] = await connection.all(sql, parameters, bounds);
  return Number(total);
}

/** Row numbers from–to, evenly over the table, which may be sorted by what is asked for. */
function slicesOf(rows: number): [number, number][] {
  if (rows <= SLICES * SLICE_ROWS) return [[0, rows]];
  const step = (rows - SLICE_ROWS) / (SLICES - 1);
  return Array.from({ length: SLICES }, (_, index) => {
    const from = Math.round(index * step);
    return [from, from + SLICE_ROWS];
  });
}
