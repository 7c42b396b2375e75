import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

export interface Publisher {
  id: string;
  code: string;
  name: string;
}

/** By their codes. */
export async function publishersNamed(db: Reader, ids: readonly string[]): Promise<Publisher[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('public_body')
    .select(['id', 'code', 'name'])
    .where('id', 'in', ids)
    .orderBy('code')
    .execute();
}

const NEWEST = 20_000;

/** Days on which parts were sent and first answered. */
export interface AnswerDays {
  bodyId: string;
  sent: string;
  answered: string;
  count: number;
}

/** Of the parts that were answered last. */
export async function answerDays(db: Reader): Promise<AnswerDays[]> {
  const { rows } = await sql<AnswerDays>`
    select body_id as "bodyId", (submitted_at at time zone 'Asia/Shanghai')::date::text as sent,
      (answered_at at time zone 'Asia/Shanghai')::date::text as answered, count(*)::int as count
    from (select body_id, submitted_at, answered_at from application_part
      where answered_at is not null and submitted_at is not null order by answered_at desc limit ${NEWEST}) as newest
    group by 1, 2, 3`.execute(db);
  return rows;
}
