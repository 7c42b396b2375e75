import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { Problem } from '../../rules/problems/problems.ts';
import { isFatal, toEngineProblem } from './engine-errors.ts';
import { defineGeoMacros } from './geo-macros.ts';
import { noParameters, quoteText, type Parameters } from './sql-text.ts';
import { createStatements } from './statements.ts';
import type { EngineSettings } from './engine.types.ts';

/** Rows or columns of values, each as text or null. */
export type Texts = (string | null)[][];

/** Columns of values, some rows of them. */
export interface ValueChunk {
  types: readonly DuckDBType[];
  columns: readonly (readonly DuckDBValue[])[];
  rows: number;
}

/** What ends a statement before its time. */
export interface Bounds {
  timeoutMs?: number;
  /** Its reason is thrown where it is a problem. */
  stop?: AbortSignal | undefined;
}

/** One connection, used by one query at a time. */
export interface Connection {
  /** Runs a statement and reads every row as texts; throws problems as {@link toEngineProblem} makes them. */
  all(sql: string, parameters?: Parameters, bounds?: Bounds): Promise<Texts>;
  /** Runs a statement and hands over its columns of texts, some rows at a time, while it is computed. */
  chunks(sql: string, parameters: Parameters, bounds: Bounds): AsyncGenerator<Texts>;
  /** As `chunks`, with values and types as the engine has them; the first comes even when there is no row. */
  valueChunks(sql: string, parameters: Parameters, bounds: Bounds): AsyncGenerator<ValueChunk>;
  /** Runs a statement for its effect. */
  run(sql: string, parameters: Parameters, bounds: Bounds): Promise<void>;
  /** Resolves when no chunks are on their way any more. */
  settled(): Promise<null>;
  /** After an error inside DuckDB, its database answers nothing any more. */
  broken(): boolean;
  close(): void;
}

/** An engine in memory, able to read the allowed directories and nothing else. */
export async function openDatabase(settings: EngineSettings): Promise<DuckDBInstance> {
  const { memoryLimit, threads, temporaryDirectory, allowedDirectories } = settings;
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: temporaryDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const directories = [...allowedDirectories, temporaryDirectory].map(quoteText).join(', ');
  await connection.run(`SET allowed_directories = [${directories}]`);
  await connection.run("SET TimeZone = 'Asia/Shanghai'");
  await defineGeoMacros(connection);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return instance;
}

export async function connect(instance: DuckDBInstance): Promise<Connection> {
  const duck = await instance.connect();
  const statements = createStatements(duck);
  let broken = false;
  const problemOf = (error: unknown, watch: Watch): Error => {
    broken ||= isFatal(error);
    return toEngineProblem(error, watch.reason());
  };

  const guarded = async <T>(bounds: Bounds, work: () => Promise<T>): Promise<T> => {
    const watch = watchOver(duck, bounds);
    try {
      return await work();
    } catch (error) {
      throw problemOf(error, watch);
    } finally {
      watch.end();
    }
  };

  const { valueChunks, settled } = valuesFrom(duck, problemOf);

  return {
    all: (sql, { values, types } = noParameters(), bounds = { timeoutMs: 5000 }) =>
      guarded(bounds, async () => {
        const statement = await statements.of(sql);
        statement.bind(values, types);
        return rowsOf(await statement.run());
      }),
    async *chunks(sql, parameters, bounds) {
      for await (const { columns } of valueChunks(sql, parameters, bounds)) yield columns as Texts;
    },
    valueChunks,
    run: (sql, { values, types }, bounds) =>
      guarded(bounds, async () => {
        await duck.run(sql, values, types);
      }),
    settled,
    broken: () => broken,
    close() {
      statements.close();
      duck.closeSync();
    },
  };
}

function valuesFrom(
  duck: DuckDBConnection,
  problemOf: (error: unknown, watch: Watch) => Error,
): Pick<Connection, 'valueChunks' | 'settled'> {
  let last = Promise.resolve(null);
  return {
    settled: () => last,
    async *valueChunks(sql, { values, types: bound }, bounds) {
      const watch = watchOver(duck, bounds);
      const ended = Promise.withResolvers<null>();
      last = ended.promise;
      try {
        const result = await duck.stream(sql, values, bound);
        const types = result.columnTypes();
        let chunk = await result.fetchChunk();
        yield { types, columns: chunk?.getColumns() ?? types.map(() => []), rows: chunk?.rowCount ?? 0 };
        while (chunk?.rowCount) {
          chunk = await result.fetchChunk();
          if (chunk?.rowCount) yield { types, columns: chunk.getColumns(), rows: chunk.rowCount };
        }
        // What is interrupted between two chunks may end as if there were no more.
        if (watch.reason() !== undefined) throw new Error('INTERRUPT Error: between two chunks');
      } catch (error) {
        throw problemOf(error, watch);
      } finally {
        watch.end();
        ended.resolve(null);
      }
    },
  };
}

/**
 * The result is all there: taken in the same thread, it costs none of the two further waits for another one that
 * `getRows` has, nor its look at each cell's type.
 */
function rowsOf(result: DuckDBMaterializedResult): Texts {
  const rows: Texts = [];
  for (let index = 0; index < result.chunkCount; index += 1) {
    // Every column is VARCHAR by construction.
    const columns = result.getChunk(index).getColumns() as Texts;
    for (let row = 0; row < (columns[0]?.length ?? 0); row += 1)
      rows.push(columns.map((column) => column[row] ?? null));
  }
  return rows;
}

interface Watch {
  /** Why it was interrupted; undefined when it was not. */
  reason: () => unknown;
  end: () => void;
}

/** Interrupts again and again: an interrupt that comes before the query has begun is lost. */
function watchOver(duck: DuckDBConnection, { timeoutMs, stop }: Bounds): Watch {
  let again: NodeJS.Timeout | undefined;
  let reason: unknown;
  const interrupt = (why: unknown): void => {
    if (again) return;
    reason = why;
    duck.interrupt();
    again = setInterval(() => duck.interrupt(), 50);
  };
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => interrupt(new Problem('query-timeout')), timeoutMs);
  const halt = (): void => interrupt(stop?.reason);
  if (stop?.aborted) halt();
  stop?.addEventListener('abort', halt, { once: true });
  return {
    reason: () => reason,
    end() {
      clearTimeout(timer);
      clearInterval(again);
      stop?.removeEventListener('abort', halt);
    },
  };
}
