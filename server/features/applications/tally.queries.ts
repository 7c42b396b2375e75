import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

/** So many changes may stand beside the sums. */
const MOST_CHANGES = 5_000;

export interface Tally {
  bodyId: string;
  /** The state of a part, or the ground on which it was rejected. */
  kind: string;
  name: string;
  count: number;
}

/** How many parts of each body are in each state, and how often each ground was given; as the store keeps count. */
export async function talliesOf(db: Reader): Promise<Tally[]> {
  const rows = await db
    .selectFrom('application_tally')
    .select(['body_id as bodyId', 'kind', 'name'])
    .select((eb) => [
      eb.cast<number>(eb.fn.sum('count'), 'bigint').as('count'),
      eb.fn.countAll<number>().as('changes'),
    ])
    .groupBy(['body_id', 'kind', 'name'])
    .execute();
  const changes = rows.reduce((sum, row) => sum + row.changes, 0) - rows.length;
  if (changes > MOST_CHANGES) await gather(db);
  return rows.map(({ changes: _changes, ...tally }) => tally);
}

/** Puts the changes that nobody else is putting together into one row for each count. */
async function gather(db: Reader): Promise<void> {
  await sql`with taken as (
      delete from application_tally where id in (select id from application_tally for update skip locked)
      returning body_id, kind, name, count)
    insert into application_tally (body_id, kind, name, count)
    select body_id, kind, name, sum(count) from taken group by body_id, kind, name`.execute(db);
}
