import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import mysql from 'mysql2';
import type { AddressOf } from '../../../rules/sources/source.schema.ts';
import { keepBytes, type Fetched, type Fetching } from './fetching.ts';
import { notReached } from './http-request.ts';
import { resolveHost } from './networks.ts';
import { codeOf, PullFailure } from './pull-failure.ts';
import { isTableName, tableParts } from './table-name.ts';

const CONNECT_MS = 15_000;
const REFUSED_LOGIN = ['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR'];

/** A table or a select as CSV with every value as MySQL or MariaDB writes it, from one read-only transaction. */
export async function fetchMysql(address: AddressOf<'mysql'>, fetching: Fetching): Promise<Fetched> {
  const connection = await connected(address, fetching);
  const onAbort = (): void => connection.destroy();
  fetching.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await run(connection, "set time_zone = '+08:00'");
    await run(connection, 'start transaction with consistent snapshot, read only');
    await keepRows(connection, selectOf(address.query), fetching);
  } catch (error) {
    throw fetching.signal.aborted ? error : refusedQuery(error);
  } finally {
    fetching.signal.removeEventListener('abort', onAbort);
    connection.destroy();
  }
  const { database, query } = address;
  return { fileName: `${isTableName(query) ? tableParts(query).join('.') : database}.csv`, validators: null };
}

/** One select alone: several statements in one text are off, and a read-only transaction refuses the rest. */
function selectOf(query: string): string {
  if (!isTableName(query)) {
    if (!/^\s*(select|with|table|values)\b/i.test(query)) {
      throw new PullFailure('query-refused', { code: '42000', message: query.slice(0, 40) });
    }
    return query;
  }
  return `select * from ${tableParts(query)
    .map((part) => `\`${part.replaceAll('`', '``')}\``)
    .join('.')}`;
}

async function connected(
  { host, port, database, user }: AddressOf<'mysql'>,
  { admits, secret }: Fetching,
): Promise<mysql.Connection> {
  const { address } = await resolveHost(host, admits);
  const connection = mysql.createConnection({
    host: address,
    port,
    database,
    user,
    password: secret ?? '',
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4',
    rowsAsArray: true,
    multipleStatements: false,
    // The other side may not ask for files of this machine.
    flags: ['-LOCAL_FILES'],
    typeCast: (field) => (field.type === 'GEOMETRY' ? field.buffer()?.toString('hex') : field.string('utf8')),
  });
  await new Promise<void>((resolve, reject) => {
    connection.on('error', () => undefined);
    connection.connect((error) => (error ? reject(error) : resolve()));
  }).catch((error: unknown) => {
    connection.destroy();
    if (REFUSED_LOGIN.includes(codeOf(error))) throw new PullFailure('login-refused', { user, database });
    throw notReached(host, error);
  });
  return connection;
}

const run = (connection: mysql.Connection, statement: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.query(statement, (error) => (error ? reject(error) : resolve()));
  });

async function keepRows(connection: mysql.Connection, select: string, fetching: Fetching): Promise<void> {
  const query = connection.query(select);
  const lines = csvLines();
  query.on('fields', (fields: mysql.FieldPacket[] | undefined) => {
    if (fields) lines.push(line(fields.map(({ name }) => name)));
  });
  await Promise.all([pipeline(query.stream({ highWaterMark: 100 }), lines), keepBytes(lines, fetching)]);
}

function csvLines(): Transform {
  return new Transform({
    writableObjectMode: true,
    transform(row: readonly (string | null)[], _encoding, done) {
      done(null, line(row));
    },
  });
}

/** NULL is nothing, an empty text is `""`, as PostgreSQL writes them. */
const line = (row: readonly (string | null)[]): string =>
  `${row.map((value) => (value === null ? '' : cell(value))).join(',')}\n`;
const cell = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function refusedQuery(error: unknown): unknown {
  if (error instanceof PullFailure || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (!code.startsWith('ER_')) return error;
  return new PullFailure('query-refused', { code, message: error.message.slice(0, 300) });
}
