import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence review_number`,
  `create table review_campaign (
     id uuid primary key,
     year integer not null unique,
     state text not null,
     opened_by uuid not null references account,
     opened_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create table review_item (
     id uuid primary key,
     code text not null unique,
     campaign_id uuid not null references review_campaign,
     body_id uuid not null references public_body,
     dataset_id uuid references dataset,
     catalogue_entry_id uuid references catalogue_entry,
     state text not null,
     assessment jsonb,
     reasons jsonb not null default '[]',
     prepared_by uuid references account,
     prepared_at timestamptz,
     decided_by uuid references account,
     decided_at timestamptz,
     created_at timestamptz not null,
     check (num_nonnulls(dataset_id, catalogue_entry_id) = 1)
   )`,
  `create unique index review_item_dataset on review_item (campaign_id, dataset_id) where dataset_id is not null`,
  `create unique index review_item_entry on review_item (campaign_id, catalogue_entry_id)
     where catalogue_entry_id is not null`,
  `create index review_item_body on review_item (campaign_id, body_id, state, code)`,
];

/** Yearly reviews of the open list and of what is not opened (`xz-10`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
