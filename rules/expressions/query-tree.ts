import type { ColumnType } from '../reading/reading.schema.ts';
import { childrenOf, type Form, type Node, type OrderSyntax } from './syntax-tree.ts';

/** The same types that reading a file finds. */
export type ValueType = ColumnType;

/** A field as a query sees it; `name` is unique in its table, `label` need not be. */
export interface QueryField {
  name: string;
  label: string;
  type: ValueType;
}

/** A checked expression: every `name` is the name of a field, every node knows the type of its value. */
export type Typed = Node<{ at: number; type: ValueType }>;

export interface SelectItem {
  expression: Typed;
  /** The key in the answer; unique in the query. */
  name: string;
}

export interface OrderTerm extends Omit<OrderSyntax, 'expression'> {
  expression: Typed;
}

/**
 * What is asked of one table. The expression language, the compatibility surfaces and grants all meet in this tree; the
 * engines' compilers start from it. `*` is already spelled out, so `select` is never empty.
 */
export interface Query {
  select: readonly SelectItem[];
  where: Typed | null;
  groupBy: readonly Typed[];
  having: Typed | null;
  orderBy: readonly OrderTerm[];
  /** Null for all rows. */
  limit: number | null;
  offset: number;
}

/** The query for a whole table, every field in order. */
export const wholeTable = (fields: readonly QueryField[]): Query => ({
  select: fields.map((field) => ({ expression: nameOf(field), name: field.name })),
  where: null,
  groupBy: [],
  having: null,
  orderBy: [],
  limit: null,
  offset: 0,
});

const nameOf = ({ name, type }: QueryField): Typed => ({ kind: 'name', name, type, at: 1 });

/** Whether the answer's rows are groups of the table's rows. */
export const isGrouped = ({ groupBy, having, select, orderBy }: Query): boolean =>
  groupBy.length > 0 ||
  having !== null ||
  [...select, ...orderBy].some(({ expression }) => hasAggregate(expression));

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max']);

export const isAggregate = (node: Form<unknown>): boolean =>
  node.kind === 'call' && AGGREGATES.has(node.name);

export const hasAggregate = (node: Typed): boolean =>
  isAggregate(node) || childrenOf(node).some(hasAggregate);

/** Both conditions; null is no condition. */
export function both(one: Typed | null, other: Typed | null): Typed | null {
  if (!one || !other) return one ?? other;
  return { kind: 'logic', operator: 'and', terms: [one, other], type: 'boolean', at: one.at };
}
