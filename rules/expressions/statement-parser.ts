import { expressionProblem } from './expression-problem.ts';
import { groupList, orderList, selectList } from './list-parser.ts';
import { expression } from './parser.ts';
import type { QuerySyntax } from './syntax-tree.ts';
import * as cursors from './token-cursor.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Rows that one statement can answer, and how far from the first they can lie. */
export const STATEMENT_LIMITS = { rows: 10_000, offset: 1_000_000_000 } as const;

/** A SELECT over one dataset, as written. */
export interface StatementSyntax extends QuerySyntax {
  /** Where `distinct` stands; null when it was not written. */
  distinct: number | null;
  /** The dataset, by its code or id. */
  from: { name: string; at: number };
  /** Null when it was not written. */
  limit: number | null;
  offset: number;
}

/**
 * Parses the rule `statement` of `docs/expressions.md`. Throws `invalid-expression` with part `sql` and the position in
 * the whole text, and nothing else.
 */
export function parseStatement(source: string): StatementSyntax {
  const cursor = cursors.cursorOver(source, 'sql');
  cursors.needWord(cursor, 'select');
  const { at } = cursors.peek(cursor);
  const distinct = cursors.skipWord(cursor, 'distinct') ? at : null;
  const select = selectList(cursor);
  cursors.needWord(cursor, 'from');
  const from = dataset(cursor);
  const where = cursors.skipWord(cursor, 'where') ? expression(cursor) : null;
  const groupBy = skipWords(cursor, 'group') ? groupList(cursor) : [];
  const having = cursors.skipWord(cursor, 'having') ? expression(cursor) : null;
  const orderBy = skipWords(cursor, 'order') ? orderList(cursor) : [];
  const limit = cursors.skipWord(cursor, 'limit') ? count(cursor, 1, STATEMENT_LIMITS.rows) : null;
  const offset = cursors.skipWord(cursor, 'offset') ? count(cursor, 0, STATEMENT_LIMITS.offset) : 0;
  cursors.skipSymbol(cursor, ';');
  cursors.needEnd(cursor, 'expression.kind.operator');
  return { distinct, select, from, where, groupBy, having, orderBy, limit, offset };
}

function dataset(cursor: TokenCursor): StatementSyntax['from'] {
  const token = cursors.peek(cursor);
  if (token.kind !== 'quoted-name') throw cursors.expected(cursor, 'expression.kind.dataset');
  return { name: cursors.next(cursor).value, at: token.at };
}

/** Steps over `group by` or `order by`. */
function skipWords(cursor: TokenCursor, first: 'group' | 'order'): boolean {
  if (!cursors.skipWord(cursor, first)) return false;
  cursors.needWord(cursor, 'by');
  return true;
}

function count(cursor: TokenCursor, least: number, most: number): number {
  const { kind, value, at, written } = cursors.peek(cursor);
  const number = kind === 'number' && /^\d{1,10}$/.test(value) ? Number(value) : NaN;
  if (!(number >= least && number <= most)) {
    const expected = [`“${String(least)}–${String(most)}”`] as const;
    throw expressionProblem({
      reason: 'expression.expected',
      part: 'sql',
      position: at,
      found: written,
      expected,
    });
  }
  cursor.index += 1;
  return number;
}
