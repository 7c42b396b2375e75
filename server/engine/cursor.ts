import { createHash } from 'node:crypto';
import { printExpression, printOrder } from '../../rules/expressions/print.ts';
import type { Query } from '../../rules/expressions/query-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { EngineTable } from './engine.types.ts';

/** One value that rows are ordered by: DuckDB's type and the value as text. */
export interface OrderKey {
  type: string;
  value: string | null;
}

/** Where a page ended: the values that its last row is ordered by, the deciding one last. */
export type Place = readonly OrderKey[];

/** What a cursor may claim a value to be; it comes back from outside. */
const KEY_TYPE =
  /^(?:VARCHAR|BOOLEAN|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|FLOAT|DOUBLE|DATE|TIME|TIMESTAMP(?: WITH TIME ZONE|_S|_MS|_NS)?|DECIMAL\(\d{1,2},\d{1,2}\))$/;

/** A cursor is good for one version and one question; it carries no rights. */
export function writeCursor(table: EngineTable, query: Query, place: Place): string {
  const keys = place.map(({ type, value }) => [type, value]);
  return Buffer.from(JSON.stringify([bindingOf(table, query), ...keys])).toString('base64url');
}

/** Throws `invalid-cursor` for one that we did not write, or wrote for another version or question. */
export function readCursor(table: EngineTable, query: Query, cursor: string, keys: number): Place {
  const [binding, ...place] = parse(cursor);
  const known = binding === bindingOf(table, query) && place.length === keys;
  if (!known || !place.every(isKey)) throw new Problem('invalid-cursor');
  return place.map(([type, value]) => ({ type, value }));
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isKey(key: unknown): key is [string, string | null] {
  if (!Array.isArray(key) || key.length !== 2) return false;
  const pair: readonly unknown[] = key;
  const [type, value] = pair;
  return typeof type === 'string' && KEY_TYPE.test(type) && (value === null || typeof value === 'string');
}

function bindingOf({ path, version }: EngineTable, { where, groupBy, having, orderBy }: Query): string {
  const question = [
    version ?? path,
    where && printExpression(where),
    groupBy.map(printExpression),
    having && printExpression(having),
    orderBy.map(printOrder),
  ];
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}
