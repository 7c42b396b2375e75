import path from 'node:path';
import { Client } from 'pg';
import { Problem } from '../../../rules/problems/problems.ts';
import { tryLock, type ExclusiveLock } from '../exclusive-lock.ts';
import { makeFolder } from '../folders.ts';
import { openSocketFolder } from '../socket-folder.ts';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { makeCluster, SUPERUSER, type Cluster, type Log } from './cluster.ts';
import { claimDirectory, layPlaces } from './places.ts';
import { supervise } from './supervisor.ts';

export interface PostgresOptions {
  /** PostgreSQL's own folder: data, logs, socket. Made when missing. */
  directory: string;
  log: Log;
  /** False for tests: nothing is forced to the disk. */
  durable?: boolean;
  /** Told when the server went away and could not be started again. */
  onGone?: (problem: unknown) => void;
}

/** For `pg`. Trust, over a socket in a folder that only its owner and root may enter. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  database: string;
  ssl: false;
}

export interface RunningPostgres {
  readonly connection: Connection;
  /** Changes when the server had to be started again. */
  readonly pid: number;
  /** Ends all sessions and the server, fast and clean. */
  stop(): Promise<void>;
}

/**
 * Starts the carried PostgreSQL on a folder, making the cluster at first; ends a leftover of an earlier life before, and
 * starts the server again when it dies. The caller stops it before ending itself. Throws `store-in-use`,
 * `store-wrong-owner`, `postgres-not-installed`, `postgres-needs-account`, `postgres-failed`.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log, durable = true, onGone = () => undefined } = options;
  const directory = path.resolve(options.directory);
  const binaries = await findBinaries();
  await makeFolder(directory);
  const runAs = await chooseAccount([directory, binaries.postgres]);
  await claimDirectory(directory, runAs);
  const lock = tryLock(path.join(directory, 'lock'));
  if (!lock) throw new Problem('store-in-use', { detail: directory });
  try {
    const places = await layPlaces(directory, runAs);
    return await bringUp({ directory, places, binaries, runAs, durable, log }, lock, onGone);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function bringUp(
  cluster: Cluster,
  lock: ExclusiveLock,
  onGone: (problem: unknown) => void,
): Promise<RunningPostgres> {
  await makeCluster(cluster);
  const server = await supervise(cluster, onGone);
  const socket = openSocketFolder(cluster.places.socket);
  const end = async (): Promise<void> => {
    await server.stop();
    socket.close();
    lock.release();
  };
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => (ending ??= end());
  try {
    await makeDatabase(socket.path);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    connection: connectionTo(socket.path, SUPERUSER),
    stop,
    get pid() {
      return server.pid();
    },
  };
}

async function makeDatabase(socket: string): Promise<void> {
  const client = new Client(connectionTo(socket, 'postgres'));
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [SUPERUSER]);
    if (found.rowCount === 0) await client.query(`create database ${SUPERUSER}`);
  } finally {
    await client.end();
  }
}

const connectionTo = (host: string, database: string): Connection => ({
  host,
  port: 5432,
  user: SUPERUSER,
  database,
  ssl: false,
});
