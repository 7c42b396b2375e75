import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // What the operator confirmed, apart from what was declared at registration.
  `alter table organisation add column size_kind text`,
  `alter table account add column researcher boolean not null default false`,
  `create table recognition (
     id uuid primary key,
     kind text not null,
     account_id uuid not null references account,
     organisation_id uuid references organisation,
     state text not null,
     statement text not null,
     material_digest text not null,
     material_type text not null,
     material_bytes integer not null,
     reasons jsonb not null default '[]',
     submitted_at timestamptz not null,
     decided_at timestamptz
   )`,
  `create unique index recognition_once on recognition (coalesce(organisation_id, account_id))
     where state = 'submitted'`,
  `create index recognition_state on recognition (state, id)`,
  // A challenge carries its own proof; only that it was used is kept, until it would have run out.
  `create table used_challenge (
     nonce text primary key,
     expires_at timestamptz not null
   )`,
  `create table organisation_certificate (
     id uuid primary key,
     organisation_id uuid not null references organisation,
     fingerprint text not null,
     certificate bytea not null,
     subject text not null,
     issuer text not null,
     serial text not null,
     algorithm text not null,
     not_before timestamptz not null,
     not_after timestamptz not null,
     bound_by uuid not null references account,
     bound_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create unique index organisation_certificate_bound on organisation_certificate (organisation_id)
     where ended_at is null`,
  `alter table agreement_signature
     add column certificate_id uuid references organisation_certificate,
     add column seal text`,
];

/** Corporate certificates: log-in, seals of organisations; recognised kinds of data users (`plan2023-1`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
