import { sql } from 'kysely';
import type { DatasetUse } from '../../../rules/datasets/use.schema.ts';
import type { DayOfUse } from '../../engine/index.ts';
import type { Db, Reader } from '../../store/database.ts';

/** Adds what a segment counts, unless another node has done so. */
export const addUses = (
  db: Db,
  { segment, days, at }: { segment: string; days: readonly DayOfUse[]; at: Date },
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('access_segment')
      .set({ counted_at: at })
      .where('id', '=', segment)
      .where('counted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n || days.length === 0) return;
    // In one order: nodes that count other segments at this moment never wait for each other in a circle.
    await sql`
      insert into dataset_use (dataset_id, day, calls, downloads)
      select added.* from unnest(
        ${days.map(({ dataset }) => dataset)}::uuid[], ${days.map(({ day }) => day)}::date[],
        ${days.map(({ calls }) => calls)}::bigint[], ${days.map(({ downloads }) => downloads)}::bigint[]
      ) as added (dataset_id, day, calls, downloads)
      where exists (select from dataset where dataset.id = added.dataset_id)
      order by added.dataset_id, added.day
      on conflict (dataset_id, day) do update set
        calls = dataset_use.calls + excluded.calls, downloads = dataset_use.downloads + excluded.downloads`.execute(
      trx,
    );
  });

/** Days that count as recent, the present one among them. */
const RECENT_DAYS = 30;

/** The first day of those that are recent at a moment. */
const firstRecent = (now: Date) =>
  sql`(${now}::timestamptz at time zone 'Asia/Shanghai')::date - ${sql.lit(RECENT_DAYS - 1)}`;

/** How often a dataset was used; null while no record has been counted. */
export async function useOf(db: Reader, datasetId: string, now: Date): Promise<DatasetUse | null> {
  const recent = sql`filter (where day >= ${firstRecent(now)})`;
  const sum = (column: string) => sql`coalesce(sum(${sql.ref(column)})::bigint, 0)`;
  const recently = (column: string) => sql`coalesce((sum(${sql.ref(column)}) ${recent})::bigint, 0)`;
  const { rows } = await sql<UseRow>`
    select counted.since, counted.until, days.* from
      (select min(first_at) as since, max(last_at) as until from access_segment
        where merged_into is null and counted_at is not null) as counted,
      (select ${sum('calls')} as calls, ${sum('downloads')} as downloads, count(*) as days,
        ${recently('calls')} as recent_calls, ${recently('downloads')} as recent_downloads,
        count(*) ${recent} as recent_days
        from dataset_use where dataset_id = ${datasetId}) as days`.execute(db);
  const [row] = rows;
  if (!row?.since || !row.until) return null;
  return {
    since: row.since.toISOString(),
    until: row.until.toISOString(),
    recent: { calls: row.recent_calls, downloads: row.recent_downloads, days: row.recent_days },
    all: { calls: row.calls, downloads: row.downloads, days: row.days },
  };
}

/** Another text whenever other uses are recent: a round of counting has ended, or a day. */
export async function recentUsesMark(db: Reader, now: Date): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat(${firstRecent(now)}, ' ', max(counted_at)) as mark from access_segment`.execute(db);
  return rows[0]?.mark ?? '';
}

export interface RecentUse {
  datasetId: string;
  calls: number;
  downloads: number;
}

/** What was used in the last 30 days. */
export const recentUses = (db: Reader, now: Date): Promise<RecentUse[]> =>
  db
    .selectFrom('dataset_use')
    .select(({ fn }) => [
      'dataset_id as datasetId',
      sql<number>`${fn.sum('calls')}::bigint`.as('calls'),
      sql<number>`${fn.sum('downloads')}::bigint`.as('downloads'),
    ])
    .where(sql<boolean>`day >= ${firstRecent(now)}`)
    .groupBy('dataset_id')
    .execute();

interface UseRow {
  since: Date | null;
  until: Date | null;
  calls: number;
  downloads: number;
  days: number;
  recent_calls: number;
  recent_downloads: number;
  recent_days: number;
}
