import { sql, type Kysely } from 'kysely';

/** Beside the version, not in it: only who looks at the columns needs it, and there is much of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table version_distribution (
    version_id uuid primary key references data_version,
    columns jsonb not null
  )`.execute(db);
}
