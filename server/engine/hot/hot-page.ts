import { isGrouped, type OrderTerm, type Query, type Typed } from '../../../rules/expressions/query-tree.ts';
import { behind, type FieldCounts, type HotColumn, type HotTable } from '../../store/hot/index.ts';
import type { OrderKey, Place } from '../cursor.ts';
import { hotCondition, valueType, type HotScope } from './hot-condition.ts';

/** Statements for PostgreSQL; every value is bound as text. */
export interface HotStatement {
  sql: string;
  values: readonly string[];
}

export interface HotQuestion {
  /** One after another, until the page is full. */
  page(limit: number, after: Place | null): readonly HotStatement[] | null;
  count: HotStatement;
  /** Of the keys of a row's place, but for its number: their fields. */
  order: readonly HotColumn[];
}

type Field = Extract<Query['select'][number]['expression'], { kind: 'name' }>;
/** The fields that a query answers, in order; null when it answers anything else. */
export function answeredFields({ select }: Query): readonly Field[] | null {
  const fields = select.map(({ expression }) => (expression.kind === 'name' ? expression : null));
  return fields.includes(null) ? null : fields.filter((each) => each !== null);
}

const sortField = ({ expression, collation, nullsFirst }: OrderTerm): Field | null =>
  expression.kind === 'name' && collation === null && !nullsFirst && valueType(expression.type) !== null
    ? expression
    : null;

/** What a hot table would need for such a query; null when none could answer it. */
export function needsOf(query: Query): FieldCounts | null {
  if (isGrouped(query) || query.offset > 0 || !answeredFields(query)) return null;
  const needs: FieldCounts = {};
  const column = (field: string) => {
    (needs[field] ??= {}).where = 1;
    return { sql: 'c', physical: '' };
  };
  if (query.where && hotCondition(query.where, { column, bind: () => '$1' }) === null) return null;
  for (const [place, term] of query.orderBy.entries()) {
    const field = sortField(term);
    if (!field) return null;
    // Only the first needs an index: the rest is sorted among few.
    const use = place > 0 ? 'where' : term.descending ? 'desc' : 'asc';
    (needs[field.name] ??= {})[use] = 1;
    const equal = query.where && equalField(query.where);
    if (use !== 'where' && equal !== null && equal !== field.name)
      needs[behind(equal, field.name)] = { [use]: 1 };
  }
  return needs;
}

/** A field that a condition holds to one value; the first of several. */
function equalField(node: Typed): string | null {
  if (node.kind === 'logic' && node.operator === 'and')
    return node.terms.map(equalField).find((field) => field !== null) ?? null;
  if (node.kind !== 'compare' || node.operator !== '=') return null;
  if (node.left.kind === 'name') return node.left.name;
  return node.right.kind === 'name' ? node.right.name : null;
}

/** How a hot table is asked; null when it cannot answer exactly what the engine would. */
export function hotQuestion(query: Query, table: HotTable): HotQuestion | null {
  if (!needsOf(query)) return null;
  const columns = new Map(table.columns.map((column) => [column.field, column]));
  const values: string[] = [];
  const scope: HotScope = {
    column: (field) => {
      const known = columns.get(field);
      return known ? { sql: known.column, physical: known.physical } : null;
    },
    bind: (value) => `$${values.push(value)}`,
  };
  const where = query.where ? hotCondition(query.where, scope) : 'true';
  const order = query.orderBy.map((term) => columns.get(sortField(term)?.name ?? ''));
  const [first] = query.orderBy;
  const ready = !first || order[0]?.indexes.includes(first.descending ? 'desc' : 'asc');
  if (where === null || order.includes(undefined) || !ready) return null;
  const keys = order
    .filter((column) => column !== undefined)
    .map((column, index): Key => ({ column, descending: query.orderBy[index]?.descending ?? false }));
  const from = `from hot.${table.relation} where ${where}`;
  return {
    page: (limit, after) => pageStatements({ from, values, keys }, limit, after),
    count: { sql: `select count(*)::text ${from}`, values },
    order: keys.map(({ column }) => column),
  };
}

interface Key {
  column: HotColumn;
  descending: boolean;
}

interface Source {
  from: string;
  values: readonly string[];
  keys: readonly Key[];
}

function pageStatements(source: Source, limit: number, after: Place | null): readonly HotStatement[] | null {
  const { from, values, keys } = source;
  const order = keys.map(({ column: { column }, descending }) =>
    descending ? `${column} desc nulls last, ` : `${column} asc nulls last, `,
  );
  const statement = (beyond: string, bound: readonly string[]): HotStatement => ({
    sql: `select n::text as number, cells ${from}${beyond} order by ${order.join('')}n limit ${limit}`,
    values: bound,
  });
  if (!after) return [statement('', values)];
  const bound = [...values];
  const later = laterSql(keys, after, (value) => `$${bound.push(value)}`);
  if (later === null) return null;
  const [lead] = keys;
  const first = statement(` and ${later}`, bound);
  // Missing values stand behind all others: a part of its own, so that both begin at their place in the index.
  const missing =
    lead && after[0]?.value !== null ? [statement(` and ${lead.column.column} is null`, values)] : [];
  return [first, ...missing];
}

/** The condition that a row comes after a place, its first key not missing unless it is there. Null for another's place. */
function laterSql(keys: readonly Key[], after: Place, bind: (value: string) => string): string | null {
  const number = after.at(-1);
  if (!isNumber(number)) return null;
  const cases: string[] = [];
  const equal: string[] = [];
  const bounds: string[] = [];
  for (const [index, { column, descending }] of keys.entries()) {
    const { type, value = null } = after[index] ?? {};
    if (type !== column.physical || value?.includes('\0')) return null;
    const sql = column.column;
    if (value === null) {
      equal.push(`${sql} is null`);
      continue;
    }
    const at = `${bind(value)}::${castOf(column)}`;
    if (index === 0) bounds.push(`${sql} ${descending ? '<=' : '>='} ${at}`);
    const missing = index === 0 ? '' : ` or ${sql} is null`;
    cases.push([...equal, `(${sql} ${descending ? '<' : '>'} ${at}${missing})`].join(' and '));
    equal.push(`${sql} = ${at}`);
  }
  cases.push([...equal, `n > ${bind(number.value)}::bigint`].join(' and '));
  return [...bounds, `(${cases.map((each) => `(${each})`).join(' or ')})`].join(' and ');
}

const castOf = ({ type }: HotColumn): string => type.replace(/ collate "C"$/, '').replace(/\(.*\)$/, '');

const isNumber = (key: OrderKey | undefined): key is { type: string; value: string } =>
  key?.type === 'BIGINT' && /^\d{1,15}$/.test(key.value ?? '');
