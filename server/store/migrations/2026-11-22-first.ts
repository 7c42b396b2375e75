import { sql, type Kysely } from 'kysely';

/** Frozen in time: later changes are later migrations. Plain SQL without extensions, PostgreSQL 15 and later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table setting (
     key text primary key,
     value jsonb not null,
     changed_at timestamptz not null
   )`,

  `create table public_body (
     id uuid primary key,
     code text not null unique,
     name text not null unique,
     name_en text not null,
     district text,
     created_at timestamptz not null,
     closed_at timestamptz
   )`,

  `create table account (
     id uuid primary key,
     user_name text unique,
     name text not null,
     email text,
     assurance_level smallint not null default 0 check (assurance_level between 0 and 3),
     password_hash text,
     totp_secret bytea,
     totp_last_step bigint,
     issuer text,
     subject text,
     failed_attempts integer not null default 0,
     locked_until timestamptz,
     created_at timestamptz not null,
     closed_at timestamptz,
     unique (issuer, subject)
   )`,
  `create table membership (
     id uuid primary key,
     account_id uuid not null references account,
     role text not null,
     body_id uuid references public_body,
     district text,
     granted_at timestamptz not null,
     granted_by uuid references account,
     revoked_at timestamptz
   )`,
  `create unique index membership_once on membership (account_id, role, coalesce(body_id, '00000000-0000-0000-0000-000000000000'))
     where revoked_at is null`,
  `create table session (
     id uuid primary key,
     secret_hash bytea not null unique,
     account_id uuid not null references account,
     membership_id uuid references membership,
     created_at timestamptz not null,
     last_seen_at timestamptz not null,
     expires_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create index session_account on session (account_id)`,
  `create table sign_on_attempt (
     state_hash bytea primary key,
     nonce text not null,
     code_verifier text not null,
     return_to text not null,
     expires_at timestamptz not null
   )`,
  `create table token (
     id uuid primary key,
     account_id uuid not null references account,
     membership_id uuid references membership,
     name text not null,
     hint text not null,
     secret_hash bytea not null unique,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     last_used_at timestamptz,
     revoked_at timestamptz
   )`,
  `create index token_account on token (account_id)`,

  `create table upload (
     id uuid primary key,
     body_id uuid not null references public_body,
     account_id uuid not null references account,
     file_name text not null,
     bytes bigint not null,
     state text not null,
     digest text,
     choices jsonb not null default '{}',
     reading jsonb,
     refusal jsonb,
     created_at timestamptz not null,
     finished_at timestamptz
   )`,
  `create index upload_body on upload (body_id, created_at desc)`,

  `create table catalogue_entry (
     id uuid primary key,
     body_id uuid not null references public_body,
     name text not null,
     summary text not null,
     domain text not null,
     openness text not null,
     origin text not null,
     fields jsonb not null,
     revision integer not null default 1,
     created_at timestamptz not null,
     changed_at timestamptz not null,
     unique (body_id, name)
   )`,

  `create sequence dataset_number`,
  `create table dataset (
     id uuid primary key,
     code text not null unique,
     body_id uuid not null references public_body,
     catalogue_entry_id uuid references catalogue_entry,
     state text not null,
     open_class text,
     name text,
     entry jsonb,
     draft jsonb,
     draft_revision integer not null default 0,
     draft_by uuid references account,
     current_version_id uuid,
     suspended_reason text,
     created_at timestamptz not null,
     listed_at timestamptz,
     opened_at timestamptz,
     data_updated_at timestamptz,
     changed_at timestamptz not null
   )`,
  `create index dataset_body on dataset (body_id)`,
  `create index dataset_state on dataset (state, data_updated_at desc)`,
  `create unique index dataset_name on dataset (name) where state not in ('withdrawn')`,

  `create table grading (
     id uuid primary key,
     dataset_id uuid not null references dataset,
     guideline_version text not null,
     levels jsonb not null,
     evidence text not null,
     open_class text not null,
     proposed_by uuid not null references account,
     decided_by uuid not null references account,
     decided_at timestamptz not null
   )`,
  `create index grading_dataset on grading (dataset_id, decided_at desc)`,

  `create sequence work_order_number`,
  `create table work_order (
     id uuid primary key,
     code text not null unique,
     kind text not null,
     state text not null,
     body_id uuid not null references public_body,
     dataset_id uuid not null references dataset,
     change jsonb not null,
     reasons jsonb not null default '[]',
     prepared_by uuid not null references account,
     submitted_by uuid references account,
     decided_by uuid references account,
     prepared_at timestamptz not null,
     submitted_at timestamptz,
     decided_at timestamptz
   )`,
  `create index work_order_state on work_order (state, prepared_at)`,
  `create index work_order_dataset on work_order (dataset_id)`,
  `create unique index work_order_one_open on work_order (dataset_id) where state in ('prepared', 'submitted')`,

  `create table data_version (
     id uuid primary key,
     dataset_id uuid not null references dataset,
     number integer,
     state text not null,
     upload_id uuid not null references upload,
     reading jsonb not null,
     choices jsonb not null,
     original_digest text not null,
     original_name text not null,
     original_bytes bigint not null,
     data_digest text,
     data_bytes bigint,
     rows bigint,
     manifest jsonb,
     findings jsonb not null default '[]',
     prepared_by uuid not null references account,
     published_by uuid references account,
     created_at timestamptz not null,
     validated_at timestamptz,
     published_at timestamptz,
     unique (dataset_id, number)
   )`,
  `create index data_version_dataset on data_version (dataset_id, created_at desc)`,
  `alter table dataset add constraint dataset_current_version foreign key (current_version_id) references data_version`,

  // The audit trail: one row per act, written in the act's own transaction, never changed. \`body\` is kept as
  // canonical JSON text (RFC 8785), so that a later transparency log can hash exactly what is stored here.
  `create table event (
     position bigint generated always as identity primary key,
     id uuid not null unique,
     at timestamptz not null,
     actor_id uuid,
     role text not null,
     body_id uuid,
     action text not null,
     thing text not null,
     thing_id text not null,
     result text not null,
     provision text,
     trace_id text not null,
     body text not null
   )`,
  `create index event_thing on event (thing, thing_id, position)`,
  `create index event_actor on event (actor_id, position)`,
  `create function event_is_append_only() returns trigger language plpgsql as $$
     begin raise exception 'events are append-only'; end $$`,
  `create trigger event_append_only before update or delete or truncate on event
     for each statement execute function event_is_append_only()`,

  `create table access_record (
     id uuid primary key,
     at timestamptz not null,
     account_id uuid,
     token_id uuid,
     role text not null,
     address text not null,
     operation text not null,
     dataset_id uuid,
     version integer,
     format text,
     status smallint not null,
     bytes bigint not null,
     duration_us integer not null,
     trace_id text not null
   )`,
  `create index access_record_at on access_record (at)`,
  `create index access_record_dataset on access_record (dataset_id, at)`,

  `create table idempotency (
     account_id uuid not null,
     key text not null,
     request_digest text not null,
     status smallint,
     answer jsonb,
     created_at timestamptz not null,
     primary key (account_id, key)
   )`,
];
