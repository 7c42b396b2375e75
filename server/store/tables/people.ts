import type { ColumnType, Generated } from 'kysely';
import type { ReturnedPart } from '../../../rules/organisations/registration.ts';
import type { Json } from './column-types.ts';

export interface PublicBodyTable {
  id: string;
  code: string;
  name: string;
  name_en: string;
  district: string | null;
  created_at: Date;
  closed_at: Date | null;
}

export interface OrganisationTable {
  id: string;
  /** 统一社会信用代码, 18 signs. */
  credit_code: string;
  name: string;
  /** What it is by size or purpose; null until somebody said so. */
  kind: string | null;
  state: string;
  created_at: Date;
  /** null: it came by its corporate certificate. */
  registrant_id: string | null;
  way: Generated<string>;
  contact: Generated<string>;
  licence_digest: string | null;
  licence_type: string | null;
  licence_bytes: number | null;
  reasons: ColumnType<ReturnedPart[], string | undefined, string>;
  revision: Generated<number>;
  submitted_at: Date | null;
  decided_at: Date | null;
  /** The size that the operator confirmed from material (`plan2023-1`). */
  size_kind: string | null;
}

/** Somebody asks to be known as a researcher, an organisation as micro, small or medium. */
export interface RecognitionTable {
  id: string;
  kind: string;
  account_id: string;
  /** null: the account itself. */
  organisation_id: string | null;
  state: string;
  statement: string;
  material_digest: string;
  material_type: string;
  material_bytes: number;
  reasons: ColumnType<string[], string | undefined, string>;
  submitted_at: Date;
  decided_at: Date | null;
}

export interface UsedChallengeTable {
  nonce: string;
  expires_at: Date;
}

/** With what an organisation seals what it signs: one at a time. */
export interface OrganisationCertificateTable {
  id: string;
  organisation_id: string;
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string;
  /** DER. */
  certificate: Buffer;
  subject: string;
  issuer: string;
  serial: string;
  algorithm: string;
  not_before: Date;
  not_after: Date;
  bound_by: string;
  bound_at: Date;
  ended_at: Date | null;
}

export interface OrganisationInvitationTable {
  id: string;
  organisation_id: string;
  organisation_role: string;
  /** Whom it is for; null: whoever has the link. */
  user_name: string | null;
  secret_hash: Buffer | null;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  joined_by: string | null;
}

export interface PlatformRulesTable {
  version: number;
  title: string;
  text: string;
  note: string;
  revision: number;
  written_by: string;
  /** null: being written. */
  published_at: Date | null;
}

export interface RulesAcceptanceTable {
  account_id: string;
  /** For which it was accepted; null: for the account itself. */
  organisation_id: string | null;
  version: number;
  accepted_at: Date;
}

export interface AccountTable {
  id: string;
  user_name: string | null;
  name: string;
  email: string | null;
  assurance_level: Generated<number>;
  password_hash: string | null;
  totp_secret: Buffer | null;
  totp_last_step: number | null;
  issuer: string | null;
  subject: string | null;
  failed_attempts: Generated<number>;
  locked_until: Date | null;
  created_at: Date;
  closed_at: Date | null;
  /** An individual researcher, as the operator confirmed (`plan2023-1`). */
  researcher: Generated<boolean>;
}

export interface MembershipTable {
  id: string;
  account_id: string;
  role: string;
  body_id: string | null;
  organisation_id: string | null;
  organisation_role: string | null;
  district: string | null;
  granted_at: Date;
  granted_by: string | null;
  revoked_at: Date | null;
}

export interface SessionTable {
  id: string;
  secret_hash: Buffer;
  account_id: string;
  membership_id: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export interface SignOnAttemptTable {
  state_hash: Buffer;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: Date;
}

export interface TokenTable {
  id: string;
  account_id: string;
  membership_id: string | null;
  name: string;
  hint: string;
  secret_hash: Buffer;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface IdempotencyTable {
  account_id: string;
  key: string;
  request_digest: string;
  status: number | null;
  answer: Json<object> | null;
  created_at: Date;
}
