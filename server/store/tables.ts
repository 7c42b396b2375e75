import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CatalogueField } from '../../rules/catalogue/catalogue.schema.ts';
import type { Cells } from '../../rules/catalogue/import/catalogue-row.ts';
import type { FindingCount, ImportCounts } from '../../rules/catalogue/catalogue-imports.operations.ts';
import type { ListEntry } from '../../rules/datasets/list-entry.schema.ts';
import type { GuidelineContent, LevelRefinement } from '../../rules/gradings/guideline.schema.ts';
import type { GuidelineEffect } from '../../rules/gradings/guidelines.operations.ts';
import type { ContentScan } from '../../rules/gradings/scan.schema.ts';
import type { Finding } from '../../rules/findings/finding.schema.ts';
import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import type { ListChange, ReturnReason } from '../../rules/work-orders/work-order.schema.ts';
import type { Widths } from '../../rules/sources/delivery.ts';
import type { LiveSetting } from '../../rules/sources/live.ts';
import type { PullProblem } from '../../rules/sources/pull.ts';
import type { Assessment } from '../../rules/reviews/assessment.ts';
import type { SourceAddress } from '../../rules/sources/source.schema.ts';
import type { Survey } from '../../rules/reading/survey.ts';
import type { CarriedReading, Comparison } from '../../rules/uploads/comparison.ts';
import type { KeptRefusal } from '../../rules/uploads/kept-refusal.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';

/** Written by the database alone. */
type Derived<T> = ColumnType<T, undefined, never>;
type Json<T extends object | null> = JSONColumnType<T, string, string>;

/** The rows as PostgreSQL holds them; they never leave the query files. bigint arrives as a number (see database.ts). */
export interface Database {
  setting: { key: string; value: Json<object>; changed_at: Date };
  public_body: PublicBodyTable;
  account: AccountTable;
  membership: MembershipTable;
  session: SessionTable;
  sign_on_attempt: SignOnAttemptTable;
  token: TokenTable;
  upload: UploadTable;
  catalogue_entry: CatalogueEntryTable;
  catalogue_import: CatalogueImportTable;
  catalogue_import_change: CatalogueImportChangeTable;
  dataset: DatasetTable;
  grading_guideline: GradingGuidelineTable;
  grading_refinement: GradingRefinementTable;
  grading: GradingTable;
  regrading: RegradingTable;
  consent: ConsentTable;
  secrecy_review: SecrecyReviewTable;
  work_order: WorkOrderTable;
  data_version: DataVersionTable;
  mismatch: MismatchTable;
  review_campaign: ReviewCampaignTable;
  review_item: ReviewItemTable;
  information_system: InformationSystemTable;
  system_item: SystemItemTable;
  source: SourceTable;
  source_pull: SourcePullTable;
  live_period: LivePeriodTable;
  live_delivery: LiveDeliveryTable;
  event: EventTable;
  access_segment: AccessSegmentTable;
  idempotency: IdempotencyTable;
}

interface PublicBodyTable {
  id: string;
  code: string;
  name: string;
  name_en: string;
  district: string | null;
  created_at: Date;
  closed_at: Date | null;
}

interface AccountTable {
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
}

interface MembershipTable {
  id: string;
  account_id: string;
  role: string;
  body_id: string | null;
  district: string | null;
  granted_at: Date;
  granted_by: string | null;
  revoked_at: Date | null;
}

interface SessionTable {
  id: string;
  secret_hash: Buffer;
  account_id: string;
  membership_id: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

interface SignOnAttemptTable {
  state_hash: Buffer;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: Date;
}

interface TokenTable {
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

interface UploadTable {
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

interface CatalogueEntryTable {
  id: string;
  body_id: string;
  name: string;
  summary: string;
  domain: string;
  openness: string;
  origin: string;
  system: Generated<string>;
  /** The body that it was got from by sharing. */
  shared_from: string | null;
  update_frequency: Generated<string>;
  area: Generated<string>;
  time_coverage: Generated<string>;
  fields: Json<CatalogueField[]>;
  /** The portal with whose export it came, and its id there. */
  source: string | null;
  source_id: string | null;
  source_url: Generated<string>;
  source_row: Json<Cells> | null;
  first_published: Generated<string>;
  source_updated: Generated<string>;
  disputed: Json<{ importId: string; headers: string[] }> | null;
  revision: Generated<number>;
  created_at: Date;
  changed_at: Date;
}

interface DatasetTable {
  id: string;
  code: string;
  body_id: string;
  catalogue_entry_id: string | null;
  state: string;
  open_class: string | null;
  name: string | null;
  entry: Json<ListEntry> | null;
  draft: Json<ListEntry> | null;
  draft_revision: Generated<number>;
  draft_by: string | null;
  current_version_id: string | null;
  state_secret: Generated<boolean>;
  withheld_before: Date | null;
  suspended_reason: string | null;
  created_at: Date;
  listed_at: Date | null;
  opened_at: Date | null;
  data_updated_at: Date | null;
  changed_at: Date;
  /** It came onto the list with an export, and no list change has been accepted since. */
  imported: Generated<boolean>;
  /** What xz-9 misses in an imported entry: code of the finding → how often. */
  lacking: Json<Record<string, number>> | null;
  /** What lists narrow and search by: the database takes it out of the entry. */
  list_domain: Derived<string | null>;
  list_frequency: Derived<string | null>;
  list_text: Derived<string>;
}

/** Why an export is not taken: the file cannot be read, or lacks columns of a catalogue. */
export type ImportRefusal = KeptRefusal | { lacking: readonly string[] };

interface CatalogueImportTable {
  id: string;
  file_name: string;
  bytes: number;
  received: Generated<number>;
  state: string;
  source: string | null;
  done: Generated<number>;
  total: number | null;
  counts: Json<ImportCounts> | null;
  new_bodies: Json<{ code: string; name: string }[]>;
  findings: Json<FindingCount[]>;
  refusal: Json<ImportRefusal> | null;
  account_id: string;
  role: string;
  created_at: Date;
  finished_at: Date | null;
}

interface CatalogueImportChangeTable {
  import_id: string;
  kind: string;
  source_id: string;
  name: string;
  body: string;
  entry_id: string | null;
  headers: Json<string[]>;
}

interface GradingGuidelineTable {
  id: string;
  version: string;
  state: string;
  content: Json<GuidelineContent>;
  revision: Generated<number>;
  drafted_by: string | null;
  agreed_by: string | null;
  enforced_by: string | null;
  returned_because: string | null;
  effect: Json<GuidelineEffect> | null;
  created_at: Date;
  proposed_at: Date | null;
  agreed_at: Date | null;
  in_force_at: Date | null;
  superseded_at: Date | null;
}

interface GradingRefinementTable {
  id: string;
  body_id: string;
  revision: number;
  items: Json<LevelRefinement[]>;
  written_by: string;
  written_at: Date;
}

interface RegradingTable {
  id: string;
  dataset_id: string;
  guideline_id: string;
  before_class: string | null;
  after_class: string | null;
  reason: string;
  created_at: Date;
  done_at: Date | null;
}

interface ConsentTable {
  id: string;
  dataset_id: string;
  holders: string;
  opens: string;
  fields: Json<string[]>;
  evidence: string;
  recorded_by: string;
  recorded_at: Date;
  revoked_by: string | null;
  revoked_at: Date | null;
  revoked_because: string | null;
}

interface SecrecyReviewTable {
  id: string;
  dataset_id: string;
  version_id: string | null;
  fields: Json<string[]>;
  result: string;
  evidence: string;
  marks: Json<ContentScan['marks']>;
  reviewer_id: string;
  at: Date;
}

interface GradingTable {
  id: string;
  dataset_id: string;
  guideline_id: string | null;
  refinement_id: string | null;
  consent_id: string | null;
  work_order_id: string | null;
  fields: Json<Record<string, Record<string, string>>>;
  graded_class: string | null;
  accepted_at: Date | null;
  guideline_version: string;
  levels: Json<Record<string, string>>;
  evidence: string;
  open_class: string;
  proposed_by: string;
  decided_by: string;
  decided_at: Date;
}

interface WorkOrderTable {
  id: string;
  code: string;
  kind: string;
  state: string;
  body_id: string;
  dataset_id: string;
  change: Json<ListChange>;
  reasons: Json<ReturnReason[]>;
  prepared_by: string;
  submitted_by: string | null;
  decided_by: string | null;
  prepared_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
}

interface DataVersionTable {
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

interface MismatchTable {
  id: string;
  code: string;
  kind: string;
  state: string;
  body_id: string;
  catalogue_entry_id: string | null;
  dataset_id: string | null;
  found_at: Date;
  resolved_at: Date | null;
  explanation: string | null;
  explained_by: string | null;
  explained_at: Date | null;
}

interface ReviewCampaignTable {
  id: string;
  year: number;
  state: string;
  opened_by: string;
  opened_at: Date;
  ended_at: Date | null;
}

interface ReviewItemTable {
  id: string;
  code: string;
  campaign_id: string;
  body_id: string;
  dataset_id: string | null;
  catalogue_entry_id: string | null;
  state: string;
  assessment: Json<Assessment> | null;
  reasons: Json<string[]>;
  prepared_by: string | null;
  prepared_at: Date | null;
  decided_by: string | null;
  decided_at: Date | null;
  created_at: Date;
}

interface InformationSystemTable {
  id: string;
  code: string;
  body_id: string;
  name: string;
  purpose: string;
  state: string;
  revision: Generated<number>;
  prepared_by: string;
  requested_by: string | null;
  requested_at: Date | null;
  decided_at: Date | null;
  reasons: Json<string[]>;
  created_at: Date;
}

interface SystemItemTable {
  system_id: string;
  place: number;
  name: string;
  open_class: string;
  interface: string;
  update_frequency: string;
  catalogue_entry_id: string | null;
}

interface SourceTable {
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

interface SourcePullTable {
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

interface LivePeriodTable {
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

interface LiveDeliveryTable {
  id: string;
  period_id: string;
  number: number;
  at: Date;
  account_id: string | null;
  rows: number;
  cells: string | null;
  typed: string | null;
}

interface EventTable {
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

interface AccessSegmentTable {
  id: string;
  /** Null once it has been merged into another and its object removed. */
  digest: string | null;
  bytes: number;
  records: number;
  first_at: Date;
  last_at: Date;
  sealed_at: Date;
  merged_into: string | null;
}

interface IdempotencyTable {
  account_id: string;
  key: string;
  request_digest: string;
  status: number | null;
  answer: Json<object> | null;
  created_at: Date;
}
