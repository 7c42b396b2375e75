import type { QueryPart } from './expression-problem.ts';
import { expression } from './parser.ts';
import type { OrderSyntax, SelectSyntax, Syntax } from './syntax-tree.ts';
import * as cursors from './token-cursor.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Parses `select`; null stands for `*`. Throws `invalid-expression`. */
export const parseSelect = (source: string): SelectSyntax[] | null =>
  parseWhole(source, 'select', selectList);
export const parseOrderBy = (source: string): OrderSyntax[] => parseWhole(source, 'orderBy', orderList);
export const parseGroupBy = (source: string): Syntax[] => parseWhole(source, 'groupBy', groupList);

function parseWhole<T>(source: string, part: QueryPart, rule: (cursor: TokenCursor) => T): T {
  const cursor = cursors.cursorOver(source, part);
  const parsed = rule(cursor);
  cursors.needEnd(cursor, 'expression.kind.operator', '“,”');
  return parsed;
}

/** The rules `select`, `groupBy` and `orderBy`, for the parser of statements. */
export const selectList = (cursor: TokenCursor): SelectSyntax[] | null =>
  cursors.skipSymbol(cursor, '*') ? null : list(cursor, selectItem);
export const groupList = (cursor: TokenCursor): Syntax[] => list(cursor, expression);
export const orderList = (cursor: TokenCursor): OrderSyntax[] => list(cursor, orderTerm);

function list<T>(cursor: TokenCursor, item: (cursor: TokenCursor) => T): T[] {
  const items = [item(cursor)];
  while (cursors.skipSymbol(cursor, ',')) items.push(item(cursor));
  return items;
}

function selectItem(cursor: TokenCursor): SelectSyntax {
  const { at } = cursors.peek(cursor);
  const parsed = expression(cursor);
  if (!cursors.skipWord(cursor, 'as')) return { expression: parsed, as: null, at };
  const token = cursors.peek(cursor);
  const isName =
    token.kind === 'quoted-name' || (token.kind === 'word' && !cursors.isKeyword(cursor, token.value));
  if (!isName) throw cursors.expected(cursor, 'expression.kind.name');
  return { expression: parsed, as: cursors.next(cursor).value, at };
}

function orderTerm(cursor: TokenCursor): OrderSyntax {
  const parsed = expression(cursor);
  const collation = cursors.skipWord(cursor, 'collate') ? chinese(cursor) : null;
  const descending = cursors.skipWord(cursor, 'desc');
  if (!descending) cursors.skipWord(cursor, 'asc');
  return { expression: parsed, collation, descending, nullsFirst: nullsFirst(cursor) };
}

function chinese(cursor: TokenCursor): 'zh' {
  cursors.needWord(cursor, 'zh');
  return 'zh';
}

/** Missing values come last, whichever way the order runs, unless the expression says `nulls first`. */
function nullsFirst(cursor: TokenCursor): boolean {
  if (!cursors.skipWord(cursor, 'nulls')) return false;
  if (cursors.skipWord(cursor, 'first')) return true;
  if (cursors.skipWord(cursor, 'last')) return false;
  throw cursors.expected(cursor, '“first”', '“last”');
}
