import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { QueryField } from '../../../../rules/expressions/query-tree.ts';
import {
  cool,
  fillHotTable,
  hotTables,
  openHotReader,
  type HotReader,
  type HotTable,
} from '../../../store/hot/index.ts';
import { testDatabase } from '../../../testing/database.ts';
import type { EngineTable } from '../../engine.types.ts';
import { aWorkbench, type Cell, type Workbench } from '../../testing/tables.ts';
import { openHotLines } from '../hot-lines.ts';

/** An engine, PostgreSQL, and tables that lie in both. */
export interface HotBench extends Workbench {
  reader: HotReader;
  /** A table of a version of an open dataset. */
  version(
    columns: readonly QueryField[],
    rows: readonly (readonly Cell[])[],
    types?: Record<string, string>,
  ): Promise<EngineTable>;
  /** Makes its hot table, of all fields that one can have. */
  heat(table: EngineTable): Promise<HotTable>;
  cool(table: EngineTable): Promise<void>;
}

const ALL = new Set(['where', 'asc', 'desc'] as const);
const AT = new Date('2026-11-22T08:00:00Z');

export async function aHotBench(): Promise<HotBench> {
  const bench = await aWorkbench();
  const database = await testDatabase();
  const reader = openHotReader({ connectionString: database.url });
  return {
    ...bench,
    reader,
    async version(columns, rows, types) {
      const table = await bench.table(columns, rows, types);
      const version = randomUUID();
      // Nothing but the place of the version matters here; the version is an id of ours.
      await database.pool.query(`begin; set local session_replication_role = replica;
        insert into dataset (id, code, body_id, state, current_version_id, created_at, changed_at)
          values (gen_random_uuid(), '${version}', gen_random_uuid(), 'open', '${version}', now(), now());
        insert into hot.version (version_id, use, use_at, fields) values ('${version}', 1, now(), '{}');
        commit`);
      return { ...table, version };
    },
    async heat(table) {
      const directories = {
        temporaryDirectory: join(bench.directory, 'hot'),
        allowedDirectories: [join(bench.directory, 'data')],
      };
      const wanted = table.columns.map((field) => ({
        ...{ field, uses: ALL },
        behind: [{ field: 'n', order: 'desc' as const }],
      }));
      const opened = await openHotLines(directories, table, wanted);
      const versionId = table.version ?? '';
      const plan = { versionId, shape: opened.shape, lines: opened.lines(new AbortController().signal) };
      const done = await fillHotTable(database.pool, plan, { bytes: 1024 ** 3, victims: [] }, AT);
      opened.close();
      const hot = (await hotTables(database.db)).find((each) => each.versionId === versionId);
      if (!done || !hot) throw new Error('it did not become hot');
      return hot;
    },
    cool: ({ version = '' }) => database.db.transaction().execute((trx) => cool(trx, version)),
    async close() {
      await reader.close();
      await database.drop();
      await bench.close();
    },
  };
}
