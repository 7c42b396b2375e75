import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table access_segment (
     id uuid primary key,
     digest text,
     bytes bigint not null,
     records integer not null,
     first_at timestamptz not null,
     last_at timestamptz not null,
     sealed_at timestamptz not null,
     merged_into uuid references access_segment,
     check (digest is not null or merged_into is not null)
   )`,
  `create index access_segment_last_at on access_segment (last_at) where merged_into is null`,
  // Its rows become a segment at the next start, which needs the engine.
  `alter table access_record rename to former_access_record`,
  `do $$ begin
     if not exists (select from former_access_record) then drop table former_access_record; end if;
   end $$`,
];

/** Access records are objects from now on; the database holds one row for each segment of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
