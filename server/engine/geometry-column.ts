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

/** What the geometries that a query selects are. */
export interface GeometryFacts {
  /** In capitals, without their dimensions. */
  kinds: string[];
  /** Whether none has more than x and y. */
  isFlat: boolean;
}

export async function geometryFacts(
  { connection, info }: Loan,
  query: Query,
  index: number,
  stop: AbortSignal,
): Promise<GeometryFacts> {
  const parameters = noParameters();
  // Nothing else: what is bound must be used.
  const select = query.select.filter((_, each) => each === index);
  const { from, values } = rowSource({ ...query, select, orderBy: [] }, info, parameters);
  const sql = String.raw`SELECT DISTINCT upper(regexp_extract(g, '(?i)^\s*(?:SRID=\d+;)?\s*([a-z]+?)\s*(?:zm?|m)?\s*(?:empty|\()', 1)), CAST(regexp_matches(g, '[0-9.]\s+[0-9.eE+-]+\s+[0-9.+-]') AS VARCHAR) FROM (SELECT ${values[0] ?? 'NULL'} AS g FROM ${from}) WHERE g IS NOT NULL ORDER BY 1`;
  const rows = await connection.all(sql, parameters, { stop });
  return {
    kinds: [...new Set(rows.map(([kind]) => kind ?? ''))],
    isFlat: !rows.some(([, hasMore]) => hasMore === 'true'),
  };
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
