import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence agreement_number`,
  // The part of an application has no foreign key: an agreement outlives what it came from.
  `create table agreement (
     id uuid primary key,
     code text not null unique,
     part_id uuid not null,
     application_id uuid not null,
     dataset_id uuid not null references dataset,
     body_id uuid not null references public_body,
     owner_id uuid not null references account,
     organisation_id uuid references organisation,
     state text not null,
     part jsonb not null,
     data_user jsonb not null,
     document jsonb not null,
     odrl text not null,
     odrl_digest text not null unique,
     text_digest text not null,
     pdf_digest text unique,
     reasons jsonb not null default '[]',
     until date not null,
     offered_at timestamptz not null,
     in_force_at timestamptz,
     ended_at timestamptz
   )`,
  `create unique index agreement_part on agreement (part_id)
     where state in ('offered', 'user-signed', 'signed', 'examining', 'in-force')`,
  `create index agreement_owner on agreement (owner_id, id)`,
  `create index agreement_organisation on agreement (organisation_id, id) where organisation_id is not null`,
  `create index agreement_body on agreement (body_id, id)`,
  `create index agreement_until on agreement (until) where ended_at is null`,
  `create table agreement_signature (
     agreement_id uuid not null references agreement,
     party text not null,
     account_id uuid not null references account,
     role text not null,
     proof text not null,
     signed_digest text not null,
     signed_at timestamptz not null,
     primary key (agreement_id, party)
   )`,
];

/** Agreements on the use of conditional data (`xz-20`), and who signed them how. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
