import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table draft_batch (
     id uuid primary key,
     body_id uuid not null references public_body,
     account_id uuid not null references account,
     file_name text,
     edit jsonb,
     state text not null,
     looked integer not null,
     created_at timestamptz not null,
     finished_at timestamptz
   )`,
  `create index draft_batch_body on draft_batch (body_id, id desc)`,
  `create table draft_batch_item (
     batch_id uuid not null references draft_batch,
     place integer not null,
     dataset_id uuid references dataset,
     code text not null,
     line integer,
     changes jsonb not null,
     refusals jsonb not null,
     done jsonb,
     primary key (batch_id, place)
   )`,
];

/** Changes of many drafts at once, looked over before they are written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
