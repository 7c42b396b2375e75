import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Query } from '../../rules/expressions/query-tree.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { copyStream, type CopyPlace } from './copy-stream.ts';
import { countRows, knownCount } from './count.ts';
import { openDatabase } from './database.ts';
import { ENCODERS, isEncoded } from './encoders.ts';
import type { Engine, EngineSettings, EngineTable, ExportOrder } from './engine.types.ts';
import { planText } from './export-text.ts';
import { createGate, type Asker, type Gate } from './gate.ts';
import { paced, startWork } from './paced.ts';
import { createMaps, type Lend } from './places/maps.ts';
import { createPool, type Loan, type Pool } from './pool.ts';
import { digestRows } from './row-digests.ts';
import { PAGE_LIMIT, readPage } from './rows.ts';
import { breachesIn, changesBetween, overlapOf } from './asked-texts.ts';

const DEFAULTS = {
  timeoutMs: 5000,
  maxConcurrent: 4,
  maxExports: 2,
  exportTimeoutMs: 600_000,
};
/** What each row of a table adds to the time for an export: a hundred million rows have three hours. */
const EXPORT_MS_PER_ROW = 0.1;
/** Works of one asker that wait for each place of a gate. */
const WAITING_OF_ONE = 16;
/** Nobody takes all places. */
const shareOf = (places: number) => ({
  places: Math.max(1, places - 1),
  waiting: places * WAITING_OF_ONE,
});
/** How long an export waits for its turn. */
const EXPORT_WAIT_MS = 60_000;

/**
 * Opens a query engine in memory. Each running query and export holds one thread of libuv's pool (4 unless
 * `UV_THREADPOOL_SIZE` says otherwise), so that size should exceed `maxConcurrent + maxExports`.
 */
export async function createEngine(given: EngineSettings): Promise<Engine> {
  const settings = { ...DEFAULTS, ...given };
  await emptyDirectory(settings.temporaryDirectory);
  const pool = await createPool(() => openDatabase(settings));
  const queries = createGate(settings.maxConcurrent, settings.timeoutMs, shareOf(settings.maxConcurrent));
  const exports = createGate(settings.maxExports, EXPORT_WAIT_MS, shareOf(settings.maxExports));
  const closing = new AbortController();
  const maps = createMaps();
  const { timeoutMs, exportTimeoutMs, temporaryDirectory: directory } = settings;
  const exportMsOf = ({ rows }: EngineTable) => exportTimeoutMs + rows * EXPORT_MS_PER_ROW;
  const boundsOf = (asker?: Asker) => ({ timeoutMs, stop: asker?.stop ?? closing.signal });
  const lendTo =
    (table: EngineTable, asker?: Asker): Lend =>
    (work) =>
      lending(pool, queries, table, asker, work);
  return {
    rows: (table, query, page, asker) =>
      lending(pool, queries, table, asker, ({ connection, info }) =>
        readPage(connection, info, table, query, page, boundsOf(asker)),
      ),
    count: async (table, query, asker) =>
      knownCount(table, query) ??
      lending(pool, queries, table, asker, ({ connection, info }) =>
        countRows(connection, info, table, query, boundsOf(asker)),
      ),
    async export(table, query, format, options = {}, asker) {
      if (format === 'parquet' && isWhole(table, query)) return begun(storedFile(table));
      const [gate, time] = isPage(query) ? [queries, timeoutMs] : [exports, exportMsOf(table)];
      const loan = await pool.borrow(gate, table, asker);
      const work = startWork(time, asker ? [closing.signal, asker.stop] : [closing.signal]);
      const bytes = exported(loan, { table, query, format, options }, { directory, stop: work.signal });
      return begun(paced(bytes, work, loan));
    },
    changes: (before, now, wanted, asker) =>
      lending(pool, queries, now, asker, (loan) =>
        changesBetween(loan, boundsOf(asker), before, now, wanted),
      ),
    breaches: (table, rules, asker) =>
      lending(pool, queries, table, asker, (loan) => breachesIn(loan, boundsOf(asker), table, rules)),
    overlap: (own, other, asker) =>
      lending(pool, queries, own.table, asker, (loan) => overlapOf(loan, boundsOf(asker), own.field, other)),
    digests: (table, fields, take, asker) =>
      lending(pool, queries, table, asker, (loan) =>
        digestRows(loan, table, fields, take, { ...boundsOf(asker), timeoutMs: exportMsOf(table) }),
      ),
    layer: (table, query, source, asker) =>
      maps.layer(table, query, source, lendTo(table, asker), boundsOf(asker)),
    tile: (table, query, at, asker) => maps.tile(table, query, at, lendTo(table, asker), boundsOf(asker)),
    check: () => pool.check(),
    usage: () => ({ queries: queries.usage(), exports: exports.usage() }),
    async close() {
      closing.abort(new Problem('unavailable', { retryAfter: 1 }));
      await pool.close();
    },
  };
}

async function lending<T>(
  pool: Pool,
  gate: Gate,
  table: EngineTable,
  asker: Asker | undefined,
  work: (loan: Loan) => Promise<T>,
): Promise<T> {
  const loan = await pool.borrow(gate, table, asker);
  try {
    return await work(loan);
  } finally {
    loan.giveBack();
  }
}

async function* exported(loan: Loan, order: ExportOrder, place: CopyPlace): AsyncIterable<Uint8Array> {
  const { format } = order;
  if (isEncoded(format)) yield* ENCODERS[format]({ loan, order, ...place });
  else {
    const { statement, options, dress } = planText(loan.info, { ...order, format });
    yield* dress(copyStream(loan, statement, options, place));
  }
}

/** A page in another format than JSON has the limits of a page, and does not wait for exports. */
const isPage = ({ limit }: Query): boolean => limit !== null && limit <= PAGE_LIMIT;

/** Whether the query asks for the stored file as it is. */
function isWhole({ columns }: EngineTable, query: Query): boolean {
  const { select, where, groupBy, having, orderBy, limit, offset } = query;
  const plain = !where && !having && groupBy.length + orderBy.length + offset === 0 && limit === null;
  const own = ({ name, expression }: Query['select'][number], index: number): boolean =>
    expression.kind === 'name' && expression.name === name && columns[index]?.name === name;
  return plain && select.length === columns.length && select.every(own);
}

async function* storedFile({ path, hold }: EngineTable): AsyncIterable<Uint8Array> {
  const held = await hold?.();
  try {
    yield* createReadStream(path);
  } finally {
    held?.[Symbol.dispose]();
  }
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

/** Pipes and unfinished files of a process that is gone are nobody's. */
async function emptyDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const left = (await readdir(directory)).filter((name) => /^(?:export-|duckdb_temp)/.test(name));
  await Promise.all(left.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
