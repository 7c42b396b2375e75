import { sql, type Kysely } from 'kysely';

/** What a publisher demands of the fields of a dataset; every edit is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table field_rules (
    dataset_id uuid not null references dataset,
    revision integer not null,
    rules jsonb not null,
    written_by uuid not null references account,
    written_at timestamptz not null,
    primary key (dataset_id, revision)
  )`.execute(db);
}
