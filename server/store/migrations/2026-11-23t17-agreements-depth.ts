import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence filing_number`,
  // What was approved stays; `part` is what is agreed within it.
  `alter table agreement add column approved jsonb`,
  `update agreement set approved = part`,
  `alter table agreement alter column approved set not null`,
  `alter table agreement add column replaces_id uuid references agreement`,
  `alter table agreement add column proposed_by text`,
  `alter table agreement add column filing_code text unique`,
  `alter table agreement add column filed_at timestamptz`,
  `alter table agreement add column destruction jsonb`,
  `create index agreement_replaces on agreement (replaces_id) where replaces_id is not null`,
  `create index agreement_filed on agreement (id) where filed_at is not null`,
  `create index agreement_state on agreement (state, id)`,
  `drop index agreement_part`,
  // While one is in force, one that is to replace it is negotiated.
  `create unique index agreement_part_open on agreement (part_id)
     where state in ('offered', 'negotiating', 'user-signed', 'signed', 'examining')`,
  `create unique index agreement_part_in_force on agreement (part_id) where state = 'in-force'`,
  `create table agreement_proposal (
     id uuid primary key,
     agreement_id uuid not null references agreement,
     side text not null,
     made_by uuid not null references account,
     note text not null,
     part jsonb not null,
     replaces_id uuid references agreement,
     before jsonb not null,
     document jsonb not null,
     state text not null,
     made_at timestamptz not null,
     answered_at timestamptz
   )`,
  `create index agreement_proposal_of on agreement_proposal (agreement_id, id)`,
  `create sequence emergency_number`,
  `create table emergency (
     id uuid primary key,
     code text not null unique,
     state text not null,
     title text not null,
     reason text not null,
     from_at timestamptz not null,
     until_at timestamptz not null,
     for_everyone boolean not null,
     declared_by uuid not null references account,
     declared_at timestamptz not null,
     confirmed_by uuid references account,
     confirmed_at timestamptz,
     ended_at timestamptz,
     reasons jsonb not null default '[]',
     review text,
     reviewed_by uuid references account,
     reviewed_at timestamptz,
     revision integer not null default 0,
     cursor_key bytea not null
   )`,
  `create index emergency_state on emergency (state, id)`,
  `create table emergency_dataset (
     emergency_id uuid not null references emergency,
     dataset_id uuid not null references dataset,
     primary key (emergency_id, dataset_id)
   )`,
  `create index emergency_of_dataset on emergency_dataset (dataset_id)`,
  `create table emergency_user (
     emergency_id uuid not null references emergency,
     account_id uuid not null references account,
     primary key (emergency_id, account_id)
   )`,
  // A notice stands on public pages.
  `create trigger changes_pages after insert or delete or truncate or update on emergency
     for each statement execute function pages.note_change()`,
];

/**
 * Agreements that are negotiated, filed, replaced by others, and after whose end data is destroyed (`xz-20`); openings in
 * an emergency (`cq-main-4`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
