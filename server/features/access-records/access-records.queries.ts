import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import type { AccessRecordView } from '../../../rules/access-records/access-records.operations.ts';
import type { DatabaseConnection, Db, Reader } from '../../store/database.ts';
import type { AccessRecord } from './access-record.ts';

type Pool = DatabaseConnection['pool'];

const COPY = `copy access_record (id, at, account_id, token_id, role, address, operation, dataset_id, version, format,
                                  status, bytes, duration_us, trace_id) from stdin`;

/**
 * One commit for all, at less than half of what an insert costs either side. A record that is there already refuses
 * the whole batch: see {@link isDataRefusal}.
 */
export async function copyAccessRecords(pool: Pool, records: readonly AccessRecord[]): Promise<void> {
  const client = await pool.connect();
  try {
    const copy = client.query(copyFrom(COPY));
    const copied = finished(copy);
    copy.end(records.map(copyLine).join(''));
    await copied;
    client.release();
  } catch (error) {
    client.release(!isDataRefusal(error));
    throw error;
  }
}

const copyLine = (record: AccessRecord): string => {
  const { id, at, accountId, tokenId, role, address, operation, datasetId, version, format } = record;
  const { status, bytes, durationUs, traceId } = record;
  const texts = `${copyText(address)}\t${copyText(operation)}\t${datasetId ?? NULL}\t${version ?? NULL}\t${copyText(format)}`;
  return `${id}\t${at}\t${accountId ?? NULL}\t${tokenId ?? NULL}\t${role}\t${texts}\t${status}\t${bytes}\t${durationUs}\t${copyText(traceId)}\n`;
};

const NULL = '\\N';
const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const copyText = (text: string | null): string =>
  text?.replace(SPECIAL, (sign) => ESCAPES[sign] ?? sign) ?? NULL;

/** One commit for all; a record that is there already is left alone. */
export async function insertAccessRecords(db: Db, records: readonly AccessRecord[]): Promise<void> {
  const column = <T>(of: (record: AccessRecord) => T): T[] => records.map(of);
  await sql`
    insert into access_record (id, at, account_id, token_id, role, address, operation, dataset_id, version, format,
                               status, bytes, duration_us, trace_id)
    select * from unnest(
      ${column(({ id }) => id)}::uuid[], ${column(({ at }) => at)}::timestamptz[],
      ${column(({ accountId }) => accountId)}::uuid[], ${column(({ tokenId }) => tokenId)}::uuid[],
      ${column(({ role }) => role)}::text[], ${column(({ address }) => address)}::text[],
      ${column(({ operation }) => operation)}::text[], ${column(({ datasetId }) => datasetId)}::uuid[],
      ${column(({ version }) => version)}::int[], ${column(({ format }) => format)}::text[],
      ${column(({ status }) => status)}::smallint[], ${column(({ bytes }) => bytes)}::bigint[],
      ${column(({ durationUs }) => durationUs)}::int[], ${column(({ traceId }) => traceId)}::text[])
    on conflict (id) do nothing`.execute(db);
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
