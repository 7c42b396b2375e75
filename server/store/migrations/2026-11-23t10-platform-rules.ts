import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table platform_rules (
     version integer primary key,
     title text not null,
     text text not null,
     note text not null,
     revision integer not null,
     written_by uuid not null references account,
     published_at timestamptz
   )`,
  `create trigger changes_pages after insert or delete or truncate or update on platform_rules
     for each statement execute function pages.note_change()`,
  `create table rules_acceptance (
     account_id uuid not null references account,
     organisation_id uuid references organisation,
     version integer not null references platform_rules,
     accepted_at timestamptz not null
   )`,
  `create unique index rules_acceptance_once on rules_acceptance
     (coalesce(organisation_id, account_id), version)`,
];

/** The rules of the platform by version, and who accepted which (`xz-26`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
