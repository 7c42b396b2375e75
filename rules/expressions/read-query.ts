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
import { childrenOf } from './syntax-tree.ts';

/** A query as a caller writes it; an absent or blank part asks for nothing special. */
export type QueryText = Partial<Record<QueryPart, string | undefined>>;

/**
 * Reads a query against the fields that the caller may see, and narrows it to their rows.
 * Throws `invalid-expression` with part, position, what was found and what was expected.
 */
export function readQuery(
  text: QueryText,
  fields: readonly QueryField[],
  grant: Narrowing = ALL_ROWS_AND_FIELDS,
): Query {
  const visible = visibleFields(fields, grant);
  return narrow(checkQuery(text, visible), grant);
}

/** Reads one condition, for example a grant's row filter. */
export const readCondition = (text: string, fields: readonly QueryField[]): Typed =>
  checkCondition(parseExpression(text), contextFor('where', indexFields(fields)));

const NO_ALIASES: ReadonlyMap<string, Typed> = new Map();
const contextFor = (part: QueryPart, fields: FieldIndex, aliases = NO_ALIASES): CheckContext => ({
  part,
  fields,
  aliases,
  aggregates: part !== 'where' && part !== 'groupBy',
});

function checkQuery(text: QueryText, visible: readonly QueryField[]): Query {
  const fields = indexFields(visible);
  const where = written(text.where);
  const having = written(text.having);
  const groupBy = readGroupBy(written(text.groupBy), fields);
  const { select, aliases } = readSelect(written(text.select), visible, fields, groupBy);
  const query: Query = {
    ...wholeTable(visible),
    select,
    where: where === null ? null : checkCondition(parseExpression(where), contextFor('where', fields)),
    groupBy,
    having:
      having === null
        ? null
        : checkCondition(parseExpression(having, 'having'), contextFor('having', fields, aliases)),
    orderBy: readOrderBy(written(text.orderBy), contextFor('orderBy', fields, aliases)),
  };
  if (isGrouped(query)) refuseUngrouped(query);
  return query;
}

const written = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text;

function readGroupBy(text: string | null, fields: FieldIndex): Typed[] {
  if (text === null) return [];
  return parseGroupBy(text).map((node) => checkExpression(node, contextFor('groupBy', fields)));
}

interface Selection {
  select: SelectItem[];
  aliases: ReadonlyMap<string, Typed>;
}

function readSelect(
  text: string | null,
  visible: readonly QueryField[],
  fields: FieldIndex,
  groupBy: readonly Typed[],
): Selection {
  const items = text === null ? null : parseSelect(text);
  if (!items) {
    const grouped = groupBy.map((expression) => ({ expression, name: keyOf(expression) }));
    const select =
      groupBy.length > 0
        ? [...grouped, { expression: ROWS, name: 'count' }]
        : [...wholeTable(visible).select];
    return { select: distinctNames(select), aliases: NO_ALIASES };
  }
  const aliases = new Map<string, Typed>();
  const context = contextFor('select', fields);
  const select = items.map(({ expression, as, at }) => {
    const checked = checkExpression(expression, context);
    if (as === null) return { expression: checked, name: keyOf(checked) };
    if (aliases.has(as)) throw duplicateName(as, at);
    aliases.set(as, checked);
    return { expression: checked, name: as };
  });
  return { select: distinctNames(select), aliases };
}

const ROWS: Typed = { kind: 'call', name: 'count', distinct: false, args: [], type: 'integer', at: 1 };

const keyOf = (node: Typed): string => (node.kind === 'name' ? node.name : printExpression(node));

const duplicateName = (name: string, position: number) =>
  expressionProblem({
    reason: 'expression.duplicate-name',
    part: 'select',
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

function readOrderBy(text: string | null, context: CheckContext): OrderTerm[] {
  if (text === null) return [];
  return parseOrderBy(text).map((term) => {
    const expression = checkExpression(term.expression, context);
    if (expression.type === 'geometry' || (term.collation && expression.type !== 'text')) {
      throw faultAt(context, term.expression, 'expression.wrong-type', 'expression.type.text');
    }
    return { ...term, expression };
  });
}

/** In a grouped query every value comes from an aggregate or from what the rows are grouped by. */
function refuseUngrouped({ select, having, orderBy, groupBy }: Query): void {
  const keys = new Set(groupBy.map(printExpression));
  for (const { expression } of select) refuseLoose(expression, keys, 'select');
  if (having) refuseLoose(having, keys, 'having');
  for (const { expression } of orderBy) refuseLoose(expression, keys, 'orderBy');
}

function refuseLoose(node: Typed, keys: ReadonlySet<string>, part: QueryPart): void {
  if (isAggregate(node) || keys.has(printExpression(node))) return;
  if (node.kind === 'name')
    throw faultAt({ part }, node, 'expression.not-grouped', 'expression.kind.aggregate');
  for (const child of childrenOf(node)) refuseLoose(child, keys, part);
}
