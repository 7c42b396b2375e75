import type { Generated } from 'kysely';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Json } from './column-types.ts';

export interface DataGrantTable {
  id: string;
  agreement_id: string;
  dataset_id: string;
  body_id: string;
  owner_id: string;
  organisation_id: string | null;
  state: string;
  /** What the agreement says; `terms` are what holds now. */
  agreed: Json<GrantTerms>;
  terms: Json<GrantTerms>;
  /** Why it is restricted, suspended or revoked. */
  reason: string | null;
  /** Another one at every change: what was kept under an old one is not used again. */
  revision: Generated<number>;
  /** Seals its cursors: where a row stands among those that are not to be seen stays unknown. */
  cursor_key: Buffer;
  /** By which rows are kept back from its holder, 16 bytes; null: copies are not marked. */
  mark_key: Buffer | null;
  rows_given: Generated<number>;
  /** Asked for on the fast track: watched more closely (`plan2023-2.4`). */
  fast_track: Generated<boolean>;
  created_at: Date;
  changed_at: Date;
}

export interface GrantUseTable {
  grant_id: string;
  day: string;
  calls: number;
}

export interface GrantSecretTable {
  id: string;
  grant_id: string;
  hint: string;
  secret_hash: Buffer;
  created_by: string;
  created_at: Date;
  /** null: until it is replaced or revoked. */
  ends_at: Date | null;
}

export interface GrantTokenTable {
  secret_hash: Buffer;
  secret_id: string;
  expires_at: Date;
}
