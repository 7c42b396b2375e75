import { printExpression } from '../../../rules/expressions/print.ts';
import { isGrouped, type Query } from '../../../rules/expressions/query-tree.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { Recent } from '../../recent.ts';
import type { FieldCounts, HotReader, HotTable } from '../../store/hot/index.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { keyCount } from '../compile-query.ts';
import type { Engine, EngineTable, PageRequest, RowCount, RowsPage } from '../engine.types.ts';
import { PAGE_LIMIT } from '../rows.ts';
import { placeOf, rowObjects, type HotRow } from './cells.ts';
import { hotQuestion, needsOf, type HotQuestion } from './hot-page.ts';

export interface HotSource {
  reader: HotReader;
  /** Where a version lies, if it is hot. */
  tableOf(version: string): HotTable | undefined;
  /** A page of a version was asked for that a hot table could answer, and what it would need. */
  asked(version: string, needs: FieldCounts): void;
  /** A hot table did not answer. */
  failed(table: HotTable, error: unknown): void;
}

/** Totals that are remembered: versions do not change. */
const COUNTS_KEPT = 5000;

/**
 * The engine, with hot tables in front: what one of them can answer exactly as the engine would, it answers; everything
 * else, and whatever fails there, goes to the engine.
 */
export function withHotTables(engine: Engine, source: HotSource): Engine {
  const counts = new Recent<RowCount>(COUNTS_KEPT);
  return {
    ...engine,
    async rows(...asked) {
      const [table, query, page] = asked;
      noteAsk(source, table, query, page);
      const hot = await attempt(source, table, query, (question) =>
        hotPage(source, table, query, page, question),
      );
      return hot ?? engine.rows(...asked);
    },
    async count(...asked) {
      const [table, query] = asked;
      const key = countKey(table, query);
      const known = key === null ? undefined : counts.get(key);
      if (known) return known;
      const count =
        (key === null
          ? null
          : await attempt(source, table, query, (question) => hotCount(source, question))) ??
        (await engine.count(...asked));
      if (key !== null && !count.totalIsEstimate) counts.set(key, count);
      return count;
    },
  };
}

/** Null where counting takes no engine, or would be another's. */
const countKey = ({ version }: EngineTable, query: Query): string | null =>
  version !== undefined && query.where && !isGrouped(query)
    ? `${version} ${printExpression(query.where)}`
    : null;

/** The beginning of a table is read quickly anyhow. */
function noteAsk({ asked }: HotSource, { version }: EngineTable, query: Query, { after }: PageRequest): void {
  if (version === undefined || (!query.where && query.orderBy.length === 0 && !after)) return;
  const needs = needsOf(query);
  if (needs) asked(version, needs);
}

async function attempt<T>(
  { tableOf, failed }: HotSource,
  { version }: EngineTable,
  query: Query,
  ask: (question: HotQuestion) => Promise<T | null>,
): Promise<T | null> {
  const table = version === undefined ? undefined : tableOf(version);
  if (!table) return null;
  try {
    const question = hotQuestion(query, table);
    return question && (await ask(question));
  } catch (error) {
    // A cursor that is none: the engine says so.
    if (!(error instanceof Problem)) failed(table, error);
    return null;
  }
}

/** Null when the engine has to look at it: a limit or a cursor that may be wrong. */
async function hotPage(
  { reader }: HotSource,
  table: EngineTable,
  query: Query,
  { limit, after }: PageRequest,
  { page, order }: HotQuestion,
): Promise<RowsPage | null> {
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_LIMIT) return null;
  const place = after ? readCursor(table, query, after, keyCount(query)) : null;
  const statements = page(limit + 1, place);
  if (!statements) return null;
  const rows: HotRow[] = [];
  for (const { sql, values } of statements) {
    if (rows.length > limit) break;
    for (const [number = '', cells = ''] of await reader.all(sql, values)) rows.push([number, cells]);
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writeCursor(table, query, placeOf(table, order, last)) : null;
  return { json: `[${shown.map(rowObjects(table, query)).join(',')}]`, count: shown.length, next };
}

async function hotCount({ reader }: HotSource, { count }: HotQuestion): Promise<RowCount> {
  const [[total] = []] = await reader.all(count.sql, count.values);
  return { total: Number(total), totalIsEstimate: false };
}
