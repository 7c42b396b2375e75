import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table source (
     id uuid primary key,
     body_id uuid not null references public_body,
     dataset_id uuid not null references dataset,
     name text not null,
     state text not null,
     address jsonb not null,
     secret bytea,
     every_minutes integer not null,
     revision integer not null default 0,
     prepared_by uuid not null references account,
     approved_by uuid references account,
     approved_at timestamptz,
     next_pull_at timestamptz,
     last_digest text,
     validators jsonb,
     created_at timestamptz not null
   )`,
  `create index source_body on source (body_id)`,
  `create index source_due on source (next_pull_at) where state = 'approved'`,
  `create table source_pull (
     id uuid primary key,
     source_id uuid not null references source,
     at timestamptz not null,
     finished_at timestamptz,
     outcome text,
     bytes bigint,
     digest text,
     upload_id uuid references upload,
     version_id uuid references data_version,
     problem jsonb
   )`,
  `create index source_pull_source on source_pull (source_id, at desc)`,
  // One pull at a time.
  `create unique index source_pull_running on source_pull (source_id) where outcome is null`,
];

/** Data sources that are pulled on a schedule, and what came of each pull. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
