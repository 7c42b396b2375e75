import { sql } from 'kysely';
import type { Role } from '../../../rules/access/roles.ts';
import type { Db, Trx } from '../../store/database.ts';
import type { Access } from './access-record.ts';
import { insertSegment, type SealedSegment } from './access-segments.queries.ts';

export type FormerRecord = Access & { at: Date };

const PORTION = 10_000;

/** Hands over the rows of the former table, if it is there; drops it as it enters the segment that they became. */
export async function takeFormerRecords(
  db: Db,
  seal: (portions: AsyncIterable<FormerRecord[]>) => Promise<SealedSegment | null>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ found: boolean }>`
      select to_regclass('former_access_record') is not null as found`.execute(trx);
    if (!rows[0]?.found) return;
    await sql`lock table former_access_record`.execute(trx);
    const segment = await seal(portionsOf(trx));
    if (segment) await insertSegment(trx, segment, { sealedAt: segment.lastAt });
    await sql`drop table former_access_record`.execute(trx);
  });
}

interface Row {
  id: string;
  at: Date;
  account_id: string | null;
  token_id: string | null;
  role: Role;
  address: string;
  operation: string;
  dataset_id: string | null;
  version: number | null;
  format: string | null;
  status: number;
  bytes: number;
  duration_us: number;
  trace_id: string;
}

async function* portionsOf(trx: Trx): AsyncGenerator<FormerRecord[]> {
  await sql`declare former no scroll cursor for select * from former_access_record order by at, id`.execute(
    trx,
  );
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(PORTION)} from former`.execute(trx);
    if (rows.length === 0) break;
    yield rows.map(recordOf);
  }
  await sql`close former`.execute(trx);
}

const recordOf = ({
  account_id,
  token_id,
  dataset_id,
  duration_us,
  trace_id,
  ...row
}: Row): FormerRecord => ({
  at: row.at,
  accountId: account_id,
  tokenId: token_id,
  role: row.role,
  address: row.address,
  operation: row.operation,
  datasetId: dataset_id,
  version: row.version,
  format: row.format,
  status: row.status,
  bytes: row.bytes,
  durationUs: duration_us,
  traceId: trace_id,
});
