import type { Query } from '../../rules/expressions/query-tree.ts';
import { parseWkt, type Geometry } from '../../rules/reading/geo/geometry.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { RowFormat } from './engine.types.ts';
import type { Loan } from './pool.ts';
import { rowSource } from './row-source.ts';
import { noParameters } from './sql-text.ts';

/** Where among the selected values the geometry stands: the first one. Throws `unsuitable-format` where there is none. */
export function geometryColumn({ select }: Query, format: RowFormat): number {
  const index = select.findIndex(({ expression }) => expression.type === 'geometry');
  if (index < 0)
    throw new Problem('unsuitable-format', {
      format,
      reason: 'no-geometry',
      words: (t) => t('export.no-geometry', { format }),
    });
  return index;
}

/** The kinds of geometry that a query selects, in capitals, without their dimensions. */
export async function geometryKinds(
  { connection, info }: Loan,
  query: Query,
  index: number,
  timeoutMs: number,
): Promise<string[]> {
  const parameters = noParameters();
  // Nothing else: what is bound must be used.
  const select = query.select.filter((_, each) => each === index);
  const {
    from,
    values: [geometry = 'NULL'],
  } = rowSource({ ...query, select, orderBy: [] }, info, parameters);
  const kind = String.raw`upper(regexp_extract(${geometry}, '(?i)^\s*(?:SRID=\d+;)?\s*([a-z]+?)\s*(?:zm?|m)?\s*(?:empty|\()', 1))`;
  const rows = await connection.all(`SELECT DISTINCT ${kind} FROM ${from} ORDER BY 1`, parameters, timeoutMs);
  return rows.flatMap(([each]) => (each === null || each === undefined ? [] : [each]));
}

/** Throws `unsuitable-format` for kinds of geometry that a format cannot hold. */
export function refuseKinds(kinds: readonly string[], held: readonly string[], format: RowFormat): void {
  const others = kinds.filter((kind) => !held.includes(kind));
  if (others.length === 0) return;
  throw new Problem('unsuitable-format', {
    format,
    reason: 'kind-of-geometry',
    kinds: others,
    words: (t) => t('export.kind-of-geometry', { format, kinds: others.join(', ') }),
  });
}

/** The geometry of a cell, null for none. Throws `unsuitable-format` for what cannot be read. */
export function shapeOf(cell: unknown, format: RowFormat): Geometry | null {
  if (typeof cell !== 'string') return null;
  const shape = parseWkt(cell);
  if (shape) return shape;
  const found = cell.slice(0, 60);
  throw new Problem('unsuitable-format', {
    format,
    reason: 'unreadable-geometry',
    found,
    words: (t) => t('export.unreadable-geometry', { format, found }),
  });
}
