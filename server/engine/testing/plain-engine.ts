import { printExpression } from '../../../rules/expressions/print.ts';
import { isAggregate, isGrouped, type Query, type Typed } from '../../../rules/expressions/query-tree.ts';
import { compare, evaluate, exact, jsonValue, type Exact, type Row, type Value } from './evaluator.ts';

/** One row of an answer: the rows that it is made of, and what an expression is for it. */
interface Made {
  place: number;
  valueOf(node: Typed): Value;
}

/**
 * What a query answers over rows, said a second time in plain JavaScript: the selected values of each row, in order, as
 * JSON has them. Throws an Error that begins with `no yardstick` for what is not exact.
 */
export function plainAnswer(query: Query, rows: readonly Row[]): string[][] {
  const { where, having, orderBy, select, limit, offset, groupBy } = query;
  const kept = rows.filter((row) => !where || evaluate(where, row) === true);
  const grouped = isGrouped(query);
  const made = grouped ? groupsOf(query, kept) : kept.map(asIs);
  const wanted = made.filter(({ valueOf }) => !having || valueOf(having) === true);
  if (orderBy.some(({ collation }) => collation)) throw new Error('no yardstick for collations');
  const last = grouped
    ? groupBy.map((expression) => ({ expression, descending: false, nullsFirst: false }))
    : [];
  const ordered = wanted.toSorted((one, other) => {
    for (const term of [...orderBy, ...last]) {
      const order = inOrder(one.valueOf(term.expression), other.valueOf(term.expression), term);
      if (order !== 0) return order;
    }
    return one.place - other.place;
  });
  return ordered
    .slice(offset, limit === null ? undefined : offset + limit)
    .map(({ valueOf }) => select.map(({ expression }) => jsonValue(valueOf(expression))));
}

const asIs = (row: Row, place: number): Made => ({ place, valueOf: (node) => evaluate(node, row) });

function inOrder(
  one: Value,
  other: Value,
  { descending, nullsFirst }: { descending: boolean; nullsFirst: boolean },
): number {
  if (one === null || other === null) {
    if (one === other) return 0;
    return (one === null) === nullsFirst ? -1 : 1;
  }
  return descending ? compare(other, one) : compare(one, other);
}

function groupsOf({ groupBy }: Query, rows: readonly Row[]): Made[] {
  const keyOf = (row: Row): string => groupBy.map((node) => jsonValue(evaluate(node, row))).join('\n');
  const groups = groupBy.length === 0 ? new Map([['', [...rows]]]) : Map.groupBy(rows, keyOf);
  const keys = new Set(groupBy.map(printExpression));
  return [...groups.values()].map((members, place) => ({
    place,
    valueOf: (node) => valueOfGroup(node, members, keys),
  }));
}

/** Keys, aggregates, numbers, and comparisons of them. */
function valueOfGroup(node: Typed, members: readonly Row[], keys: ReadonlySet<string>): Value {
  const [first = {}] = members;
  if (keys.has(printExpression(node))) return evaluate(node, first);
  if (node.kind === 'call' && isAggregate(node)) return aggregate(node, members);
  if (node.kind === 'number') return evaluate(node, {});
  if (node.kind !== 'compare') throw new Error(`no yardstick for ${node.kind} over groups`);
  const row = {
    left: valueOfGroup(node.left, members, keys),
    right: valueOfGroup(node.right, members, keys),
  };
  const name = (side: 'left' | 'right'): Typed => ({
    kind: 'name',
    name: side,
    type: node[side].type,
    at: 1,
  });
  return evaluate({ ...node, left: name('left'), right: name('right') }, row);
}

function aggregate(
  { name, args: [input], distinct }: Extract<Typed, { kind: 'call' }>,
  members: readonly Row[],
): Value {
  if (!input) return exact(String(members.length));
  const all = members.map((row) => evaluate(input, row)).filter((value) => value !== null);
  const values = distinct ? [...new Map(all.map((value) => [jsonValue(value), value])).values()] : all;
  if (name === 'count') return exact(String(values.length));
  if (values.length === 0) return null;
  switch (name) {
    case 'sum':
      return (values as Exact[]).reduce(plus);
    case 'min':
      return values.reduce((one, other) => (compare(other, one) < 0 ? other : one));
    case 'max':
      return values.reduce((one, other) => (compare(other, one) > 0 ? other : one));
    default:
      throw new Error(`no yardstick for ${name}`);
  }
}

function plus(one: Exact, other: Exact): Exact {
  const places = Math.max(one.places, other.places);
  const to = ({ digits, places: has }: Exact): bigint => digits * 10n ** BigInt(places - has);
  return { digits: to(one) + to(other), places };
}
