import type { DuckDBConnection } from '@duckdb/node-api';

export interface EngineLimits {
  /** Bytes that the engine may hold before it spills into `folder`. */
  memoryBytes: number;
  threads: number;
}

const INGEST_ENGINE: EngineLimits = { memoryBytes: 1024 * 1024 * 1024, threads: 2 };

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function lock(connection: DuckDBConnection, folders: readonly string[], spill: string): Promise<void> {
  await connection.run(`SET temp_directory = ${sqlText(spill)}`);
  await connection.run(`SET allowed_directories = [${folders.map(sqlText).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

/**
 * Runs one piece of work on an engine of its own, which sees only `folders` and spills into `spill`, within limits.
 * Everything it held is given back afterwards.
 */
export async function withEngine<T>(
  given: { folders: readonly string[]; spill: string; limits?: EngineLimits },
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { memoryBytes, threads } = given.limits ?? INGEST_ENGINE;
  // Loaded when first needed: what reads text alone starts sooner without it.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.round(memoryBytes / 1024)}KiB`,
    threads: String(threads),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    try {
      await lock(connection, given.folders, given.spill);
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
