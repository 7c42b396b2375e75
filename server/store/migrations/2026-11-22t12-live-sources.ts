import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `alter table source rename column every_minutes to every_seconds`,
  `alter table source alter column every_seconds drop not null`,
  `update source set every_seconds = every_seconds * 60`,
  `alter table source add column live jsonb`,
  // Two sources of one open period would undo each other.
  `create unique index source_live on source (dataset_id) where live is not null and state <> 'ended'`,
  `create table live_period (
     id uuid primary key,
     source_id uuid not null references source,
     dataset_id uuid not null references dataset,
     like_version_id uuid not null references data_version,
     mode text not null,
     seal_every text not null,
     starts_at timestamptz not null,
     ends_at timestamptz not null,
     opened_at timestamptz not null,
     state text not null,
     revision integer not null,
     rows integer not null,
     characters bigint not null,
     widths jsonb not null,
     last_at timestamptz not null,
     upload_id uuid references upload,
     version_id uuid references data_version,
     outcome text
   )`,
  `create unique index live_period_open on live_period (source_id) where state = 'open'`,
  `create index live_period_unsealed on live_period (ends_at) where state <> 'sealed'`,
  `create index live_period_source on live_period (source_id, opened_at desc)`,
  // The rows themselves, as they came and in their typed form, until their period is sealed.
  `create table live_delivery (
     id uuid primary key,
     period_id uuid not null references live_period,
     number integer not null,
     at timestamptz not null,
     account_id uuid references account,
     rows integer not null,
     cells text,
     typed text,
     unique (period_id, number)
   )`,
];

/** Live sources: rows that are pushed, or polled at seconds, gather in an open period and are sealed into versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
