import type { Generated } from 'kysely';
import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import type { FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { Places } from '../../../rules/maps/maps.operations.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { Widths } from '../../../rules/sources/delivery.ts';
import type { LiveSetting } from '../../../rules/sources/live.ts';
import type { PullProblem } from '../../../rules/sources/pull.ts';
import type { SourceAddress } from '../../../rules/sources/source.schema.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
import type { CarriedReading, Comparison } from '../../../rules/uploads/comparison.ts';
import type { KeptRefusal } from '../../../rules/uploads/kept-refusal.ts';
import type { Distribution, VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { FieldCounts, HotShape } from '../hot/hot.types.ts';
import type { Json } from './column-types.ts';

export interface UploadTable {
  id: string;
  body_id: string;
  account_id: string;
  file_name: string;
  bytes: number;
  state: string;
  digest: string | null;
  choices: Json<ReadingChoices>;
  reading: Json<Reading> | null;
  refusal: Json<KeptRefusal> | null;
  created_at: Date;
  finished_at: Date | null;
  dataset_id: string | null;
  carried: Json<CarriedReading> | null;
  survey: Json<Survey> | null;
  comparison: Json<Comparison> | null;
}

export interface DataVersionTable {
  id: string;
  dataset_id: string;
  number: number | null;
  state: string;
  upload_id: string;
  reading: Json<Reading>;
  choices: Json<ReadingChoices>;
  original_digest: string;
  original_name: string;
  original_bytes: number;
  data_digest: string | null;
  data_bytes: number | null;
  rows: number | null;
  manifest: Json<VersionManifest> | null;
  scan: Json<ContentScan> | null;
  findings: Json<Finding[]>;
  prepared_by: string;
  published_by: string | null;
  created_at: Date;
  validated_at: Date | null;
  published_at: Date | null;
}

export interface VersionDistributionTable {
  version_id: string;
  /** By column name. */
  columns: Json<Record<string, Distribution>>;
}

export interface VersionPlacesTable {
  version_id: string;
  places: Json<Places> | null;
}

export interface FieldRulesTable {
  dataset_id: string;
  /** Counts from 1; the highest is in force. */
  revision: number;
  rules: Json<FieldRule[]>;
  written_by: string;
  written_at: Date;
}

/** In a schema of its own, which no backup takes. */
export interface HotVersionTable {
  version_id: string;
  state: Generated<'cold' | 'hot' | 'unfit'>;
  use: number;
  use_at: Date;
  fields: Json<FieldCounts>;
  relation: string | null;
  columns: Json<HotShape> | null;
  bytes: number | null;
  since: Date | null;
}

export interface SourceTable {
  id: string;
  body_id: string;
  dataset_id: string;
  name: string;
  state: string;
  address: Json<SourceAddress>;
  secret: Buffer | null;
  every_seconds: number | null;
  live: Json<LiveSetting> | null;
  revision: Generated<number>;
  prepared_by: string;
  approved_by: string | null;
  approved_at: Date | null;
  next_pull_at: Date | null;
  last_digest: string | null;
  validators: Json<{ etag: string | null; lastModified: string | null }> | null;
  created_at: Date;
}

export interface SourcePullTable {
  id: string;
  source_id: string;
  at: Date;
  finished_at: Date | null;
  outcome: string | null;
  bytes: number | null;
  digest: string | null;
  upload_id: string | null;
  version_id: string | null;
  problem: Json<PullProblem> | null;
}

export interface LivePeriodTable {
  id: string;
  source_id: string;
  dataset_id: string;
  like_version_id: string;
  mode: string;
  seal_every: string;
  starts_at: Date;
  ends_at: Date;
  opened_at: Date;
  state: string;
  revision: number;
  rows: number;
  characters: number;
  widths: Json<Widths>;
  last_at: Date;
  upload_id: string | null;
  version_id: string | null;
  outcome: string | null;
}

export interface LiveDeliveryTable {
  id: string;
  period_id: string;
  number: number;
  at: Date;
  account_id: string | null;
  rows: number;
  cells: string | null;
  typed: string | null;
}

export interface EventTable {
  position: Generated<number>;
  id: string;
  at: Date;
  actor_id: string | null;
  role: string;
  body_id: string | null;
  action: string;
  thing: string;
  thing_id: string;
  result: string;
  provision: string | null;
  trace_id: string;
  body: string;
}

export interface AccessSegmentTable {
  id: string;
  /** Null once it has been merged into another and its object removed. */
  digest: string | null;
  bytes: number;
  records: number;
  first_at: Date;
  last_at: Date;
  sealed_at: Date;
  merged_into: string | null;
  /** When its records went into `dataset_use`; null until then. */
  counted_at: Date | null;
}

/** Successful calls and downloads of one dataset on one day in +08:00. */
export interface DatasetUseTable {
  dataset_id: string;
  /** YYYY-MM-DD */
  day: string;
  calls: number;
  downloads: number;
}
