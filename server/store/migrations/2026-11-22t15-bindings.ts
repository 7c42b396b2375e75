import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Whether a binding leads nowhere is asked of every listed dataset of a body whenever its editor looks at the tasks:
  // taken out of the documents once, it is one comparison a dataset.
  `alter table dataset add column list_bindings jsonb generated always as (
     jsonb_path_query_array(entry, '$.fields[*].binding ? (@ != "")')
   ) stored`,
  `alter table catalogue_entry
     add column field_names jsonb not null generated always as (jsonb_path_query_array(fields, '$[*].name')) stored,
     add column vanished_at timestamptz`,
];

/** What of a listed dataset's source is gone from the catalogue (`xz-9`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
