import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { connect } from '../store/database.ts';
import { tryLock } from '../store/exclusive-lock.ts';
import { migrate } from '../store/migrate.ts';
import { endLeftover } from '../store/postgres/leftover.ts';
import type { Log } from '../store/postgres/cluster.ts';
import { startPostgres } from '../store/postgres/postgres.ts';

/** What the tests of one run share: where databases are made, and the migrated one that each is a copy of. */
export interface SharedServer {
  /** Of a database in which others can be made. */
  url: string;
  template: string;
}

const PREFIX = 'kaishu-test-';
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One server for a run: DATABASE_URL's, or an embedded one in a temporary folder. */
export async function startSharedServer(): Promise<{ server: SharedServer; stop(): Promise<void> }> {
  const external = process.env['DATABASE_URL'];
  const { url, stop } = external ? { url: external, stop: () => Promise.resolve() } : await startEmbedded();
  const template = `kaishu_test_${randomBytes(6).toString('hex')}`;
  await administer(url, `create database ${template} template template0 encoding 'UTF8' ${locale(external)}`);
  const { db, close } = connect({ connectionString: urlOf(url, template) }, 1);
  await migrate(db);
  await close();
  const end = async (): Promise<void> => {
    if (external) await administer(url, `drop database ${template} with (force)`);
    await stop();
  };
  return { server: { url, template }, stop: end };
}

/** Runs one statement outside a transaction, in the database that `url` names. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

// PostgreSQL before 17 has no builtin provider; the order of code points is the same.
const locale = (external: string | undefined): string =>
  external ? `lc_collate 'C' lc_ctype 'C.UTF-8'` : '';

async function startEmbedded(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeAbandoned();
  const directory = await mkdtemp(path.join(os.tmpdir(), PREFIX));
  chmodSync(directory, 0o711);
  const postgres = await startPostgres({
    directory: path.join(directory, 'postgres'),
    log: SILENT,
    durable: false,
  });
  const { host, user } = postgres.connection;
  const stop = async (): Promise<void> => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { url: `postgresql://${user}@localhost/postgres?host=${encodeURIComponent(host)}`, stop };
}

/** A run that was killed leaves its server running. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const directory = path.join(os.tmpdir(), name);
    const file = path.join(directory, 'postgres/lock');
    if (!name.startsWith(PREFIX) || !(await isWritable(file))) continue;
    const lock = tryLock(file);
    if (!lock) continue;
    await endLeftover(path.join(directory, 'postgres/data'));
    lock.release();
    await rm(directory, { recursive: true, force: true });
  }
}

const isWritable = (file: string): Promise<boolean> =>
  access(file, 2).then(
    () => true,
    () => false,
  );
