import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './tables.ts';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** Either: for reads that may run inside a transaction or outside it. */
export type Reader = Db | Trx;

// Counts and byte sizes stay far below 2^53; rows of datasets never pass through here.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

export interface DatabaseConnection {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool of at most `max` connections; nothing is contacted until the first query. */
export function connect(config: pg.PoolConfig, max = 10): DatabaseConnection {
  const pool = new pg.Pool({ max, types, application_name: 'kaishu', ...config });
  // A dropped idle connection is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
