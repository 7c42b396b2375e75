import { sql } from 'kysely';
import type { MeasuredUse } from '../../../rules/use-reports/measured-use.schema.ts';
import type { Reader } from '../../store/database.ts';

interface UseRow {
  calls: number;
  days: number;
  first_day: string | null;
  last_day: string | null;
  busiest_day: string | null;
  busiest_calls: number | null;
  rows_given: number;
  fields: string[];
  measures: number;
}

/** What was measured of the use of a grant from one day to another (+08:00), both included. */
export async function measuredUse(
  db: Reader,
  grantId: string,
  { from, until }: { from: string; until: string },
): Promise<MeasuredUse> {
  const { rows } = await sql<UseRow>`
    with used as (
      select day, calls from grant_use
      where grant_id = ${grantId} and calls > 0 and day between ${from}::date and ${until}::date
    )
    select held.rows_given, held.agreed -> 'fields' as fields, used_in_all.*, busiest.*, measured.*
    from data_grant as held,
      (select coalesce(sum(calls), 0)::bigint as calls, count(*) as days, min(day)::text as first_day,
        max(day)::text as last_day from used) as used_in_all
      left join (select day::text as busiest_day, calls as busiest_calls from used
        order by calls desc, day limit 1) as busiest on true,
      (select count(*) as measures from event
        where thing = 'grant' and thing_id = ${grantId} and action in ('grant.restrict', 'grant.suspend')
          and (at at time zone 'Asia/Shanghai')::date between ${from}::date and ${until}::date) as measured
    where held.id = ${grantId}`.execute(db);
  const [row] = rows;
  return {
    calls: row?.calls ?? 0,
    days: row?.days ?? 0,
    firstDay: row?.first_day ?? null,
    lastDay: row?.last_day ?? null,
    busiest: row?.busiest_day ? { day: row.busiest_day, calls: row.busiest_calls ?? 0 } : null,
    rowsInAll: row?.rows_given ?? 0,
    fields: row?.fields ?? [],
    measures: row?.measures ?? 0,
  };
}
