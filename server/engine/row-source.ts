import { printExpression } from '../../rules/expressions/print.ts';
import { isAggregate, isGrouped, type Query, type Typed } from '../../rules/expressions/query-tree.ts';
import { childrenOf } from '../../rules/expressions/syntax-tree.ts';
import { compileExpression, type Scope } from './compile-expression.ts';
import { isApproximate, sizeOfType, type NumberSize } from './exact-decimals.ts';
import type { Parameters } from './sql-text.ts';
import type { TableInfo } from './table-info.ts';

/** One value that rows are ordered by, in SQL. */
export interface KeySql {
  sql: string;
  descending: boolean;
  nullsFirst: boolean;
}

/** Rows in SQL: what stands after FROM, and how its values are called. */
export interface RowSource {
  from: string;
  /** SQL of each selected value, in order. */
  values: readonly string[];
  /** What orders the rows completely; empty for a single row. */
  keys: readonly KeySql[];
}

const NOTHING: ReadonlyMap<string, string> = new Map();
export const ROW_NUMBER: KeySql = { sql: 't.file_row_number', descending: false, nullsFirst: false };

/** How the fields of a table are called in SQL; the table is `t` there. */
export function tableScope({ columns }: TableInfo, parameters: Parameters): Scope {
  const field = (name: string): string => {
    const column = columns.get(name);
    if (!column) throw new Error(`no column for the field ${name}`);
    return withWhole(`t.${column.sql}`, column.type);
  };
  const sizeOfField = (name: string): NumberSize | null => sizeOfType(columns.get(name)?.type ?? '');
  return { parameters, field, sizeOfField, computed: NOTHING };
}

/** A column like DECIMAL(3,3) has no digit before the point and is written `.5`, which is no JSON. */
function withWhole(sql: string, type: string): string {
  const [, width, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  return width === undefined || width !== scale
    ? sql
    : `CAST(${sql} AS DECIMAL(${Number(width) + 1},${width}))`;
}

/** The table's rows, or their groups. */
export const rowSource = (query: Query, info: TableInfo, parameters: Parameters): RowSource =>
  isGrouped(query) ? groups(query, info, parameters) : tableRows(query, info, parameters);

function tableRows(query: Query, info: TableInfo, parameters: Parameters): RowSource {
  const scope = tableScope(info, parameters);
  return {
    from: `${info.from}${whereSql(query, scope)}`,
    values: query.select.map(({ expression }) => answeredSql(expression, scope)),
    keys: [...orderKeys(query, scope), ROW_NUMBER],
  };
}

/** SQL of a selected value; one that is beyond all numbers is missing. */
export function answeredSql(expression: Typed, scope: Scope): string {
  const sql = compileExpression(expression, scope);
  if (!isApproximate(expression, scope.sizeOfField)) return sql;
  return `CASE WHEN isfinite(CAST(${sql} AS DOUBLE)) THEN ${sql} END`;
}

export const whereSql = ({ where }: Query, scope: Scope): string =>
  where ? ` WHERE ${compileExpression(where, scope)}` : '';

export const orderKeys = ({ orderBy }: Query, scope: Scope): KeySql[] =>
  orderBy.map(({ expression, collation, descending, nullsFirst }) => {
    const sql = compileExpression(expression, scope);
    return { sql: collation ? `icu_sort_key(${sql}, '${collation}')` : sql, descending, nullsFirst };
  });

/**
 * Three layers: the grouping expressions and what is aggregated; the groups; names for their values. Computing the
 * expressions first lets the layers above refer to them, which bound parameters would otherwise prevent.
 */
function groups(query: Query, info: TableInfo, parameters: Parameters): RowSource {
  const scope = tableScope(info, parameters);
  const inputs = new Map<string, Typed>();
  for (const each of [...query.groupBy, ...aggregated(query)]) inputs.set(printExpression(each), each);
  const computed = new Map([...inputs.keys()].map((printed, index) => [printed, `s.c${index}`]));
  const inner = [...inputs.values()].map((each, index) => `${compileExpression(each, scope)} AS c${index}`);
  const innermost = `SELECT ${inner.join(', ') || '1 AS c0'} FROM ${info.from}${whereSql(query, scope)}`;

  const keyed = new Set(query.groupBy.map(printExpression));
  // A `1` that is summed is a column inside; one that groups are compared with is none.
  const known = new Map([...computed].filter(([printed]) => keyed.has(printed)));
  const outside: Scope = { ...scope, field: refuseField, computed: known, aggregated: computed };
  const values = query.select.map(
    ({ expression }, index) => `${answeredSql(expression, outside)} AS v${index}`,
  );
  const by = query.groupBy.map((each) => compileExpression(each, outside));
  const keys = [
    ...orderKeys(query, outside),
    ...by.map((sql) => ({ sql, descending: false, nullsFirst: false })),
  ];
  const grouping = by.length > 0 ? ` GROUP BY ${by.join(', ')}` : '';
  const having = query.having ? ` HAVING ${compileExpression(query.having, outside)}` : '';
  const middle = [...values, ...keys.map(({ sql }, index) => `${sql} AS k${index}`)].join(', ');
  return {
    from: `(SELECT ${middle} FROM (${innermost}) AS s${grouping}${having}) AS g`,
    values: values.map((_, index) => `g.v${index}`),
    keys: keys.map((key, index) => ({ ...key, sql: `g.k${index}` })),
  };
}

function refuseField(name: string): never {
  throw new Error(`the field ${name} is not grouped by`);
}

/** What the aggregates of a query are taken of. */
function aggregated({ select, having, orderBy }: Query): Typed[] {
  const roots = [...select, ...orderBy].map(({ expression }) => expression);
  return (having ? [...roots, having] : roots).flatMap(argumentsOfAggregates);
}

const argumentsOfAggregates = (node: Typed): readonly Typed[] =>
  isAggregate(node) ? childrenOf(node) : childrenOf(node).flatMap(argumentsOfAggregates);
