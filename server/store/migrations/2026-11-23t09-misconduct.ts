import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create sequence misconduct_number`,
  `create table misconduct (
     id uuid primary key,
     code text not null unique,
     state text not null,
     dataset_id uuid references dataset,
     body_id uuid references public_body,
     data_user text not null,
     words text not null,
     link text,
     reporter_id uuid references account,
     receipt_hash bytea not null unique,
     reported_at timestamptz not null,
     owner_id uuid references account,
     organisation_id uuid references organisation,
     ground text,
     article text,
     reasons jsonb not null default '[]',
     recorded_by uuid references account,
     decided_at timestamptz,
     appeal_words text,
     appealed_at timestamptz,
     appeal_answer text,
     appeal_decided_at timestamptz,
     notice text,
     published_at timestamptz,
     lifted_at timestamptz,
     check (owner_id is null or organisation_id is null),
     check (state not in ('recorded', 'measured', 'lifted') or (ground is not null and recorded_by is not null))
   )`,
  `create index misconduct_open on misconduct (state, id)`,
  `create index misconduct_of_body on misconduct (body_id) where body_id is not null`,
  `create index misconduct_of_owner on misconduct (owner_id) where owner_id is not null`,
  `create index misconduct_of_organisation on misconduct (organisation_id) where organisation_id is not null`,
  `create table misconduct_measure (
     id uuid primary key,
     misconduct_id uuid not null references misconduct,
     kind text not null check (kind in ('restrict', 'close')),
     body_id uuid references public_body,
     reason text not null,
     until date,
     grants jsonb not null,
     taken_by uuid references account,
     taken_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create index misconduct_measure_of on misconduct_measure (misconduct_id)`,
  `create index misconduct_measure_due on misconduct_measure (until) where ended_at is null`,
  // Reports are nobody's business: only what notices show, and what ends them, makes other pages.
  `create trigger changes_pages after update of notice, state on misconduct
     for each statement execute function pages.note_change()`,
  `create trigger changes_pages after insert or update on misconduct_measure
     for each statement execute function pages.note_change()`,
];

/** Reports of misuse by anyone, what was found, the measures taken and the public notices of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
