import type { ColumnType } from 'kysely';

export interface FastTrackEntryTable {
  id: string;
  kind: string;
  name: string;
  description: string;
  scenario_kind: string | null;
  credit_code: string | null;
  /** First and last day (+08:00). */
  from_day: string;
  until_day: string | null;
  added_by: string;
  added_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
  end_reason: string | null;
}

/** An application that asks for the fast track, with the notice that was signed. */
export interface FastTrackRequestTable {
  application_id: string;
  entry_id: string;
  state: string;
  notice_version: number;
  /** SHA-256 of its text, in hexadecimal. */
  notice_hash: string;
  signed_by: string;
  signed_at: Date;
  /** Who took the application in and looked at the list. */
  prepared_by: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  reasons: ColumnType<string[], string | undefined, string>;
}

/** The rows are of persons, whose identity number stands in the column. */
export interface PersonalDatasetTable {
  dataset_id: string;
  column_name: string;
  declared_by: string;
  declared_at: Date;
}

/** As city sign-on vouched for it; sealed. */
export interface VerifiedIdentityTable {
  account_id: string;
  number: Buffer;
  verified_at: Date;
}

export interface PersonalConsentTable {
  id: string;
  account_id: string;
  dataset_id: string;
  organisation_id: string;
  state: string;
  /** The last day (+08:00). */
  until_day: string;
  given_at: Date;
  revoked_at: Date | null;
}

/** Rows of consenting persons given out under a grant on a day. */
export interface PersonalUseTable {
  grant_id: string;
  day: string;
  times: number;
  rows: number;
}
