import { KEYWORDS } from './token-cursor.ts';
import type { Query } from './query-tree.ts';
import type { Node, OrderSyntax } from './syntax-tree.ts';

/** Any node, parsed or typed. */
export type Printable = Node<unknown>;

const BARE_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** From loosest to tightest: or, and, not, predicate, sum, product, sign, primary. */
const LEVEL = { or: 1, and: 2, not: 3, predicate: 4, sum: 5, product: 6, sign: 7, primary: 8 } as const;

/** Writes an expression in its canonical form, with no parentheses but the necessary: parsing it gives the same tree. */
export function printExpression(node: Printable): string {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'boolean':
      return String(node.value);
    case 'text':
      return `'${node.value.replaceAll("'", "''")}'`;
    case 'name':
      return printName(node.name);
    case 'call':
      return printCall(node);
    case 'not':
      return `not ${inside(node.operand, LEVEL.not)}`;
    case 'negate':
      return `-${inside(node.operand, LEVEL.sign)}`;
    case 'logic':
      return node.terms.map((term) => inside(term, LEVEL[node.operator] + 1)).join(` ${node.operator} `);
    case 'arithmetic':
      return `${inside(node.left, levelOf(node))} ${node.operator} ${inside(node.right, levelOf(node) + 1)}`;
    case 'besides':
      return `besides(${node.rows.join(', ')})`;
    case 'case':
      return printChoice(node);
    default:
      return printPredicate(node);
  }
}

type Predicate = Extract<Printable, { kind: 'compare' | 'in' | 'like' | 'between' | 'is' }>;

function printPredicate(node: Predicate): string {
  const sum = (operand: Printable): string => inside(operand, LEVEL.sum);
  if (node.kind === 'compare') return `${sum(node.left)} ${node.operator} ${sum(node.right)}`;
  const operand = sum(node.operand);
  const not = node.negated ? 'not ' : '';
  switch (node.kind) {
    case 'in':
      return `${operand} ${not}in (${node.options.map(sum).join(', ')})`;
    case 'like':
      return `${operand} ${not}${node.caseless ? 'ilike' : 'like'} ${sum(node.pattern)}`;
    case 'between':
      return `${operand} ${not}between ${sum(node.low)} and ${sum(node.high)}`;
    case 'is':
      return `${operand} is ${not}${node.what}`;
  }
}

function printChoice({ branches, otherwise }: Extract<Printable, { kind: 'case' }>): string {
  const shown = branches.map(
    ({ when, then }) => `when ${printExpression(when)} then ${printExpression(then)}`,
  );
  const rest = otherwise ? ` else ${printExpression(otherwise)}` : '';
  return `case ${shown.join(' ')}${rest} end`;
}

const printCall = ({ name, args, distinct }: Extract<Printable, { kind: 'call' }>): string =>
  name === 'count' && args.length === 0
    ? 'count(*)'
    : `${name}(${distinct ? 'distinct ' : ''}${args.map(printExpression).join(', ')})`;

/** A field's name as an expression needs it: in backticks unless it is a plain word. */
export const printName = (name: string): string =>
  BARE_NAME.test(name) && !isTaken(name.toLowerCase()) ? name : `\`${name.replaceAll('`', '``')}\``;

/** `case` is taken only before `when`, which may follow it. */
const isTaken = (word: string): boolean => word === 'case' || KEYWORDS.has(word);

export function printOrder({
  expression,
  collation,
  descending,
  nullsFirst,
}: Omit<OrderSyntax, 'expression'> & { expression: Printable }): string {
  const collate = collation ? ` collate ${collation}` : '';
  return `${printExpression(expression)}${collate}${descending ? ' desc' : ''}${nullsFirst ? ' nulls first' : ''}`;
}

/** A text that two queries share only when they ask for the same. */
export function printQuery({ select, where, groupBy, having, orderBy, limit, offset }: Query): string {
  const items = select.map(({ expression, name }) => `${printExpression(expression)} as ${printName(name)}`);
  const parts = [
    items.join(', '),
    where && printExpression(where),
    groupBy.map(printExpression).join(', '),
    having && printExpression(having),
    orderBy.map(printOrder).join(', '),
    limit,
    offset,
  ];
  return JSON.stringify(parts);
}

function inside(node: Printable, level: number): string {
  const printed = printExpression(node);
  return levelOf(node) < level ? `(${printed})` : printed;
}

function levelOf(node: Printable): number {
  switch (node.kind) {
    case 'logic':
      return LEVEL[node.operator];
    case 'not':
      return LEVEL.not;
    case 'compare':
    case 'in':
    case 'like':
    case 'between':
    case 'is':
      return LEVEL.predicate;
    case 'arithmetic':
      return '*/%'.includes(node.operator) ? LEVEL.product : LEVEL.sum;
    case 'negate':
      return LEVEL.sign;
    default:
      return LEVEL.primary;
  }
}
