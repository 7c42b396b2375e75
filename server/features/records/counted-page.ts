import type { Query } from '../../../rules/expressions/query-tree.ts';
import type { Asker, Engine, EngineTable } from '../../engine/index.ts';

type Page = Parameters<Engine['rows']>[2];
type Rows = Awaited<ReturnType<Engine['rows']>>;
type Count = Awaited<ReturnType<Engine['count']>>;

/** A page, and how many rows its query has; a page that holds them all needs no counting. Throws as the engine does. */
export async function countedPage(
  engine: Engine,
  table: EngineTable,
  query: Query,
  page: Page,
  asker: Asker,
): Promise<{ rows: Rows; count: Count }> {
  const rows = await engine.rows(table, query, page, asker);
  const isAll = rows.next === null && !page.after && query.offset === 0;
  const count = isAll
    ? { total: rows.count, totalIsEstimate: false }
    : await engine.count(table, query, asker);
  return { rows, count };
}
