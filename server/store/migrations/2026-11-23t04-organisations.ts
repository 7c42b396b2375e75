import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table organisation (
     id uuid primary key,
     credit_code text not null unique,
     name text not null,
     kind text,
     state text not null,
     created_at timestamptz not null
   )`,
  `alter table membership add column organisation_id uuid references organisation`,
  `drop index membership_once`,
  `create unique index membership_once on membership
     (account_id, role, coalesce(body_id, organisation_id, '00000000-0000-0000-0000-000000000000'))
     where revoked_at is null`,
];

/** Organisations that use data, and who acts for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
