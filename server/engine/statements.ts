import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';

/** Prepared statements that one connection keeps. */
const STATEMENTS_KEPT = 64;

/** The prepared statements of one connection, the least used forgotten first. */
export interface Statements {
  of(sql: string): Promise<DuckDBPreparedStatement>;
  close(): void;
}

export function createStatements(duck: DuckDBConnection): Statements {
  const kept = new Map<string, DuckDBPreparedStatement>();
  return {
    async of(sql) {
      const known = kept.get(sql);
      kept.delete(sql);
      const statement = known ?? (await duck.prepare(sql));
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) {
        kept.get(oldest)?.destroySync();
        kept.delete(oldest);
      }
      return statement;
    },
    close() {
      for (const statement of kept.values()) statement.destroySync();
      kept.clear();
    },
  };
}
