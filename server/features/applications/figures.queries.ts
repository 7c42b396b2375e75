import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

export interface CountedParts {
  publisher: { id: string; code: string; name: string };
  state: string;
  count: number;
}

/** Parts that were sent, by publisher and state, publishers by their codes. */
export async function countedParts(db: Reader): Promise<CountedParts[]> {
  const rows = await db
    .selectFrom('application_part')
    .innerJoin('public_body', 'public_body.id', 'application_part.body_id')
    .select(['public_body.id', 'public_body.code', 'public_body.name', 'application_part.state'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('submitted_at', 'is not', null)
    .groupBy(['public_body.id', 'public_body.code', 'public_body.name', 'application_part.state'])
    .orderBy('public_body.code')
    .execute();
  return rows.map(({ state, count, ...publisher }) => ({ publisher, state, count }));
}

const NEWEST = 20_000;

/** When the newest of them were sent and first answered. */
export async function answeredParts(
  db: Reader,
): Promise<{ bodyId: string; submittedAt: Date; answeredAt: Date }[]> {
  const rows = await db
    .selectFrom('application_part')
    .select(['body_id', 'submitted_at', 'answered_at'])
    .where('answered_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute();
  return rows.flatMap(({ body_id: bodyId, submitted_at: submittedAt, answered_at: answeredAt }) =>
    submittedAt && answeredAt ? [{ bodyId, submittedAt, answeredAt }] : [],
  );
}

export async function groundCounts(db: Reader): Promise<{ bodyId: string; ground: string; count: number }[]> {
  const { rows } = await sql<{ bodyId: string; ground: string; count: number }>`
    select body_id as "bodyId", reason->>'ground' as ground, count(*)::int as count
    from application_part, jsonb_array_elements(reasons) as reason
    where state = 'rejected' group by 1, 2`.execute(db);
  return rows;
}
