import type { Typed, ValueType } from '../../../rules/expressions/query-tree.ts';
import { commonDecimal, sizeOfType } from '../exact-decimals.ts';

/** What the tree's leaves are in PostgreSQL. */
export interface HotScope {
  /** Its column and DuckDB's type; null where the hot table has none. */
  column(field: string): { sql: string; physical: string } | null;
  /** Binds a value; answers its place. */
  bind(value: string): string;
}

/**
 * A condition in PostgreSQL's SQL, for those forms only that mean the same there to the last digit: comparisons of a
 * field with a constant, `in`, `between`, `is`, the beginnings of texts, and what joins them. Null for all others.
 */
export function hotCondition(node: Typed, scope: HotScope): string | null {
  const inner = (each: Typed): string | null => hotCondition(each, scope);
  switch (node.kind) {
    case 'boolean':
      return node.value ? 'true' : 'false';
    case 'name':
      return node.type === 'boolean' ? (scope.column(node.name)?.sql ?? null) : null;
    case 'not':
      return around('(not ', [inner(node.operand)], ')');
    case 'logic':
      return around('(', node.terms.map(inner), ')', node.operator === 'and' ? ' and ' : ' or ');
    case 'is':
      return isSql(node, scope);
    case 'besides':
      return `(n <> all (${scope.bind(`{${node.rows.join(',')}}`)}::bigint[]))`;
    case 'compare':
      return compareSql(node, scope);
    case 'in':
      return fieldSql(node.operand, node.options, scope, ([column = '', ...options]) => {
        return `(${column} ${node.negated ? 'not ' : ''}in (${options.join(', ')}))`;
      });
    case 'between':
      return fieldSql(node.operand, [node.low, node.high], scope, ([column = '', low = '', high = '']) => {
        return `(${column} ${node.negated ? 'not ' : ''}between ${low} and ${high})`;
      });
    case 'like':
      return likeSql(node, scope);
    default:
      return null;
  }
}

type Of<K extends Typed['kind']> = Extract<Typed, { kind: K }>;

function around(
  before: string,
  parts: readonly (string | null)[],
  after: string,
  between = '',
): string | null {
  return parts.includes(null) ? null : before + parts.join(between) + after;
}

function isSql({ operand, what, negated }: Of<'is'>, scope: HotScope): string | null {
  const tested =
    what === 'null' && operand.kind === 'name'
      ? (scope.column(operand.name)?.sql ?? null)
      : what === 'null'
        ? null
        : hotCondition(operand, scope);
  return around('(', [tested], ` is ${negated ? 'not ' : ''}${what})`);
}

const MIRRORED = { '=': '=', '!=': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function compareSql({ operator, left, right }: Of<'compare'>, scope: HotScope): string | null {
  if (left.kind === 'name') {
    const written = operator === '!=' ? '<>' : operator;
    return fieldSql(left, [right], scope, ([column = '', value = '']) => `(${column} ${written} ${value})`);
  }
  return fieldSql(
    right,
    [left],
    scope,
    ([column = '', value = '']) => `(${column} ${MIRRORED[operator]} ${value})`,
  );
}

/** Patterns that are a beginning and `%`: any other would read the whole table, which the engine does quicker. */
function likeSql({ operand, pattern, caseless, negated }: Of<'like'>, scope: HotScope): string | null {
  const text = pattern.kind === 'text' ? pattern.value : '';
  if (caseless || !/^[^%_\\\0]+%$/.test(text) || operand.kind !== 'name') return null;
  const column = scope.column(operand.name);
  return column && `(${column.sql} ${negated ? 'not ' : ''}like ${scope.bind(text)}::text)`;
}

function fieldSql(
  field: Typed,
  constants: readonly Typed[],
  scope: HotScope,
  written: (parts: readonly string[]) => string,
): string | null {
  if (field.kind !== 'name') return null;
  const column = scope.column(field.name);
  // Where numbers have to be brought to one type first, that may refuse them.
  if (!column || commonDecimal([field, ...constants], () => sizeOfType(column.physical)) !== null)
    return null;
  const values = constants.map((each) => constantText(each, field.type));
  if (values.includes(null)) return null;
  const type = VALUE_TYPES[field.type] ?? '';
  return written([column.sql, ...values.map((value) => `${scope.bind(value ?? '')}::${type}`)]);
}

const VALUE_TYPES: Partial<Record<ValueType, string>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
};

/** How a value of a field is bound; null for types that hot tables do not have. */
export const valueType = (type: ValueType): string | null => VALUE_TYPES[type] ?? null;

const DATE = /^(?!0000)\d{4}-\d\d-\d\d$/;
const DATETIME = /^(?!0000)\d{4}-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)?$/;
/** Digits before the point for which all engines agree without looking. */
const WHOLE_DIGITS = 18;

/** A constant as text that PostgreSQL reads as the very value that the engine would; null where that is not certain. */
function constantText(node: Typed, type: ValueType): string | null {
  if (node.kind === 'negate') {
    const inner = constantText(node.operand, type);
    return inner === null || inner.startsWith('-') ? null : `-${inner}`;
  }
  switch (node.kind) {
    case 'number':
      return numberText(node.value, type);
    case 'boolean':
      return type === 'boolean' ? String(node.value) : null;
    case 'text':
      return node.type === type ? plainText(node.value, type) : null;
    default:
      return null;
  }
}

function numberText(written: string, type: ValueType): string | null {
  const [whole = '', fraction] = written.split('.');
  if (whole.length > WHOLE_DIGITS || (type === 'integer' && fraction !== undefined)) return null;
  return type === 'integer' || type === 'decimal' ? written : null;
}

function plainText(value: string, type: ValueType): string | null {
  if (type === 'text') return value.includes('\0') ? null : value;
  return (type === 'date' && DATE.test(value)) || (type === 'datetime' && DATETIME.test(value))
    ? value
    : null;
}
