import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { AccessRecordView } from '../../../rules/access-records/access-records.operations.ts';
import type { DatabaseConnection, Reader } from '../../store/database.ts';
import { COLUMNS } from './access-record.ts';

type Pool = DatabaseConnection['pool'];

const copyInto = (table: string): string => `copy ${table} (${COLUMNS.join(', ')}) from stdin`;
const COPY = copyInto('access_record');
const STAGE = 'create temporary table staged (like access_record) on commit drop';
const COPY_STAGED = copyInto('staged');
const MERGE = 'insert into access_record select * from staged on conflict (id) do nothing';

/**
 * One commit for all, at less than half of what an insert costs either side. A record that is there already refuses
 * the whole batch: see {@link isDataRefusal}.
 */
export const copyLines = (pool: Pool, lines: Buffer): Promise<void> =>
  withClient(pool, (client) => copy(client, COPY, lines));

/** One commit for all lines (without their ends); a record that is there already is left alone. */
export const mergeLines = (pool: Pool, lines: readonly string[]): Promise<void> =>
  withClient(pool, async (client) => {
    await client.query('begin');
    try {
      await client.query(STAGE);
      await copy(client, COPY_STAGED, Buffer.from(lines.map((line) => `${line}\n`).join('')));
      await client.query(MERGE);
      await client.query('commit');
    } catch (error) {
      if (isDataRefusal(error)) await client.query('rollback');
      throw error;
    }
  });

async function copy(client: PoolClient, statement: string, lines: Buffer): Promise<void> {
  const stream = client.query(copyFrom(statement));
  const copied = finished(stream);
  stream.end(lines);
  await copied;
}

/** A connection on which anything but the data went wrong is not used again. */
async function withClient(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await work(client);
    client.release();
  } catch (error) {
    client.release(!isDataRefusal(error));
    throw error;
  }
}

/** True when the database refuses the data itself (SQLSTATE classes 22 and 23), so that trying again cannot help. */
export const isDataRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));

export interface AccessRecordFilter {
  dataset?: string;
  from?: string;
  to?: string;
}

export interface Position {
  at: string;
  id: string;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const filtered = (db: Reader, { dataset, from, to }: AccessRecordFilter) =>
  db
    .selectFrom('access_record')
    .$if(dataset !== undefined, (query) =>
      UUID.test(dataset ?? '')
        ? query.where('dataset_id', '=', dataset ?? '')
        : query.where('dataset_id', '=', (inner) =>
            inner
              .selectFrom('dataset')
              .select('dataset.id')
              .where('code', '=', dataset ?? ''),
          ),
    )
    .$if(from !== undefined, (query) => query.where('access_record.at', '>=', new Date(from ?? '')))
    .$if(to !== undefined, (query) => query.where('access_record.at', '<', new Date(to ?? '')));

const NAMED = [
  'access_record.id',
  'access_record.operation',
  'access_record.status',
  'access_record.bytes',
  'access_record.duration_us',
  'access_record.address',
  'access_record.role',
  'access_record.account_id',
  'access_record.token_id',
  'access_record.dataset_id',
  'access_record.version',
  'access_record.format',
  'access_record.trace_id',
  'account.name as account_name',
  'dataset.code as dataset_code',
] as const;

// A JavaScript date holds milliseconds, the column microseconds: a cursor made from the date would skip records.
const exactMoment = sql<string>`to_char(access_record.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Newest first, from below `after` on. */
export async function pageOfAccessRecords(
  db: Reader,
  filter: AccessRecordFilter,
  limit: number,
  after: Position | null,
): Promise<AccessRecordView[]> {
  const rows = await filtered(db, filter)
    .leftJoin('account', 'account.id', 'access_record.account_id')
    .leftJoin('dataset', 'dataset.id', 'access_record.dataset_id')
    .select(NAMED)
    .select(exactMoment.as('moment'))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(access_record.at, access_record.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('access_record.at', 'desc')
    .orderBy('access_record.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.moment,
    operation: row.operation,
    status: row.status,
    bytes: row.bytes,
    durationUs: row.duration_us,
    address: row.address,
    role: row.role,
    accountId: row.account_id,
    accountName: row.account_name,
    tokenId: row.token_id,
    datasetId: row.dataset_id,
    datasetCode: row.dataset_code,
    version: row.version,
    format: row.format,
    traceId: row.trace_id,
  }));
}

const COUNTED = 10_000;

/** Exact up to 10,000, above it the planner's estimate: an exact count is never worth a slow page. */
export async function countAccessRecords(
  db: Reader,
  filter: AccessRecordFilter,
): Promise<{ total: number; totalIsEstimate: boolean }> {
  const some = filtered(db, filter)
    .select('access_record.id')
    .limit(COUNTED + 1)
    .as('some');
  const { counted } = await db
    .selectFrom(some)
    .select((build) => build.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow();
  if (counted <= COUNTED) return { total: counted, totalIsEstimate: false };
  const [plan] = await filtered(db, filter)
    .select('access_record.id')
    .explain<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>('json');
  const estimate = plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
  return { total: Math.max(estimate, COUNTED), totalIsEstimate: true };
}
