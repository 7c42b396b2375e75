import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence system_number`,
  `create table information_system (
     id uuid primary key,
     code text not null unique,
     body_id uuid not null references public_body,
     name text not null,
     purpose text not null,
     state text not null,
     revision integer not null default 0,
     prepared_by uuid not null references account,
     requested_by uuid references account,
     requested_at timestamptz,
     decided_at timestamptz,
     reasons jsonb not null default '[]',
     created_at timestamptz not null,
     unique (body_id, name)
   )`,
  `create table system_item (
     system_id uuid not null references information_system,
     place integer not null,
     name text not null,
     open_class text not null,
     interface text not null,
     update_frequency text not null,
     catalogue_entry_id uuid references catalogue_entry,
     primary key (system_id, place)
   )`,
];

/** Information systems with their open-data schemes (`xz-23`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
