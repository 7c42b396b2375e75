import { sql, type Kysely } from 'kysely';

/** Where the rows of a version are, found once, when it is made; null: nothing in it says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table version_places (
    version_id uuid primary key references data_version,
    places jsonb
  )`.execute(db);
}
