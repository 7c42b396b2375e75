import type { Download } from '../../../rules/api/operation.ts';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import type { Call } from '../../context.ts';
import { exactCount, type EngineTable } from '../../engine/index.ts';
import { workOf } from './made-export.ts';
import type { Served } from './served-version.ts';

/** What is served under a grant is for its holder alone, and comes for as long as the grant holds. */
export function givenOut({ grant }: Pick<Served, 'grant'>, download: Download): Download {
  if (!grant) return download;
  const { body } = download;
  const isStream = typeof body === 'object' && !(body instanceof Uint8Array);
  const headers = { ...download.headers, 'cache-control': PRIVATE };
  return { ...download, headers, ...(isStream && { body: grant.whileItHolds(body) }) };
}

/** Cursors tell where rows stand among all; a grant has its own. */
export const cursorFor = ({ grant }: Pick<Served, 'grant'>, next: string | null): string | null =>
  grant && next !== null ? grant.sealCursor(next) : next;

export const cursorFrom = ({ grant }: Pick<Served, 'grant'>, cursor: string | undefined): string | null =>
  cursor === undefined ? null : grant ? grant.openCursor(cursor) : cursor;

const PRIVATE = 'private, no-cache';

/** Before a file is made: so many rows are taken of what a grant gives. Throws `grant-rows-used-up`. */
export async function takeRowsOf(
  call: Call,
  { grant, dataset }: Served,
  table: EngineTable,
  query: Query,
): Promise<void> {
  if (!grant) return;
  const { engine, running } = call.services;
  const { total } = await running.during(workOf(call, 'rows', dataset.id, 'count'), (asker) =>
    exactCount(engine, table, query, asker),
  );
  await grant.takeRows(Math.min(query.limit ?? total, Math.max(0, total - query.offset)));
}
