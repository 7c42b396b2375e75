import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `alter table application_part
     add column reconsiderations jsonb not null default '[]',
     add column reminded_at timestamptz,
     add column escalated_at timestamptz`,
  `create table expert_review (
     id uuid primary key,
     part_id uuid not null references application_part,
     question text not null,
     asked_by uuid not null references account,
     asked_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create index expert_review_part on expert_review (part_id)`,
  `create index expert_review_open on expert_review (id) where ended_at is null`,
  `create table expert_opinion (
     id uuid primary key,
     review_id uuid not null references expert_review,
     account_id uuid not null references account,
     state text not null default 'asked',
     asked_at timestamptz not null,
     words jsonb,
     recusal text not null default '',
     signed_at timestamptz,
     signature text,
     unique (review_id, account_id)
   )`,
  `create index expert_opinion_account on expert_opinion (account_id, id)`,
];

/** Experts heard on large requests (`xz-19-3`); rejections considered again, reminders and delays told (`xz-19`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
