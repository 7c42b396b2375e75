import { printExpression } from '../../rules/expressions/print.ts';
import type { Typed } from '../../rules/expressions/query-tree.ts';
import { bindNumber, bindText, type Parameters } from './sql-text.ts';
import { functionSql } from './function-sql.ts';

/** What the names of a tree stand for in SQL. */
export interface Scope {
  parameters: Parameters;
  /** SQL of a field. */
  field: (name: string) => string;
  /** SQL of expressions that an inner query has computed already, by their printed form. */
  computed: ReadonlyMap<string, string>;
}

/** DuckDB SQL for a checked expression; every value is bound. */
export function compileExpression(node: Typed, scope: Scope): string {
  if (scope.computed.size > 0) {
    const known = scope.computed.get(printExpression(node));
    if (known !== undefined) return known;
  }
  const sql = (each: Typed): string => compileExpression(each, scope);
  switch (node.kind) {
    case 'number':
      return bindNumber(scope.parameters, node.value);
    case 'text':
      return compileText(node, scope);
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE';
    case 'name':
      return scope.field(node.name);
    case 'not':
      return `(NOT ${sql(node.operand)})`;
    case 'negate':
      return `(- ${sql(node.operand)})`;
    case 'logic':
      return `(${node.terms.map(sql).join(node.operator === 'and' ? ' AND ' : ' OR ')})`;
    case 'arithmetic':
      return compileArithmetic(node, sql);
    case 'call':
      return functionSql(node, node.args.map(sql));
    default:
      return compilePredicate(node, sql, scope.parameters);
  }
}

type Of<K extends Typed['kind']> = Extract<Typed, { kind: K }>;
type Compile = (node: Typed) => string;

function compilePredicate(
  node: Of<'compare' | 'in' | 'like' | 'between' | 'is'>,
  sql: Compile,
  parameters: Parameters,
): string {
  if (node.kind === 'compare') {
    return `(${sql(node.left)} ${node.operator === '!=' ? '<>' : node.operator} ${sql(node.right)})`;
  }
  const operand = sql(node.operand);
  const not = node.negated ? 'NOT ' : '';
  switch (node.kind) {
    case 'in':
      return `(${operand} ${not}IN (${node.options.map(sql).join(', ')}))`;
    case 'between':
      return `(${operand} ${not}BETWEEN ${sql(node.low)} AND ${sql(node.high)})`;
    case 'is':
      return `(${operand} IS ${not}${node.what.toUpperCase()})`;
    case 'like':
      return compileLike(node, operand, parameters);
  }
}

/**
 * Patterns of `%` alone are LIKE, which the engine turns into a search for a prefix or a part. Any other becomes a
 * regular expression: DuckDB 1.5 tries `_` among `%` in exponential time, without looking at its interrupt.
 */
function compileLike(node: Of<'like'>, operand: string, parameters: Parameters): string {
  const { negated, caseless, pattern } = node;
  const text = pattern.kind === 'text' ? pattern.value : '';
  if (!caseless && !/[_\\]/.test(text))
    return `(${operand} ${negated ? 'NOT ' : ''}LIKE ${bindText(parameters, text)})`;
  const expression = bindText(parameters, regularExpression(text));
  return `(${negated ? 'NOT ' : ''}regexp_full_match(${operand}, ${expression}, '${caseless ? 'is' : 's'}'))`;
}

function regularExpression(pattern: string): string {
  const parts = pattern.matchAll(/\\(.)|%+|(_)|([^\\%_]+)/gsu);
  return [...parts]
    .map(([all, escaped, one, plain]) =>
      all.startsWith('%') ? '.*' : one ? '.' : quoted(escaped ?? plain ?? ''),
    )
    .join('');
}

/** As RE2 takes it literally; a NUL has no other form there. */
const quoted = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\0', '\\x00');

const CAST: Partial<Record<Typed['type'], string>> = { date: 'DATE', datetime: 'TIMESTAMP', time: 'TIME' };

function compileText(node: Of<'text'>, { parameters }: Scope): string {
  const cast = CAST[node.type];
  const bound = bindText(parameters, node.value);
  return cast ? `CAST(${bound} AS ${cast})` : bound;
}

function compileArithmetic(node: Of<'arithmetic'>, sql: Compile): string {
  const { operator, left, right } = node;
  if (operator === '||') return `(${sql(left)} || ${sql(right)})`;
  if (operator === '/') return `(CAST(${sql(left)} AS DOUBLE) / nullif(CAST(${sql(right)} AS DOUBLE), 0))`;
  // 64 bits would overflow where the language promises 38 digits.
  const exact = (each: Typed): string =>
    node.type === 'integer' ? `CAST(${sql(each)} AS HUGEINT)` : sql(each);
  if (operator === '%') return `(${exact(left)} % nullif(${exact(right)}, 0))`;
  return `(${exact(left)} ${operator} ${exact(right)})`;
}
