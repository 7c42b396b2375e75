import type { QueryPart } from './expression-problem.ts';
import { expression } from './parser.ts';
import type { OrderSyntax, SelectSyntax, Syntax } from './syntax-tree.ts';
import * as cursors from './token-cursor.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Parses `select`; null stands for `*`. Throws `invalid-expression`. */
export function parseSelect(source: string): SelectSyntax[] | null {
  const cursor = cursors.cursorOver(source, 'select');
  if (cursors.skipSymbol(cursor, '*')) {
    cursors.needEnd(cursor);
    return null;
  }
  return list(cursor, selectItem);
}

export const parseOrderBy = (source: string): OrderSyntax[] => parseList(source, 'orderBy', orderTerm);
export const parseGroupBy = (source: string): Syntax[] => parseList(source, 'groupBy', expression);

function parseList<T>(source: string, part: QueryPart, item: (cursor: TokenCursor) => T): T[] {
  return list(cursors.cursorOver(source, part), item);
}

function list<T>(cursor: TokenCursor, item: (cursor: TokenCursor) => T): T[] {
  const items = [item(cursor)];
  while (cursors.skipSymbol(cursor, ',')) items.push(item(cursor));
  cursors.needEnd(cursor, 'expression.kind.operator', '“,”');
  return items;
}

function selectItem(cursor: TokenCursor): SelectSyntax {
  const { at } = cursors.peek(cursor);
  const parsed = expression(cursor);
  if (!cursors.skipWord(cursor, 'as')) return { expression: parsed, as: null, at };
  const token = cursors.peek(cursor);
  const isName =
    token.kind === 'quoted-name' ||
    (token.kind === 'word' && !cursors.KEYWORDS.has(token.value.toLowerCase()));
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
