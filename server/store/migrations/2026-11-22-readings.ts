import { sql, type Kysely } from 'kysely';

/** A file knows for which dataset it was sent, what was taken over from the last one, and what was seen of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table upload
         add column dataset_id uuid references dataset,
         add column carried jsonb,
         add column survey jsonb,
         add column comparison jsonb`,
    )
    .execute(db);
}
