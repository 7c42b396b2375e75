import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence application_number`,
  `create table access_application (
     id uuid primary key,
     code text not null unique,
     owner_id uuid not null references account,
     organisation_id uuid references organisation,
     content jsonb not null,
     revision integer not null default 0,
     created_at timestamptz not null,
     submitted_at timestamptz
   )`,
  `create index access_application_owner on access_application (owner_id)`,
  `create index access_application_organisation on access_application (organisation_id)
     where organisation_id is not null`,
  `create table application_part (
     id uuid primary key,
     application_id uuid not null references access_application,
     place integer not null,
     dataset_id uuid not null references dataset,
     body_id uuid not null references public_body,
     state text not null,
     terms jsonb not null,
     offered jsonb,
     conditions jsonb not null,
     opinion jsonb,
     opinion_by uuid references account,
     reasons jsonb not null default '[]',
     dialogue jsonb not null default '[]',
     pauses jsonb not null default '[]',
     sent_back boolean not null default false,
     submitted_at timestamptz,
     accepted_at timestamptz,
     answered_at timestamptz,
     decided_at timestamptz,
     decided_by uuid references account,
     agreement_id uuid,
     unique (application_id, place)
   )`,
  `create index application_part_body on application_part (body_id, state)`,
  `create index application_part_dataset on application_part (dataset_id)`,
  `create index application_part_open on application_part (state) where decided_at is null`,
  `create table application_material (
     id uuid primary key,
     owner_id uuid not null references account,
     organisation_id uuid references organisation,
     kind text not null,
     file_name text not null,
     file_type text not null,
     bytes integer not null,
     digest text not null,
     valid_until text,
     created_at timestamptz not null
   )`,
  `create unique index application_material_once on application_material
     (coalesce(organisation_id, owner_id), kind, digest)`,
];

/** Applications for conditional data, one part for each dataset, and the materials of applicants (`xz-18`, `xz-19`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
