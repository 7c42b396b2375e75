import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryField, ValueType } from '../../../rules/expressions/query-tree.ts';
import { createEngine, type Engine, type EngineSettings, type EngineTable } from '../index.ts';

const SQL_TYPES: Record<ValueType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DECIMAL(18,3)',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  time: 'TIME',
  geometry: 'VARCHAR',
};

export type Cell = string | null;

/** A folder with an engine over it; `table` writes rows of texts, each as the engine would read it, to Parquet. */
export interface Workbench {
  directory: string;
  engine: Engine;
  table(
    columns: readonly QueryField[],
    rows: readonly (readonly Cell[])[],
    types?: Record<string, string>,
  ): Promise<EngineTable>;
  /** A table of what a query of DuckDB answers. */
  tableOf(columns: readonly QueryField[], sql: string, rows: number): Promise<EngineTable>;
  /** Rows of a file that was exported, every value as text, as another DuckDB reads them. */
  read(from: string): Promise<Cell[][]>;
  close(): Promise<void>;
}

export async function aWorkbench(settings: Partial<EngineSettings> = {}): Promise<Workbench> {
  const directory = await mkdtemp(join(tmpdir(), 'kaishu-engine-'));
  const engine = await createEngine({
    memoryLimit: '512MB',
    threads: 2,
    temporaryDirectory: join(directory, 'tmp'),
    allowedDirectories: [join(directory, 'data')],
    ...settings,
  });
  const scribe = await (await DuckDBInstance.create(':memory:')).connect();
  await scribe.run(`COPY (SELECT 1) TO '${join(directory, 'data')}' (FORMAT parquet, PER_THREAD_OUTPUT)`);
  let made = 0;
  return {
    directory,
    engine,
    async table(columns, rows, types = {}) {
      made += 1;
      const path = join(directory, 'data', `table-${made}.parquet`);
      const names = columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
      await scribe.run(
        `CREATE OR REPLACE TABLE plain (${columns.map((_, index) => `c${index} VARCHAR`).join(', ')})`,
      );
      const appender = await scribe.createAppender('plain');
      for (const row of rows) {
        for (const cell of row)
          if (cell === null) appender.appendNull();
          else appender.appendVarchar(cell);
        appender.endRow();
      }
      appender.closeSync();
      const typed = columns.map(
        ({ name, type }, index) =>
          `CAST(c${index} AS ${types[name] ?? SQL_TYPES[type]}) AS ${names[index] ?? ''}`,
      );
      await scribe.run(
        `COPY (SELECT ${typed.join(', ')} FROM plain) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
      );
      return { path, columns, rows: rows.length };
    },
    async tableOf(columns, sql, rows) {
      made += 1;
      const path = join(directory, 'data', `table-${made}.parquet`);
      await scribe.run(`COPY (${sql}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 32768)`);
      return { path, columns, rows };
    },
    async read(from) {
      const result = await scribe.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM ${from}`);
      return result.getRowsJson() as Cell[][];
    },
    async close() {
      await engine.close();
      scribe.closeSync();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The bytes of an export, whole. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export const aField = (name: string, type: ValueType, label = name): QueryField => ({ name, label, type });
