import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table dataset_use (
     dataset_id uuid not null references dataset,
     day date not null,
     calls bigint not null,
     downloads bigint not null,
     primary key (dataset_id, day)
   )`,
  // What was used lately, of all datasets.
  `create index dataset_use_day on dataset_use (day)`,
  // Segments from before are counted by the next round of sealing.
  `alter table access_segment add column counted_at timestamptz`,
];

/** How often each dataset was used on each day, counted once from each segment of access records. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
