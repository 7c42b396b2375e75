import { checkCondition, checkExpression } from './check.ts';
import { faultAt, indexFields, type CheckContext, type FieldIndex } from './check-context.ts';
import { expressionProblem, type QueryPart } from './expression-problem.ts';
import { parseGroupBy, parseOrderBy, parseSelect } from './list-parser.ts';
import { ALL_ROWS_AND_FIELDS, narrow, visibleFields, type Narrowing } from './narrow.ts';
import { parseExpression } from './parser.ts';
import { printExpression } from './print.ts';
import {
  isAggregate,
  isGrouped,
  wholeTable,
  type OrderTerm,
  type Query,
  type QueryField,
  type SelectItem,
  type Typed,
} from './query-tree.ts';
import type { StatementSyntax } from './statement-parser.ts';
import { childrenOf, type QuerySyntax } from './syntax-tree.ts';

/** A query as a caller writes it; an absent or blank part asks for nothing special. */
export type QueryText = Partial<Record<Exclude<QueryPart, 'sql'>, string | undefined>>;

/**
 * Reads a query against the fields that the caller may see, and narrows it to their rows.
 * Throws `invalid-expression` with part, position, what was found and what was expected.
 */
export function readQuery(
  text: QueryText,
  fields: readonly QueryField[],
  grant: Narrowing = ALL_ROWS_AND_FIELDS,
): Query {
  return narrow(checkQuery(parseParts(text), visibleFields(fields, grant)), grant);
}

/** As {@link readQuery}, for a statement that was parsed as a whole: positions are those in its text. */
export function checkStatement(
  statement: StatementSyntax,
  fields: readonly QueryField[],
  grant: Narrowing = ALL_ROWS_AND_FIELDS,
): Query {
  const written = checkQuery(statement, visibleFields(fields, grant), 'sql');
  const checked = statement.distinct === null ? written : distinctRows(written, statement.distinct);
  const { limit, offset } = statement;
  return narrow({ ...checked, limit, offset }, grant);
}

/** Rows that differ are the groups by all of their values. */
function distinctRows(query: Query, position: number): Query {
  if (isGrouped(query)) {
    const found = 'distinct';
    throw expressionProblem({
      reason: 'expression.misplaced-distinct',
      part: 'sql',
      position,
      found,
      expected: [],
    });
  }
  const grouped = { ...query, groupBy: query.select.map(({ expression }) => expression) };
  refuseUngrouped(grouped, 'sql');
  return grouped;
}

/** Reads one condition, for example a grant's row filter. */
export const readCondition = (text: string, fields: readonly QueryField[]): Typed =>
  checkCondition(parseExpression(text), contextFor('where', indexFields(fields)));

const NO_ALIASES: ReadonlyMap<string, Typed> = new Map();
const contextFor = (
  part: QueryPart,
  fields: FieldIndex,
  aliases = NO_ALIASES,
  shown: QueryPart = part,
): CheckContext => ({
  part: shown,
  fields,
  aliases,
  aggregates: part !== 'where' && part !== 'groupBy',
});

function parseParts(text: QueryText): QuerySyntax {
  const where = written(text.where);
  const having = written(text.having);
  const [select, groupBy, orderBy] = [written(text.select), written(text.groupBy), written(text.orderBy)];
  return {
    select: select === null ? null : parseSelect(select),
    where: where === null ? null : parseExpression(where),
    groupBy: groupBy === null ? [] : parseGroupBy(groupBy),
    having: having === null ? null : parseExpression(having, 'having'),
    orderBy: orderBy === null ? [] : parseOrderBy(orderBy),
  };
}

const written = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text;

/** `whole` is the part that problems name when all of the query stands in one text. */
function checkQuery(syntax: QuerySyntax, visible: readonly QueryField[], whole?: QueryPart): Query {
  const fields = indexFields(visible);
  const contextOf = (part: QueryPart, aliases?: CheckContext['aliases']): CheckContext =>
    contextFor(part, fields, aliases, whole);
  const groupBy = syntax.groupBy.map((node) => checkExpression(node, contextOf('groupBy')));
  const { select, aliases } = readSelect(syntax.select, visible, contextOf('select'), groupBy);
  const query: Query = {
    ...wholeTable(visible),
    select,
    where: syntax.where && checkCondition(syntax.where, contextOf('where')),
    groupBy,
    having: syntax.having && checkCondition(syntax.having, contextOf('having', aliases)),
    orderBy: readOrderBy(syntax.orderBy, contextOf('orderBy', aliases)),
  };
  if (isGrouped(query)) refuseUngrouped(query, whole);
  return query;
}

interface Selection {
  select: SelectItem[];
  aliases: ReadonlyMap<string, Typed>;
}

function readSelect(
  items: QuerySyntax['select'],
  visible: readonly QueryField[],
  context: CheckContext,
  groupBy: readonly Typed[],
): Selection {
  if (!items) {
    const grouped = groupBy.map((expression) => ({ expression, name: keyOf(expression) }));
    const select =
      groupBy.length > 0
        ? [...grouped, { expression: ROWS, name: 'count' }]
        : [...wholeTable(visible).select];
    return { select: distinctNames(select), aliases: NO_ALIASES };
  }
  const aliases = new Map<string, Typed>();
  const select = items.map(({ expression, as, at }) => {
    const checked = checkExpression(expression, context);
    if (as === null) return { expression: checked, name: keyOf(checked) };
    if (aliases.has(as)) throw duplicateName(context.part, as, at);
    aliases.set(as, checked);
    return { expression: checked, name: as };
  });
  return { select: distinctNames(select), aliases };
}

const ROWS: Typed = { kind: 'call', name: 'count', distinct: false, args: [], type: 'integer', at: 1 };

const keyOf = (node: Typed): string => (node.kind === 'name' ? node.name : printExpression(node));

const duplicateName = (part: QueryPart, name: string, position: number) =>
  expressionProblem({
    reason: 'expression.duplicate-name',
    part,
    position,
    found: name,
    expected: [],
  });

/** The same name again becomes `name_2`, as it does for columns of a file. */
function distinctNames(items: readonly SelectItem[]): SelectItem[] {
  const taken = new Set<string>();
  return items.map(({ expression, name }) => {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}_${String(number)}`;
    taken.add(free);
    return { expression, name: free };
  });
}

/** What is the same for every row orders nothing, and is left out: engines take it for a column's number, or refuse it. */
function readOrderBy(terms: QuerySyntax['orderBy'], context: CheckContext): OrderTerm[] {
  const checked = terms.map((term) => {
    const expression = checkExpression(term.expression, context);
    if (expression.type === 'geometry' || (term.collation && expression.type !== 'text')) {
      throw faultAt(context, term.expression, 'expression.wrong-type', 'expression.type.text');
    }
    return { ...term, expression };
  });
  return checked.filter(({ expression }) => depends(expression));
}

/** Whether a value depends on the row or group that it is of. */
const depends = (node: Typed): boolean =>
  node.kind === 'name' || isAggregate(node) || childrenOf(node).some(depends);

/** In a grouped query every value comes from an aggregate or from what the rows are grouped by. */
function refuseUngrouped({ select, having, orderBy, groupBy }: Query, whole?: QueryPart): void {
  const keys = new Set(groupBy.map(printExpression));
  for (const { expression } of select) refuseLoose(expression, keys, whole ?? 'select');
  if (having) refuseLoose(having, keys, whole ?? 'having');
  for (const { expression } of orderBy) refuseLoose(expression, keys, whole ?? 'orderBy');
}

function refuseLoose(node: Typed, keys: ReadonlySet<string>, part: QueryPart): void {
  if (isAggregate(node) || keys.has(printExpression(node))) return;
  if (node.kind === 'name')
    throw faultAt({ part }, node, 'expression.not-grouped', 'expression.kind.aggregate');
  for (const child of childrenOf(node)) refuseLoose(child, keys, part);
}
