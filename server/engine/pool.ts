import type { DuckDBInstance } from '@duckdb/node-api';
import { connect, type Connection } from './database.ts';
import type { EngineTable } from './engine.types.ts';
import type { Asker, Gate } from './gate.ts';
import { describeTable, type TableInfo } from './table-info.ts';

/** A connection for one work; give it back when the engine has nothing more to do for it, at most once counts. */
export interface Loan {
  connection: Connection;
  info: TableInfo;
  giveBack: () => void;
}

export interface Pool {
  /** Waits at the gate, then lends a connection that knows the table. */
  borrow(gate: Gate, table: EngineTable, asker?: Asker): Promise<Loan>;
  /** Resolves when the database answers. */
  check(): Promise<void>;
  /** Waits for what runs, closes everything. */
  close(): Promise<void>;
}

/** Files whose columns are remembered. */
const TABLES_KEPT = 500;

/** `open` makes a database; it is called again after an error inside DuckDB, which costs the database. */
export async function createPool(open: () => Promise<DuckDBInstance>): Promise<Pool> {
  let instance = await open();
  let idle: Connection[] = [];
  const lent = new Map<Connection, Promise<null>>();
  const infoOf = createTables();
  let renewing: Promise<DuckDBInstance> | null = null;

  /** Once for each database that broke, however many queries it takes with it. */
  const renew = async (lost: DuckDBInstance): Promise<void> => {
    if (lost !== instance) return;
    const closing = idle;
    idle = [];
    renewing = open();
    instance = await renewing;
    renewing = null;
    for (const connection of closing) connection.close();
  };

  const lend = async (leave: () => void): Promise<Omit<Loan, 'info'>> => {
    await renewing;
    const of = instance;
    const connection = idle.pop() ?? (await connect(of));
    const back = Promise.withResolvers<null>();
    lent.set(connection, back.promise);
    const settle = async (): Promise<void> => {
      await connection.settled();
      lent.delete(connection);
      if (connection.broken()) await renew(of);
      if (connection.broken() || of !== instance) connection.close();
      else idle.push(connection);
      leave();
      back.resolve(null);
    };
    return { connection, giveBack: once(() => void settle()) };
  };

  return {
    async borrow(gate, table, asker) {
      const leave = await enter(gate, table, asker);
      const { connection, giveBack } = await lend(leave).catch((error: unknown) => {
        leave();
        throw error;
      });
      try {
        return { connection, info: await infoOf(connection, table), giveBack };
      } catch (error) {
        giveBack();
        throw error;
      }
    },
    check: () => checkDatabase(instance),
    async close() {
      await Promise.all(lent.values());
      for (const connection of idle) connection.close();
      instance.closeSync();
    },
  };
}

/** Waits at the gate with the table's file in hand; both are left together. */
async function enter(gate: Gate, { hold }: EngineTable, asker?: Asker): Promise<() => void> {
  const file = await hold?.();
  const letGo = (): void => file?.[Symbol.dispose]();
  try {
    const leave = await gate.enter(asker);
    return () => {
      leave();
      letGo();
    };
  } catch (error) {
    letGo();
    throw error;
  }
}

async function checkDatabase(instance: DuckDBInstance): Promise<void> {
  const connection = await connect(instance);
  try {
    await connection.all('SELECT 1');
  } finally {
    connection.close();
  }
}

/** Describes tables, each once. */
function createTables(): (connection: Connection, table: EngineTable) => Promise<TableInfo> {
  const tables = new Map<string, Promise<TableInfo>>();
  return (connection, table) => {
    const known = tables.get(table.path);
    if (known) return known;
    const info = describeTable(connection, table);
    info.catch(() => tables.delete(table.path));
    tables.set(table.path, info);
    const [oldest] = tables.keys();
    if (tables.size > TABLES_KEPT && oldest !== undefined) tables.delete(oldest);
    return info;
  };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
