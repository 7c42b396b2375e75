import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `alter table catalogue_import_change add column differences jsonb not null default '[]'`,
  `update catalogue_import_change set differences = (
     select coalesce(jsonb_agg(jsonb_build_object('header', header, 'before', '', 'after', '')), '[]')
     from jsonb_array_elements_text(headers) as header)`,
  `alter table catalogue_import_change drop column headers, alter column differences drop default`,
];

/** What an import changes is kept with the texts before and after. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
