import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Written with the event itself: what is not here any more was told.
  `create table event_outbox (
     event_id uuid primary key,
     due_at timestamptz not null
   )`,
  `create index event_outbox_due on event_outbox (due_at)`,
  `create table message (
     id uuid primary key,
     account_id uuid not null references account,
     event_id uuid not null,
     role text,
     action text not null,
     name text not null,
     code text not null,
     path text not null,
     provision text,
     at timestamptz not null,
     read_at timestamptz,
     unique (account_id, event_id)
   )`,
  `create index message_of on message (account_id, id)`,
  `create index message_unread on message (account_id) where read_at is null`,
  `create table message_delivery (
     id uuid primary key,
     message_id uuid not null references message,
     account_id uuid not null references account,
     channel text not null check (channel in ('mail', 'hook')),
     together boolean not null,
     state text not null check (state in ('waiting', 'sent', 'dead')),
     due_at timestamptz not null,
     attempts integer not null default 0,
     batch uuid,
     error text,
     unique (message_id, channel)
   )`,
  `create index message_delivery_due on message_delivery (due_at) where state = 'waiting'`,
  `create index message_delivery_dead on message_delivery (id) where state = 'dead'`,
  `create index message_delivery_batch on message_delivery (batch) where batch is not null`,
  `create table message_settings (
     account_id uuid primary key references account,
     language text not null,
     mail text not null,
     address text,
     unconfirmed text,
     code_hash bytea,
     code_until timestamptz,
     code_attempts integer not null default 0,
     hook text not null,
     hook_url text,
     hook_secret bytea,
     calendar_hash bytea unique
   )`,
  `create table saved_search (
     id uuid primary key,
     account_id uuid not null references account,
     name text not null,
     query text not null,
     created_at timestamptz not null,
     looked_until timestamptz not null,
     look_at timestamptz not null,
     unique (account_id, query)
   )`,
  `create index saved_search_due on saved_search (look_at)`,
];

/** Messages: what is still to be told, what was told to whom, how it goes out, and how each wants it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
