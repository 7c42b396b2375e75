import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table data_grant (
     id uuid primary key,
     agreement_id uuid not null,
     dataset_id uuid not null references dataset,
     body_id uuid not null references public_body,
     owner_id uuid not null references account,
     organisation_id uuid references organisation,
     state text not null,
     agreed jsonb not null,
     terms jsonb not null,
     reason text,
     revision integer not null default 0,
     cursor_key bytea not null,
     rows_given bigint not null default 0,
     created_at timestamptz not null,
     changed_at timestamptz not null
   )`,
  `create index data_grant_of_owner on data_grant (owner_id, dataset_id)`,
  `create index data_grant_of_organisation on data_grant (organisation_id, dataset_id) where organisation_id is not null`,
  `create index data_grant_of_body on data_grant (body_id)`,
  `create index data_grant_of_agreement on data_grant (agreement_id)`,
  `create table grant_use (
     grant_id uuid not null references data_grant,
     day date not null,
     calls bigint not null,
     primary key (grant_id, day)
   )`,
  `create table grant_secret (
     id uuid primary key,
     grant_id uuid not null references data_grant,
     hint text not null,
     secret_hash bytea not null unique,
     created_by uuid not null references account,
     created_at timestamptz not null,
     ends_at timestamptz
   )`,
  `create index grant_secret_of_grant on grant_secret (grant_id)`,
  `create table grant_token (
     secret_hash bytea primary key,
     secret_id uuid not null references grant_secret,
     expires_at timestamptz not null
   )`,
  `create index grant_token_expires on grant_token (expires_at)`,
];

/** What data users may take under their agreements, what they have taken, and the credentials of their systems. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
