import { printExpression } from '../../rules/expressions/print.ts';
import { isAggregate, type Typed } from '../../rules/expressions/query-tree.ts';
import { valuesOf } from '../../rules/expressions/syntax-tree.ts';
import { bindNumber, bindText, type Parameters } from './sql-text.ts';
import { commonDecimal, type SizeOfField } from './exact-decimals.ts';
import { functionSql } from './function-sql.ts';

/** What the names of a tree stand for in SQL. */
export interface Scope {
  parameters: Parameters;
  /** SQL of a field. */
  field: (name: string) => string;
  sizeOfField: SizeOfField;
  /** SQL of expressions that an inner query has computed already, by their printed form. */
  computed: ReadonlyMap<string, string>;
  /** Over groups: the same for what stands inside an aggregate. */
  aggregated?: ReadonlyMap<string, string>;
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
      return compileCall(node, scope);
    case 'besides':
      return `(t.file_row_number NOT IN (${node.rows.join(', ')}))`;
    case 'case':
      return compileChoice(node, scope);
    default:
      return compilePredicate(node, sql, scope);
  }
}

type Of<K extends Typed['kind']> = Extract<Typed, { kind: K }>;
type Compile = (node: Typed) => string;

function compileCall(node: Of<'call'>, scope: Scope): string {
  const { aggregated } = scope;
  const inside = aggregated && isAggregate(node) ? { ...scope, computed: aggregated } : scope;
  if (TAKES_ONE.has(node.name)) return functionSql(node, alike(node.args, inside));
  // The places of `round` are written out, and what is bound must be used.
  const bound = node.name === 'round' ? node.args.slice(0, 1) : node.args;
  return functionSql(
    node,
    bound.map((each) => compileExpression(each, inside)),
  );
}

/** Functions that answer one of their arguments, or compare them. */
const TAKES_ONE: ReadonlySet<string> = new Set(['coalesce', 'nullif']);

/** SQL of values that are compared with each other. */
function alike(nodes: readonly Typed[], scope: Scope): string[] {
  const common = commonDecimal(nodes, scope.sizeOfField);
  const values = nodes.map((each) => compileExpression(each, scope));
  return common === null ? values : values.map((sql) => `CAST(${sql} AS ${common})`);
}

function compileChoice(node: Of<'case'>, scope: Scope): string {
  const values = alike(valuesOf(node), scope);
  const branches = node.branches.map(
    ({ when }, index) => `WHEN ${compileExpression(when, scope)} THEN ${values[index] ?? 'NULL'}`,
  );
  return `(CASE ${branches.join(' ')} ELSE ${values[branches.length] ?? 'NULL'} END)`;
}

function compilePredicate(
  node: Of<'compare' | 'in' | 'like' | 'between' | 'is'>,
  sql: Compile,
  scope: Scope,
): string {
  if (node.kind === 'compare') {
    const [left = '', right = ''] = alike([node.left, node.right], scope);
    return `(${left} ${node.operator === '!=' ? '<>' : node.operator} ${right})`;
  }
  const not = node.negated ? 'NOT ' : '';
  switch (node.kind) {
    case 'in': {
      const [operand = '', ...options] = alike([node.operand, ...node.options], scope);
      return `(${operand} ${not}IN (${options.join(', ')}))`;
    }
    case 'between': {
      const [operand = '', low = '', high = ''] = alike([node.operand, node.low, node.high], scope);
      return `(${operand} ${not}BETWEEN ${low} AND ${high})`;
    }
    case 'is':
      return `(${sql(node.operand)} IS ${not}${node.what.toUpperCase()})`;
    case 'like':
      return compileLike(node, sql(node.operand), scope.parameters);
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
