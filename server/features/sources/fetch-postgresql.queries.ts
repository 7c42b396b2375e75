import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { AddressOf } from '../../../rules/sources/source.schema.ts';
import { keepBytes, type Fetched, type Fetching } from './fetching.ts';
import { notReached } from './http-request.ts';
import { resolveHost } from './networks.ts';
import { codeOf, PullFailure } from './pull-failure.ts';
import { isTableName, tableParts } from './table-name.ts';

const CONNECT_MS = 15_000;

/** A table or a select as CSV with every value as PostgreSQL writes it, from one read-only transaction. */
export async function fetchPostgresql(
  address: AddressOf<'postgresql'>,
  fetching: Fetching,
): Promise<Fetched> {
  const client = await connected(address, fetching);
  const onAbort = (): void => void client.end().catch(() => undefined);
  fetching.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query("set local timezone to 'Asia/Shanghai'");
    await client.query(`set local statement_timeout to ${fetching.limits.milliseconds}`);
    const select = await checkedSelect(client, address.query);
    const copy = copyTo(`copy (\n${select}\n) to stdout with (format csv, header true, encoding 'UTF8')`);
    await keepBytes(client.query(copy), fetching);
  } catch (error) {
    throw fetching.signal.aborted ? error : refusedQuery(error);
  } finally {
    fetching.signal.removeEventListener('abort', onAbort);
    await client.end().catch(() => undefined);
  }
  return { fileName: `${fileNameOf(address)}.csv`, validators: null };
}

const fileNameOf = ({ database, query }: AddressOf<'postgresql'>): string =>
  isTableName(query) ? query.trim() : database;

async function connected(address: AddressOf<'postgresql'>, { admits, secret }: Fetching): Promise<pg.Client> {
  const { host, port, database, user } = address;
  const { address: resolved } = await resolveHost(host, admits);
  const client = new pg.Client({
    host: resolved,
    port,
    database,
    user,
    // A function, so that no password of this machine's environment is sent to another one.
    password: () => secret ?? '',
    ssl: false,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'kaishu',
  });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    // Class 28: no such user or wrong password; 3D: no such database.
    if (/^(28|3D)/.test(codeOf(error))) throw new PullFailure('login-refused', { user, database });
    throw notReached(host, error);
  });
  return client;
}

/**
 * The select, proved to be one: as a cursor the server takes exactly one statement that only reads, so that nothing
 * can close the bracket around it.
 */
async function checkedSelect(client: pg.Client, query: string): Promise<string> {
  const select = isTableName(query) ? `select * from ${quoted(query)}` : query.trim().replace(/;\s*$/, '');
  // Under a name: the protocol of prepared statements takes no second statement in one text.
  await client.query({ name: 'proof', text: `declare proof no scroll cursor for\n${select}\n` });
  await client.query('close proof');
  return select;
}

const quoted = (name: string): string =>
  tableParts(name)
    .map((part) => `"${part}"`)
    .join('.');

/** What the database says of the query is for its writer; five characters are an SQLSTATE. */
function refusedQuery(error: unknown): unknown {
  if (error instanceof PullFailure || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (!/^[0-9A-Z]{5}$/.test(code)) return error;
  if (code === '57014') return new PullFailure('timed-out');
  return new PullFailure('query-refused', { code, message: error.message.slice(0, 300) });
}
