import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { isFatal, toEngineProblem, type Interruption } from './engine-errors.ts';
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

/** One connection, used by one query at a time. */
export interface Connection {
  /** Runs a statement and reads every row as texts; throws problems as {@link toEngineProblem} makes them. */
  all(sql: string, parameters?: Parameters, timeoutMs?: number): Promise<Texts>;
  /** Runs a statement and hands over its columns of texts, some rows at a time, while it is computed. */
  chunks(sql: string, parameters: Parameters, timeoutMs: number, leaving: AbortSignal): AsyncGenerator<Texts>;
  /** As `chunks`, with values and types as the engine has them; the first comes even when there is no row. */
  valueChunks(
    sql: string,
    parameters: Parameters,
    timeoutMs: number,
    leaving: AbortSignal,
  ): AsyncGenerator<ValueChunk>;
  /** Runs a statement for its effect; `leaving` stops it because nobody wants it any more. */
  run(sql: string, parameters: Parameters, timeoutMs: number, leaving: AbortSignal): Promise<void>;
  /** After an error inside DuckDB, its database answers nothing any more. */
  broken(): boolean;
  /** Stops what runs. */
  stop(): void;
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
    return toEngineProblem(error, watch.interruption());
  };

  const guarded = async <T>(timeoutMs: number, work: () => Promise<T>, leaving?: AbortSignal): Promise<T> => {
    const watch = interruptAfter(timeoutMs, duck, leaving);
    try {
      return await work();
    } catch (error) {
      throw problemOf(error, watch);
    } finally {
      watch.end();
    }
  };

  const valueChunks = valuesFrom(duck, problemOf);

  return {
    all: (sql, { values, types } = noParameters(), timeoutMs = 5000) =>
      guarded(timeoutMs, async () => {
        const statement = await statements.of(sql);
        statement.bind(values, types);
        return rowsOf(await statement.run());
      }),
    async *chunks(sql, parameters, timeoutMs, leaving) {
      for await (const { columns } of valueChunks(sql, parameters, timeoutMs, leaving))
        yield columns as Texts;
    },
    valueChunks,
    run: (sql, { values, types }, timeoutMs, leaving) =>
      guarded(
        timeoutMs,
        async () => {
          await duck.run(sql, values, types);
        },
        leaving,
      ),
    broken: () => broken,
    stop: () => duck.interrupt(),
    close() {
      statements.close();
      duck.closeSync();
    },
  };
}

function valuesFrom(
  duck: DuckDBConnection,
  problemOf: (error: unknown, watch: Watch) => Error,
): Connection['valueChunks'] {
  return async function* (sql, { values, types: bound }, timeoutMs, leaving) {
    const watch = interruptAfter(timeoutMs, duck, leaving);
    try {
      const result = await duck.stream(sql, values, bound);
      const types = result.columnTypes();
      let chunk = await result.fetchChunk();
      yield { types, columns: chunk?.getColumns() ?? types.map(() => []), rows: chunk?.rowCount ?? 0 };
      while (chunk?.rowCount) {
        chunk = await result.fetchChunk();
        if (chunk?.rowCount) yield { types, columns: chunk.getColumns(), rows: chunk.rowCount };
      }
    } catch (error) {
      throw problemOf(error, watch);
    } finally {
      watch.end();
    }
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
  interruption: () => Interruption;
  end: () => void;
}

/** Interrupts again and again: an interrupt that comes before the query has begun is lost. */
function interruptAfter(timeoutMs: number, duck: DuckDBConnection, leaving: AbortSignal | undefined): Watch {
  let again: NodeJS.Timeout | undefined;
  let interruption: Interruption = null;
  const interrupt = (why: Interruption): void => {
    if (interruption) return;
    interruption = why;
    duck.interrupt();
    again = setInterval(() => duck.interrupt(), 50);
  };
  const timer = setTimeout(interrupt, timeoutMs, 'timeout');
  const leave = (): void => interrupt('left');
  if (leaving?.aborted) leave();
  leaving?.addEventListener('abort', leave, { once: true });
  return {
    interruption: () => interruption,
    end() {
      clearTimeout(timer);
      clearInterval(again);
      leaving?.removeEventListener('abort', leave);
    },
  };
}
