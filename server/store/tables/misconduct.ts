import type { ColumnType } from 'kysely';
import type { Json } from './column-types.ts';

/** Not there when it is reported. */
type Later<T> = ColumnType<T | null, undefined, T | null>;

export interface MisconductTable {
  id: string;
  code: string;
  state: string;
  dataset_id: string | null;
  /** The publisher of the dataset. */
  body_id: string | null;
  /** As it was reported. */
  data_user: string;
  words: string;
  link: string | null;
  reporter_id: string | null;
  /** SHA-256 of the receipt, which only the reporter has. */
  receipt_hash: Buffer;
  reported_at: Date;
  /** Whom it was recorded against: a person or an organisation. */
  owner_id: Later<string>;
  organisation_id: Later<string>;
  ground: Later<string>;
  article: Later<string>;
  reasons: Json<string[]>;
  recorded_by: Later<string>;
  decided_at: Later<Date>;
  appeal_words: Later<string>;
  appealed_at: Later<Date>;
  appeal_answer: Later<string>;
  appeal_decided_at: Later<Date>;
  notice: Later<string>;
  published_at: Later<Date>;
  lifted_at: Later<Date>;
}

export interface MisconductMeasureTable {
  id: string;
  misconduct_id: string;
  kind: string;
  /** The publisher on whose data it acts; null: on all. */
  body_id: string | null;
  reason: string;
  /** The last day (+08:00); null: until it is lifted. */
  until: ColumnType<Date | null, string | null, string | null>;
  /** The grants that it suspended, which go on when it ends. */
  grants: Json<string[]>;
  taken_by: string | null;
  taken_at: Date;
  ended_at: ColumnType<Date | null, undefined, Date>;
}
