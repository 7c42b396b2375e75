import { sql } from 'kysely';
import type { Reader } from './database.ts';

export interface QueueMeasure {
  queue: string;
  state: string;
  jobs: number;
}

/** Jobs that are not done, by queue and state, of all nodes. */
export async function openJobCounts(db: Reader): Promise<QueueMeasure[]> {
  const { rows } = await sql<QueueMeasure>`
    SELECT name AS queue, state::text AS state, count(*) AS jobs
    FROM pgboss.job WHERE state < 'completed' GROUP BY name, state`.execute(db);
  return rows;
}

/** As the database estimates it. */
export async function eventEstimate(db: Reader): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    SELECT greatest(reltuples, 0)::bigint AS events FROM pg_class WHERE oid = 'event'::regclass`.execute(db);
  return rows[0]?.events ?? 0;
}

/** Throws when the database does not answer. */
export const askDatabase = async (db: Reader): Promise<void> => void (await sql`SELECT 1`.execute(db));
