import { unknownName } from './check-context.ts';
import type { QueryPart } from './expression-problem.ts';
import { both, type Query, type QueryField, type Typed } from './query-tree.ts';
import { childrenOf } from './syntax-tree.ts';

/** What a caller may see of a table. */
export interface Narrowing {
  /** Names of the fields; null for all of them. */
  fields: readonly string[] | null;
  /** The rows for which this holds; it may use fields that the caller may not see. Null for all rows. */
  rowFilter: Typed | null;
}

export const ALL_ROWS_AND_FIELDS: Narrowing = { fields: null, rowFilter: null };

export const visibleFields = (
  fields: readonly QueryField[],
  { fields: names }: Narrowing,
): readonly QueryField[] => (names ? fields.filter((field) => names.includes(field.name)) : fields);

/**
 * Confines a query to what may be seen, before any compiler sees it: a hidden field anywhere is refused as an unknown
 * name (`invalid-expression`), the row filter comes before the condition.
 */
export function narrow(query: Query, { fields, rowFilter }: Narrowing): Query {
  if (fields) refuseHidden(query, new Set(fields));
  return { ...query, where: confined(query.where, rowFilter) };
}

/**
 * Both conditions, of which the caller's is never computed for a row that is not to be seen: a value on which it fails
 * would tell of that row by the failure. An engine computes the terms of an `and` in any order, those of a `case` in theirs.
 */
function confined(where: Typed | null, rowFilter: Typed | null): Typed | null {
  if (!where || !rowFilter || cannotFail(where)) return both(rowFilter, where);
  const { at } = where;
  const otherwise: Typed = { kind: 'boolean', value: false, type: 'boolean', at };
  const branches = [{ when: rowFilter, then: where }];
  return both(rowFilter, { kind: 'case', branches, otherwise, type: 'boolean', at });
}

/** Fields compared with literals of their own type: left open to the engine, which skips what it knows cannot fit. */
function cannotFail(node: Typed): boolean {
  if (node.kind === 'logic' || node.kind === 'not') return childrenOf(node).every(cannotFail);
  if (!PREDICATES.has(node.kind)) return false;
  const operands = childrenOf(node);
  return operands.every(
    ({ kind, type }) => SIMPLE.has(kind) && type !== 'decimal' && type === operands[0]?.type,
  );
}

const PREDICATES: ReadonlySet<Typed['kind']> = new Set(['compare', 'in', 'like', 'between', 'is']);
const SIMPLE: ReadonlySet<Typed['kind']> = new Set(['name', 'text', 'number', 'boolean']);

function refuseHidden(query: Query, visible: ReadonlySet<string>): void {
  const parts: [QueryPart, readonly Typed[]][] = [
    ['select', query.select.map(({ expression }) => expression)],
    ['where', query.where ? [query.where] : []],
    ['groupBy', query.groupBy],
    ['having', query.having ? [query.having] : []],
    ['orderBy', query.orderBy.map(({ expression }) => expression)],
  ];
  for (const [part, expressions] of parts) for (const node of expressions) refuse(node, part, visible);
}

function refuse(node: Typed, part: QueryPart, visible: ReadonlySet<string>): void {
  if (node.kind === 'name' && !visible.has(node.name)) throw unknownName(part, node.name, node.at);
  for (const child of childrenOf(node)) refuse(child, part, visible);
}
