import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Until it is accepted a registration is a claim: two people may make the same one.
  `alter table organisation drop constraint organisation_credit_code_key`,
  `create unique index organisation_accepted on organisation (credit_code) where state = 'accepted'`,
  `create index organisation_code on organisation (credit_code)`,
  `alter table organisation
     add column registrant_id uuid references account,
     add column way text not null default 'documents',
     add column contact text not null default '',
     add column licence_digest text,
     add column licence_type text,
     add column licence_bytes integer,
     add column reasons jsonb not null default '[]',
     add column revision integer not null default 0,
     add column submitted_at timestamptz,
     add column decided_at timestamptz`,
  `create index organisation_registrant on organisation (registrant_id)`,
  `alter table membership add column organisation_role text`,
  `create index membership_organisation on membership (organisation_id) where revoked_at is null`,
  `create table organisation_invitation (
     id uuid primary key,
     organisation_id uuid not null references organisation,
     organisation_role text not null,
     user_name text,
     secret_hash bytea unique,
     invited_by uuid not null references account,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     ended_at timestamptz,
     joined_by uuid references account
   )`,
  `create index organisation_invitation_of on organisation_invitation (organisation_id) where ended_at is null`,
  `create index organisation_invitation_to on organisation_invitation (user_name) where ended_at is null`,
];

/** Organisations registered by documents and reviewed, their members and who is invited. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
