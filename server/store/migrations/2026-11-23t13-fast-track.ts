import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table fast_track_entry (
     id uuid primary key,
     kind text not null,
     name text not null,
     description text not null,
     scenario_kind text,
     credit_code text,
     from_day text not null,
     until_day text,
     added_by uuid not null references account,
     added_at timestamptz not null,
     ended_by uuid references account,
     ended_at timestamptz,
     end_reason text
   )`,
  `create trigger changes_pages after insert or update on fast_track_entry
     for each statement execute function pages.note_change()`,
  `create table fast_track_request (
     application_id uuid primary key references access_application,
     entry_id uuid not null references fast_track_entry,
     state text not null,
     notice_version integer not null,
     notice_hash text not null,
     signed_by uuid not null references account,
     signed_at timestamptz not null,
     prepared_by uuid references account,
     decided_by uuid references account,
     decided_at timestamptz,
     reasons jsonb not null default '[]'
   )`,
  `create index fast_track_request_open on fast_track_request (application_id) where decided_at is null`,
  `alter table data_grant add column fast_track boolean not null default false`,
  `create table personal_dataset (
     dataset_id uuid primary key references dataset,
     column_name text not null,
     declared_by uuid not null references account,
     declared_at timestamptz not null
   )`,
  `create table verified_identity (
     account_id uuid primary key references account,
     number bytea not null,
     verified_at timestamptz not null
   )`,
  `create table personal_consent (
     id uuid primary key,
     account_id uuid not null references account,
     dataset_id uuid not null references dataset,
     organisation_id uuid not null references organisation,
     state text not null,
     until_day text not null,
     given_at timestamptz not null,
     revoked_at timestamptz
   )`,
  `create unique index personal_consent_once on personal_consent (account_id, dataset_id, organisation_id)
     where state = 'given'`,
  `create index personal_consent_for on personal_consent (dataset_id, organisation_id) where state = 'given'`,
  `create table personal_use (
     grant_id uuid not null references data_grant,
     day text not null,
     times integer not null,
     rows bigint not null,
     primary key (grant_id, day)
   )`,
];

/** The fast track for listed scenarios and users (`plan2023-2.4`); data of persons under their consent (`plan2023-3.4`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
