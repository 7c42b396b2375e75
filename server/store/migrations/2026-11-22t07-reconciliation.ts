import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence mismatch_number`,
  `create table mismatch (
     id uuid primary key,
     code text not null unique,
     kind text not null,
     state text not null,
     body_id uuid not null references public_body,
     catalogue_entry_id uuid references catalogue_entry,
     dataset_id uuid references dataset,
     found_at timestamptz not null,
     resolved_at timestamptz,
     explanation text,
     explained_by uuid references account,
     explained_at timestamptz
   )`,
  // The same disagreement is one work order, however often it is seen.
  `create unique index mismatch_standing on mismatch (catalogue_entry_id, dataset_id, kind) nulls not distinct
     where state <> 'resolved'`,
  `create index mismatch_list on mismatch (state, id)`,
  `create index mismatch_body on mismatch (body_id, state)`,
  `create index dataset_of_entry on dataset (catalogue_entry_id)`,
];

/** Disagreements between what the catalogue declares open and what is (`plan2023-2.3`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
