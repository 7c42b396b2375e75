import type { QueryPart } from './expression-problem.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { childrenOf, COMPARISONS, type Arithmetic, type Comparison, type Syntax } from './syntax-tree.ts';
import * as cursors from './token-cursor.ts';
import type { TokenCursor } from './token-cursor.ts';

/**
 * Parses one expression; the grammar is in `docs/expressions.md`, one function here per rule there.
 * Throws `invalid-expression` with the position, and nothing else.
 */
export function parseExpression(source: string, part: QueryPart = 'where'): Syntax {
  const cursor = cursors.cursorOver(source, part);
  const parsed = expression(cursor);
  cursors.needEnd(cursor, 'expression.kind.operator');
  return parsed;
}

/** The rule `expression`, for the parsers of lists; checks the depth of what it read. */
export function expression(cursor: TokenCursor): Syntax {
  const parsed = disjunction(cursor);
  refuseDepth(cursor.part, parsed);
  return parsed;
}

const disjunction = (cursor: TokenCursor): Syntax =>
  cursors.deeper(cursor, () => logic(cursor, 'or', () => logic(cursor, 'and', () => negation(cursor))));

function logic(cursor: TokenCursor, operator: 'and' | 'or', term: () => Syntax): Syntax {
  const first = term();
  const terms = [first];
  while (cursors.skipWord(cursor, operator)) terms.push(term());
  return terms.length === 1 ? first : cursors.node(cursor, first.at, { kind: 'logic', operator, terms });
}

function negation(cursor: TokenCursor): Syntax {
  const { at } = cursors.peek(cursor);
  if (!cursors.skipWord(cursor, 'not')) return predicate(cursor);
  const operand = cursors.deeper(cursor, () => negation(cursor));
  return cursors.node(cursor, at, { kind: 'not', operand });
}

function predicate(cursor: TokenCursor): Syntax {
  const left = sum(cursor);
  const { at } = left;
  const operator = comparisonAt(cursor);
  if (operator) {
    cursor.index += 1;
    return cursors.node(cursor, at, { kind: 'compare', operator, left, right: sum(cursor) });
  }
  if (cursors.skipWord(cursor, 'is')) return isTest(cursor, left);
  const negated = cursors.skipWord(cursor, 'not');
  if (cursors.skipWord(cursor, 'in')) return membership(cursor, left, negated);
  if (cursors.skipWord(cursor, 'between')) return between(cursor, left, negated);
  const caseless = cursors.skipWord(cursor, 'ilike');
  if (caseless || cursors.skipWord(cursor, 'like')) {
    return cursors.node(cursor, at, { kind: 'like', negated, caseless, operand: left, pattern: sum(cursor) });
  }
  if (negated) throw cursors.expected(cursor, '“in”', '“like”', '“ilike”', '“between”');
  return left;
}

function comparisonAt(cursor: TokenCursor): Comparison | undefined {
  const token = cursors.peek(cursor);
  return token.kind === 'symbol' ? COMPARISONS.find((operator) => operator === token.value) : undefined;
}

function isTest(cursor: TokenCursor, operand: Syntax): Syntax {
  const negated = cursors.skipWord(cursor, 'not');
  const what = (['null', 'true', 'false'] as const).find((word) => cursors.skipWord(cursor, word));
  if (!what) throw cursors.expected(cursor, '“null”', '“true”', '“false”');
  return cursors.node(cursor, operand.at, { kind: 'is', negated, operand, what });
}

function membership(cursor: TokenCursor, operand: Syntax, negated: boolean): Syntax {
  cursors.needSymbol(cursor, '(');
  const options = [sum(cursor)];
  while (cursors.skipSymbol(cursor, ',')) options.push(sum(cursor));
  cursors.needSymbol(cursor, ')', '“,”');
  return cursors.node(cursor, operand.at, { kind: 'in', negated, operand, options });
}

function between(cursor: TokenCursor, operand: Syntax, negated: boolean): Syntax {
  const low = sum(cursor);
  cursors.needWord(cursor, 'and');
  return cursors.node(cursor, operand.at, { kind: 'between', negated, operand, low, high: sum(cursor) });
}

const sum = (cursor: TokenCursor): Syntax => chain(cursor, ['+', '-', '||'], product);
const product = (cursor: TokenCursor): Syntax => chain(cursor, ['*', '/', '%'], sign);

function chain(
  cursor: TokenCursor,
  operators: readonly Arithmetic[],
  operand: (cursor: TokenCursor) => Syntax,
): Syntax {
  let left = operand(cursor);
  for (;;) {
    const operator = operators.find((symbol) => cursors.skipSymbol(cursor, symbol));
    if (!operator) return left;
    left = cursors.node(cursor, left.at, { kind: 'arithmetic', operator, left, right: operand(cursor) });
  }
}

function sign(cursor: TokenCursor): Syntax {
  const { at } = cursors.peek(cursor);
  if (!cursors.skipSymbol(cursor, '-')) return primary(cursor);
  const operand = cursors.deeper(cursor, () => sign(cursor));
  return cursors.node(cursor, at, { kind: 'negate', operand });
}

function primary(cursor: TokenCursor): Syntax {
  const token = cursors.peek(cursor);
  const { at, value, kind } = token;
  if (cursors.skipSymbol(cursor, '(')) {
    const inner = disjunction(cursor);
    cursors.needSymbol(cursor, ')', 'expression.kind.operator');
    return inner;
  }
  if (kind === 'number' || kind === 'text')
    return cursors.node(cursor, cursors.next(cursor).at, { kind, value });
  if (kind === 'quoted-name')
    return cursors.node(cursor, cursors.next(cursor).at, { kind: 'name', name: value });
  if (kind === 'word') return wordly(cursor, value, at);
  throw cursors.expected(cursor, 'expression.kind.value', 'expression.kind.name', '“(”');
}

function wordly(cursor: TokenCursor, word: string, at: number): Syntax {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') {
    cursor.index += 1;
    return cursors.node(cursor, at, { kind: 'boolean', value: lower === 'true' });
  }
  if (cursors.isKeyword(cursor, word))
    throw cursors.expected(cursor, 'expression.kind.value', 'expression.kind.name', '“(”');
  cursor.index += 1;
  if (lower === 'case' && cursors.skipWord(cursor, 'when')) return choice(cursor, at);
  if (cursors.skipSymbol(cursor, '(')) return call(cursor, lower, at);
  return cursors.node(cursor, at, { kind: 'name', name: word });
}

/** The rule `case`, after its first `when`. Its words are plain names elsewhere: where a value stands, none of them can. */
function choice(cursor: TokenCursor, at: number): Syntax {
  const branches = [];
  do {
    const when = disjunction(cursor);
    cursors.needWord(cursor, 'then', 'expression.kind.operator');
    branches.push({ when, then: disjunction(cursor) });
  } while (cursors.skipWord(cursor, 'when'));
  const otherwise = cursors.skipWord(cursor, 'else') ? disjunction(cursor) : null;
  cursors.needWord(cursor, 'end', 'expression.kind.operator');
  return cursors.node(cursor, at, { kind: 'case', branches, otherwise });
}

function call(cursor: TokenCursor, name: string, at: number): Syntax {
  if (cursors.skipSymbol(cursor, ')'))
    return cursors.node(cursor, at, { kind: 'call', name, distinct: false, args: [] });
  if (name === 'count' && cursors.skipSymbol(cursor, '*')) {
    cursors.needSymbol(cursor, ')');
    return cursors.node(cursor, at, { kind: 'call', name, distinct: false, args: [] });
  }
  const distinct = cursors.skipWord(cursor, 'distinct');
  const args = [disjunction(cursor)];
  while (cursors.skipSymbol(cursor, ',')) args.push(disjunction(cursor));
  cursors.needSymbol(cursor, ')', '“,”');
  return cursors.node(cursor, at, { kind: 'call', name, distinct, args });
}

function refuseDepth(part: QueryPart, root: Syntax): void {
  const open: { node: Syntax; depth: number }[] = [{ node: root, depth: 1 }];
  for (let each = open.pop(); each; each = open.pop()) {
    if (each.depth > EXPRESSION_LIMITS.depth)
      throw cursors.overLimit(part, each.node.at, 'expression.too-deep');
    for (const child of childrenOf(each.node)) open.push({ node: child, depth: each.depth + 1 });
  }
}
