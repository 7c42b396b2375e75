import { expressionProblem, type Expected, type QueryPart } from './expression-problem.ts';
import { shortened, tokensOf, type Token } from './lexer.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import type { Form, Syntax } from './syntax-tree.ts';

/** Words that are part of the language; a field of that name needs backticks. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  'and or not in like ilike between is null true false as asc desc nulls first last collate distinct'.split(
    ' ',
  ),
);

/** Further words that part a statement; a field of that name needs quotes there. */
const SQL_KEYWORDS: ReadonlySet<string> = new Set([
  ...KEYWORDS,
  ...'select from where group by having order limit offset'.split(' '),
]);

export interface TokenCursor {
  readonly part: QueryPart;
  readonly tokens: readonly Token[];
  index: number;
  nodes: number;
  depth: number;
}

/** Throws `invalid-expression` for text that is too long or fits no token. */
export function cursorOver(source: string, part: QueryPart): TokenCursor {
  if (source.length > EXPRESSION_LIMITS.length) throw overLimit(part, 1, 'expression.too-long');
  return { part, tokens: tokensOf(source, part), index: 0, nodes: 0, depth: 0 };
}

export const overLimit = (
  part: QueryPart,
  position: number,
  reason: 'expression.too-long' | 'expression.too-deep' | 'expression.too-big',
) => expressionProblem({ reason, part, position, found: '', expected: [] });

export function peek(cursor: TokenCursor, ahead = 0): Token {
  const token = cursor.tokens[Math.min(cursor.index + ahead, cursor.tokens.length - 1)];
  if (!token) throw new Error('a token list always ends in an end token');
  return token;
}

export function next(cursor: TokenCursor): Token {
  const token = peek(cursor);
  cursor.index += 1;
  return token;
}

export const isKeyword = ({ part }: TokenCursor, word: string): boolean =>
  (part === 'sql' ? SQL_KEYWORDS : KEYWORDS).has(word.toLowerCase());

const isWord = (token: Token, word: string): boolean =>
  token.kind === 'word' && token.value.toLowerCase() === word;
const isSymbol = (token: Token, symbol: string): boolean => token.kind === 'symbol' && token.value === symbol;

/** Steps over the keyword if it stands here. */
export function skipWord(cursor: TokenCursor, word: string): boolean {
  if (!isWord(peek(cursor), word)) return false;
  cursor.index += 1;
  return true;
}

export function skipSymbol(cursor: TokenCursor, symbol: string): boolean {
  if (!isSymbol(peek(cursor), symbol)) return false;
  cursor.index += 1;
  return true;
}

export function needWord(cursor: TokenCursor, word: string, ...orElse: Expected[]): void {
  if (!skipWord(cursor, word)) throw expected(cursor, ...orElse, `“${word}”`);
}

export function needSymbol(cursor: TokenCursor, symbol: string, ...orElse: Expected[]): void {
  if (!skipSymbol(cursor, symbol)) throw expected(cursor, ...orElse, `“${symbol}”`);
}

export function needEnd(cursor: TokenCursor, ...orElse: Expected[]): void {
  if (peek(cursor).kind !== 'end') throw expected(cursor, ...orElse, 'expression.kind.end');
}

/** The problem that something else should stand at the cursor. */
export function expected(cursor: TokenCursor, ...kinds: Expected[]) {
  const { at, written } = peek(cursor);
  const { part } = cursor;
  return expressionProblem({
    reason: 'expression.expected',
    part,
    position: at,
    found: shortened(written),
    expected: kinds,
  });
}

/** Makes a node, counting it against the limit. */
export function node(cursor: TokenCursor, at: number, form: Form<{ at: number }>): Syntax {
  cursor.nodes += 1;
  if (cursor.nodes > EXPRESSION_LIMITS.nodes) throw overLimit(cursor.part, at, 'expression.too-big');
  return { ...form, at };
}

/** Runs one step of the descent, so that nesting cannot exhaust the stack. */
export function deeper(cursor: TokenCursor, parse: () => Syntax): Syntax {
  cursor.depth += 1;
  if (cursor.depth > EXPRESSION_LIMITS.depth)
    throw overLimit(cursor.part, peek(cursor).at, 'expression.too-deep');
  const parsed = parse();
  cursor.depth -= 1;
  return parsed;
}
