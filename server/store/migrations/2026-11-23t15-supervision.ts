import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table grant_hold (
     id uuid primary key,
     grant_id uuid not null references data_grant,
     thing text not null,
     thing_id uuid not null,
     limits jsonb not null,
     base jsonb,
     held jsonb not null,
     placed_at timestamptz not null,
     lifted_at timestamptz
   )`,
  `create index grant_hold_of_grant on grant_hold (grant_id) where lifted_at is null`,
  `create unique index grant_hold_of_thing on grant_hold (thing_id, grant_id) where lifted_at is null`,
  `create sequence use_report_number`,
  `create table use_report (
     id uuid primary key,
     code text not null unique,
     state text not null,
     grant_id uuid not null references data_grant,
     number integer not null,
     period_from date not null,
     period_until date not null,
     due_since timestamptz not null,
     opened_at timestamptz not null,
     measured jsonb,
     content jsonb,
     reasons jsonb not null default '[]',
     filed_by uuid references account,
     filed_at timestamptz,
     decided_by uuid references account,
     decided_at timestamptz,
     unique (grant_id, number)
   )`,
  `create index use_report_open on use_report (state, id)`,
  `create table use_suggestion (
     id uuid primary key,
     report_id uuid not null references use_report,
     kind text not null,
     words text not null,
     answer text,
     answered_by uuid references account,
     answered_at timestamptz
   )`,
  `create index use_suggestion_of on use_suggestion (report_id, id)`,
  `create index use_suggestion_open on use_suggestion (id) where answered_at is null`,
  `create sequence spot_check_number`,
  `create table spot_check_draw (
     id uuid primary key,
     seed text not null,
     body_id uuid references public_body,
     candidates jsonb not null,
     drawn jsonb not null,
     drawn_by uuid not null references account,
     drawn_at timestamptz not null
   )`,
  `create table spot_check (
     id uuid primary key,
     code text not null unique,
     state text not null,
     grant_id uuid not null references data_grant,
     draw_id uuid references spot_check_draw,
     reason text not null,
     opened_by uuid not null references account,
     opened_role text not null,
     opened_body_id uuid references public_body,
     opened_at timestamptz not null,
     measured jsonb not null,
     answers jsonb,
     answered_by uuid references account,
     answered_at timestamptz,
     findings jsonb not null default '[]',
     rectify_by date,
     rectification text,
     rectified_at timestamptz,
     reasons jsonb not null default '[]',
     judged_by uuid references account,
     judged_at timestamptz,
     misconduct_id uuid references misconduct
   )`,
  `create index spot_check_open on spot_check (state, id)`,
  `create index spot_check_of_grant on spot_check (grant_id)`,
];

/** Restrictions that things place on grants; reports on use with their suggestions; spot checks and how they were drawn (`xz-29`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
