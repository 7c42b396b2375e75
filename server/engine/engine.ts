import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Query } from '../../rules/expressions/query-tree.ts';
import { copyStream } from './copy-stream.ts';
import { countRows } from './count.ts';
import { connect, openDatabase, type Connection } from './database.ts';
import type { Engine, EngineSettings, EngineTable, ExportOptions, RowFormat } from './engine.types.ts';
import { delimited, jsonArray, ndjson, parquet, type TextExport } from './export-text.ts';
import { createGate } from './gate.ts';
import { readPage } from './rows.ts';
import { describeTable, type TableInfo } from './table-info.ts';

const TABLES_KEPT = 500;
const DEFAULTS = {
  timeoutMs: 5000,
  maxConcurrent: 4,
  maxExports: 2,
  exportTimeoutMs: 600_000,
  idleTimeoutMs: 30_000,
  spillBytes: 1024 ** 3,
};
/** How long an export waits for its turn. */
const EXPORT_WAIT_MS = 60_000;
const MEMORY_BYTES = 4 * 1024 ** 2;

/**
 * Opens a query engine in memory. Each running query and export holds one thread of libuv's pool (4 unless
 * `UV_THREADPOOL_SIZE` says otherwise), so that size should exceed `maxConcurrent + maxExports`.
 */
export async function createEngine(given: EngineSettings): Promise<Engine> {
  const settings = { ...DEFAULTS, ...given };
  await emptyDirectory(settings.temporaryDirectory);
  const instance = await openDatabase(settings);
  const idle: Connection[] = [];
  const tables = new Map<string, Promise<TableInfo>>();
  const queries = createGate(settings.maxConcurrent, settings.timeoutMs);
  const exports = createGate(settings.maxExports, EXPORT_WAIT_MS);

  const take = async (): Promise<Connection> => idle.pop() ?? (await connect(instance));
  const infoOf = (connection: Connection, table: EngineTable): Promise<TableInfo> => {
    const known = tables.get(table.path);
    if (known) return known;
    const info = describeTable(connection, table);
    info.catch(() => tables.delete(table.path));
    tables.set(table.path, info);
    const [oldest] = tables.keys();
    if (tables.size > TABLES_KEPT && oldest !== undefined) tables.delete(oldest);
    return info;
  };
  const query = async <T>(
    table: EngineTable,
    work: (connection: Connection, info: TableInfo) => Promise<T>,
  ): Promise<T> => {
    const leave = await queries.enter();
    const connection = await take();
    try {
      return await work(connection, await infoOf(connection, table));
    } finally {
      idle.push(connection);
      leave();
    }
  };

  async function* copied(
    table: EngineTable,
    plan: (info: TableInfo) => TextExport,
  ): AsyncGenerator<Uint8Array> {
    const leave = await exports.enter();
    const connection = await take();
    const release = (): void => {
      idle.push(connection);
      leave();
    };
    let planned: TextExport;
    try {
      planned = plan(await infoOf(connection, table));
    } catch (error) {
      release();
      throw error;
    }
    const spill = {
      directory: settings.temporaryDirectory,
      memoryBytes: MEMORY_BYTES,
      diskBytes: settings.spillBytes,
      idleMs: settings.idleTimeoutMs,
      timeoutMs: settings.exportTimeoutMs,
    };
    yield* planned.dress(copyStream(connection, planned.statement, planned.options, spill, release));
  }

  return {
    rows: (table, tree, page) =>
      query(table, (connection, info) => readPage(connection, info, table, tree, page, settings.timeoutMs)),
    count: (table, tree) =>
      query(table, (connection, info) => countRows(connection, info, table, tree, settings.timeoutMs)),
    export: (table, tree, format, options = {}) =>
      format === 'parquet' && isWhole(table, tree)
        ? begun(createReadStream(table.path))
        : begun(copied(table, (info) => planExport(tree, info, format, options))),
    async close() {
      for (const connection of idle) connection.close();
      instance.closeSync();
    },
  };
}

function planExport(query: Query, info: TableInfo, format: RowFormat, options: ExportOptions): TextExport {
  switch (format) {
    case 'csv':
      return delimited(query, info, ',', options);
    case 'tsv':
      return delimited(query, info, '\t', options);
    case 'json':
      return jsonArray(query, info);
    case 'ndjson':
      return ndjson(query, info);
    case 'parquet':
      return parquet(query, info);
    case 'xlsx':
      throw new Error('not yet');
  }
}

/** Whether the query asks for the stored file as it is. */
function isWhole({ columns }: EngineTable, query: Query): boolean {
  const { select, where, groupBy, having, orderBy, limit, offset } = query;
  const plain = !where && !having && groupBy.length + orderBy.length + offset === 0 && limit === null;
  const own = ({ name, expression }: Query['select'][number], index: number): boolean =>
    expression.kind === 'name' && expression.name === name && columns[index]?.name === name;
  return plain && select.length === columns.length && select.every(own);
}

/** Waits for the first bytes, so that what fails before them fails before an answer has begun. */
async function begun(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

/** Pipes and spills of a process that is gone are nobody's. */
async function emptyDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const left = (await readdir(directory)).filter((name) => /^(?:export-|spill-|duckdb_temp)/.test(name));
  await Promise.all(left.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
