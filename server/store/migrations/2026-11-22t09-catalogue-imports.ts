import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `alter table catalogue_entry
     add column system text not null default '',
     add column shared_from uuid references public_body,
     add column update_frequency text not null default 'irregular',
     add column area text not null default '',
     add column time_coverage text not null default '',
     add column source text,
     add column source_id text,
     add column source_url text not null default '',
     add column source_row jsonb,
     add column first_published text not null default '',
     add column source_updated text not null default '',
     add column disputed jsonb`,
  `create unique index catalogue_entry_source on catalogue_entry (source, source_id) where source_id is not null`,
  // What came from another portal keeps its name: that it is taken is a finding (xz-9-1), not a refusal.
  `alter table catalogue_entry drop constraint catalogue_entry_body_id_name_key`,
  `create unique index catalogue_entry_name on catalogue_entry (body_id, name) where source_id is null`,
  `create index catalogue_entry_order on catalogue_entry (name, id)`,
  `create index catalogue_entry_body on catalogue_entry (body_id, name, id)`,
  `create index catalogue_entry_disputed on catalogue_entry (body_id) where disputed is not null`,
  `alter table dataset
     add column imported boolean not null default false,
     add column lacking jsonb`,
  `drop index dataset_name`,
  `create unique index dataset_name on dataset (name) where state not in ('withdrawn') and not imported`,
  `create index dataset_known_name on dataset (name)`,
  `create index dataset_changed on dataset (changed_at desc, id desc)`,
  `create index dataset_lacking on dataset (body_id) where lacking is not null`,
  `create table catalogue_import (
     id uuid primary key,
     file_name text not null,
     bytes bigint not null,
     received bigint not null default 0,
     state text not null,
     source text,
     done integer not null default 0,
     total integer,
     counts jsonb,
     new_bodies jsonb not null default '[]',
     findings jsonb not null default '[]',
     refusal jsonb,
     account_id uuid not null references account,
     role text not null,
     created_at timestamptz not null,
     finished_at timestamptz
   )`,
  `create table catalogue_import_change (
     import_id uuid not null references catalogue_import,
     kind text not null,
     source_id text not null,
     name text not null,
     body text not null,
     entry_id uuid references catalogue_entry,
     headers jsonb not null,
     primary key (import_id, kind, source_id)
   )`,
];

/** Where an entry of the catalogue comes from, and exports of other portals as they are taken over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
