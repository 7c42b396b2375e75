import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table grading_guideline (
     id uuid primary key,
     version text not null unique,
     state text not null,
     content jsonb not null,
     revision integer not null default 0,
     drafted_by uuid references account,
     agreed_by uuid references account,
     enforced_by uuid references account,
     returned_because text,
     effect jsonb,
     created_at timestamptz not null,
     proposed_at timestamptz,
     agreed_at timestamptz,
     in_force_at timestamptz,
     superseded_at timestamptz
   )`,
  // Exactly one is in force: a second is refused by the store itself.
  `create unique index grading_guideline_in_force on grading_guideline (state) where state = 'in-force'`,
  `create table grading_refinement (
     id uuid primary key,
     body_id uuid not null references public_body,
     revision integer not null,
     items jsonb not null,
     written_by uuid not null references account,
     written_at timestamptz not null,
     unique (body_id, revision)
   )`,
  `create table consent (
     id uuid primary key,
     dataset_id uuid not null references dataset,
     holders text not null,
     opens text not null,
     fields jsonb not null,
     evidence text not null,
     recorded_by uuid not null references account,
     recorded_at timestamptz not null,
     revoked_by uuid references account,
     revoked_at timestamptz,
     revoked_because text
   )`,
  `create index consent_dataset on consent (dataset_id)`,
  `create table secrecy_review (
     id uuid primary key,
     dataset_id uuid not null references dataset,
     version_id uuid references data_version,
     fields jsonb not null,
     result text not null,
     evidence text not null,
     marks jsonb not null,
     reviewer_id uuid not null references account,
     at timestamptz not null
   )`,
  `create index secrecy_review_dataset on secrecy_review (dataset_id, id desc)`,
  `create table regrading (
     id uuid primary key,
     dataset_id uuid not null references dataset,
     guideline_id uuid not null references grading_guideline,
     before_class text,
     after_class text,
     reason text not null,
     created_at timestamptz not null,
     done_at timestamptz
   )`,
  `create unique index regrading_open on regrading (dataset_id) where done_at is null`,
  `alter table grading
     add column guideline_id uuid references grading_guideline,
     add column refinement_id uuid references grading_refinement,
     add column consent_id uuid references consent,
     add column work_order_id uuid references work_order,
     add column fields jsonb not null default '{}',
     add column graded_class text,
     add column accepted_at timestamptz`,
  // Before, whatever was listed had been accepted with its newest grading.
  `update grading set accepted_at = decided_at`,
  `alter table dataset
     add column state_secret boolean not null default false,
     add column withheld_before timestamptz`,
  `alter table data_version add column scan jsonb`,
];

/** The grading guideline in versions, what bodies refine of it, consents, reviews for secrecy, and what is to be graded anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
