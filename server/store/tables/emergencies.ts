import type { Generated } from 'kysely';
import type { Json } from './column-types.ts';

export interface EmergencyTable {
  id: string;
  code: string;
  state: string;
  title: string;
  reason: string;
  from_at: Date;
  until_at: Date;
  for_everyone: boolean;
  declared_by: string;
  declared_at: Date;
  /** Somebody else of the authority. */
  confirmed_by: string | null;
  confirmed_at: Date | null;
  ended_at: Date | null;
  reasons: Json<string[]>;
  /** What came of it, written afterwards. */
  review: string | null;
  reviewed_by: string | null;
  reviewed_at: Date | null;
  revision: Generated<number>;
  cursor_key: Buffer;
}

export interface EmergencyDatasetTable {
  emergency_id: string;
  dataset_id: string;
}

export interface EmergencyUserTable {
  emergency_id: string;
  account_id: string;
}
