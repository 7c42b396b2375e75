import { sql, type Kysely } from 'kysely';

/** The secret by which rows are kept back from one recipient of a dataset, so that a copy says whose it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table data_grant add column mark_key bytea`.execute(db);
}
