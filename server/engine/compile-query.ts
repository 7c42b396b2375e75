import { isGrouped, type Query, type SelectItem, type Typed } from '../../rules/expressions/query-tree.ts';
import { childrenOf } from '../../rules/expressions/syntax-tree.ts';
import { jsonOf } from './cell-text.ts';
import type { Place } from './cursor.ts';
import {
  answeredSql,
  orderKeys,
  ROW_NUMBER,
  rowSource,
  tableScope,
  whereSql,
  type KeySql,
  type RowSource,
} from './row-source.ts';
import { bindText, noParameters, quoteText, type Parameters } from './sql-text.ts';
import type { TableInfo } from './table-info.ts';

export interface Statement {
  sql: string;
  parameters: Parameters;
}

export interface PageStatement extends Statement {
  /** How many columns follow the first, in pairs: type and text of each key. */
  keys: number;
}

export interface PagePlace {
  limit: number;
  /** Where the page before ended. */
  after: Place | null;
}

/** How many values say where a row stands; 0 when there is but one row. */
export const keyCount = (query: Query): number =>
  query.orderBy.length + (isGrouped(query) ? query.groupBy.length : 1);

/** One page: each row as a JSON object's text, then what it is ordered by. */
export function compilePage(query: Query, info: TableInfo, place: PagePlace): PageStatement {
  const parameters = noParameters();
  const inOrder = !isGrouped(query) && query.orderBy.length > 0;
  const sql = inOrder
    ? orderedPage(query, info, place, parameters)
    : plainPage(query, info, place, parameters);
  return { sql, parameters, keys: keyCount(query) };
}

function plainPage(query: Query, info: TableInfo, place: PagePlace, parameters: Parameters): string {
  const { from, values, keys } = rowSource(query, info, parameters);
  const known = !isGrouped(query) && query.where ? ' AND ' : ' WHERE ';
  const after = place.after ? `${known}${afterSql(keys, place.after, parameters)}` : '';
  const columns = [objectSql(query.select, values, parameters), ...keys.flatMap(keyColumns)];
  // The engine keeps the file's order by itself (preserve_insertion_order).
  const order = isGrouped(query) ? orderSql(keys) : '';
  return `SELECT ${columns.join(', ')} FROM ${from}${after}${order}${limitSql(query, place)}`;
}

/** First the numbers of the page's rows, then their values: reading all columns to sort them is 8 times slower. */
function orderedPage(query: Query, info: TableInfo, place: PagePlace, parameters: Parameters): string {
  const scope = tableScope(info, parameters);
  const ordering = [...orderKeys(query, scope), ROW_NUMBER];
  const numbered = ordering.map(({ sql }, index) => `${sql} AS k${index}`).join(', ');
  const inside = `SELECT ${numbered} FROM ${info.from}${whereSql(query, scope)}`;
  const keys = ordering.map((key, index) => ({ ...key, sql: `p.k${index}` }));
  const after = place.after ? ` WHERE ${afterSql(keys, place.after, parameters)}` : '';
  const page = `SELECT * FROM (${inside}) AS p${after}${orderSql(keys)}${limitSql(query, place)}`;
  const values = query.select.map(({ expression }) => answeredSql(expression, scope));
  const columns = [objectSql(query.select, values, parameters), ...keys.flatMap(keyColumns)].join(', ');
  return `WITH p AS (${page}) SELECT ${columns} FROM p JOIN ${info.from} ON t.file_row_number = ${keys.at(-1)?.sql ?? ''}${orderSql(keys)}`;
}

const limitSql = ({ offset }: Query, { limit, after }: PagePlace): string =>
  ` LIMIT ${limit}${offset > 0 && !after ? ` OFFSET ${offset}` : ''}`;

/** All rows, each of `cells` a column. */
export function compileExport(
  query: Query,
  info: TableInfo,
  cells: (source: RowSource, parameters: Parameters) => readonly string[],
): Statement {
  const parameters = noParameters();
  const source = rowSource(query, info, parameters);
  const order = query.orderBy.length > 0 || isGrouped(query) ? orderSql(source.keys) : '';
  const limit = query.limit === null ? '' : ` LIMIT ${query.limit}`;
  const offset = query.offset > 0 ? ` OFFSET ${query.offset}` : '';
  return {
    sql: `SELECT ${cells(source, parameters).join(', ')} FROM ${source.from}${order}${limit}${offset}`,
    parameters,
  };
}

/** The number of rows, or of groups, that a query has. */
export function compileCount(query: Query, info: TableInfo): Statement {
  const parameters = noParameters();
  const bare = isGrouped(query) ? query : { ...query, select: [], orderBy: [] };
  const { from } = rowSource(bare, info, parameters);
  return { sql: `SELECT CAST(count(*) AS VARCHAR) FROM ${from}`, parameters };
}

/** The number of rows that fit among row numbers from–to (exclusive); materialized, so that no others are looked at. */
export function compileSampleCount(
  query: Query,
  info: TableInfo,
  slices: readonly (readonly [number, number])[],
): Statement {
  const parameters = noParameters();
  const scope = tableScope(info, parameters);
  const where = whereSql(query, scope);
  const used = new Set(query.where ? namesIn(query.where) : []);
  const columns = [...used].map((name) => `t.${info.columns.get(name)?.sql ?? ''}`);
  const read = `SELECT ${[ROW_NUMBER.sql, ...columns].join(', ')} FROM ${info.from}`;
  const parts = slices.map(
    ([from, to]) => `${read} WHERE ${ROW_NUMBER.sql} >= ${from} AND ${ROW_NUMBER.sql} < ${to}`,
  );
  const sql = `WITH s AS MATERIALIZED (${parts.join(' UNION ALL ')}) SELECT CAST(count(*) AS VARCHAR) FROM s AS t${where}`;
  return { sql, parameters };
}

const namesIn = (node: Typed): string[] =>
  node.kind === 'name' ? [node.name] : childrenOf(node).flatMap(namesIn);

/** The most characters that a selected text has; null when no text is selected. */
export function compileLongest(query: Query, info: TableInfo): Statement | null {
  const select = query.select.filter(({ expression: { type } }) => type === 'text' || type === 'geometry');
  if (select.length === 0) return null;
  const parameters = noParameters();
  // Only the texts: what is bound must be used.
  const bare = { ...query, select, orderBy: isGrouped(query) ? query.orderBy : [] };
  const { from, values } = rowSource(bare, info, parameters);
  const lengths = values.map((value) => `max(length(CAST(${value} AS VARCHAR)))`);
  return { sql: `SELECT CAST(greatest(${lengths.join(', ')}) AS VARCHAR) FROM ${from}`, parameters };
}

/** SQL for a JSON object of the selected values. */
export function objectSql(
  select: readonly SelectItem[],
  values: readonly string[],
  parameters: Parameters,
): string {
  const members = select.map(({ name, expression }, index) => {
    const key = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    // The name of a field comes from the known schema; any other was written by the caller.
    const isField = expression.kind === 'name' && expression.name === name;
    return `${isField ? quoteText(key) : bindText(parameters, key)}, ${jsonOf(values[index] ?? 'NULL', expression.type)}`;
  });
  return `concat(${members.join(', ')}, '}')`;
}

const keyColumns = ({ sql }: KeySql): string[] => [`typeof(${sql})`, `CAST(${sql} AS VARCHAR)`];

const orderSql = (keys: readonly KeySql[]): string =>
  keys.length === 0
    ? ''
    : ` ORDER BY ${keys.map(({ sql, descending, nullsFirst }) => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`).join(', ')}`;

/** The condition that a row comes after the place, in the order of the keys. */
function afterSql(keys: readonly KeySql[], place: Place, parameters: Parameters): string {
  const cases: string[] = [];
  const equal: string[] = [];
  for (const [index, key] of keys.entries()) {
    const at = place[index];
    if (!at) throw new Error('a place has as many values as the order has keys');
    const bound = at.value === null ? null : `CAST(${bindText(parameters, at.value)} AS ${at.type})`;
    const later = laterSql(key, bound);
    if (later) cases.push([...equal, later].join(' AND '));
    equal.push(bound === null ? `${key.sql} IS NULL` : `${key.sql} = ${bound}`);
  }
  return `(${cases.map((each) => `(${each})`).join(' OR ')})`;
}

/** Null when nothing can come later. */
function laterSql({ sql, descending, nullsFirst }: KeySql, bound: string | null): string | null {
  if (bound === null) return nullsFirst ? `${sql} IS NOT NULL` : null;
  const beyond = `${sql} ${descending ? '<' : '>'} ${bound}`;
  return nullsFirst ? beyond : `(${beyond} OR ${sql} IS NULL)`;
}
