import type { Generated } from 'kysely';

export interface EventOutboxTable {
  event_id: string;
  /** Later where telling it failed. */
  due_at: Date;
}

export interface MessageTable {
  id: string;
  account_id: string;
  event_id: string;
  /** In which they were told; null: as a person. */
  role: string | null;
  action: string;
  name: string;
  code: string;
  path: string;
  provision: string | null;
  at: Date;
  read_at: Date | null;
}

export interface MessageDeliveryTable {
  id: string;
  message_id: string;
  account_id: string;
  channel: string;
  /** With others that are due at the same time. */
  together: boolean;
  state: string;
  due_at: Date;
  attempts: Generated<number>;
  /** What was tried together stays together. */
  batch: string | null;
  error: string | null;
}

export interface MessageSettingsTable {
  account_id: string;
  language: string;
  mail: string;
  address: string | null;
  unconfirmed: string | null;
  /** SHA-256 of the code that was sent to `unconfirmed`. */
  code_hash: Buffer | null;
  code_until: Date | null;
  code_attempts: Generated<number>;
  hook: string;
  hook_url: string | null;
  /** Sealed: what goes out is signed with it. */
  hook_secret: Buffer | null;
  /** SHA-256 of the secret address. */
  calendar_hash: Buffer | null;
}

export interface SavedSearchTable {
  id: string;
  account_id: string;
  name: string;
  /** As in the address of the search page, without `?`. */
  query: string;
  created_at: Date;
  /** What was listed after it is new. */
  looked_until: Date;
  look_at: Date;
}
