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
 * name (`invalid-expression`), the row filter is added to the condition.
 */
export function narrow(query: Query, { fields, rowFilter }: Narrowing): Query {
  if (fields) refuseHidden(query, new Set(fields));
  return { ...query, where: both(query.where, rowFilter) };
}

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
