import { sql, type Kysely } from 'kysely';

/** The open list is searched by an index in memory, which says more than a text that holds a word. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table dataset drop column list_text`.execute(db);
}
