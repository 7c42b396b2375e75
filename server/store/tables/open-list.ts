import type { Generated } from 'kysely';
import type { CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import type { Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import type { Difference } from '../../../rules/catalogue/import/difference.ts';
import type { FindingCount, ImportCounts } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Change } from '../../../rules/draft-batches/changes.ts';
import type { BatchEdit, BatchDone } from '../../../rules/draft-batches/draft-batches.operations.ts';
import type { LineRefusal } from '../../../rules/draft-batches/list-file.ts';
import type { GuidelineContent, LevelRefinement } from '../../../rules/gradings/guideline.schema.ts';
import type { GuidelineEffect } from '../../../rules/gradings/guidelines.operations.ts';
import type { ContentScan } from '../../../rules/gradings/scan.schema.ts';
import type { ListChange, ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { Assessment } from '../../../rules/reviews/assessment.ts';
import type { KeptRefusal } from '../../../rules/uploads/kept-refusal.ts';
import type { Derived, Json } from './column-types.ts';

export interface CatalogueEntryTable {
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
  /** Since when its source has it no more; what was changed or came again after that is not gone. */
  vanished_at: Date | null;
  /** Names of its fields, taken out by the database. */
  field_names: Derived<string[]>;
  revision: Generated<number>;
  created_at: Date;
  changed_at: Date;
}

export interface DatasetTable {
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
  /** Since when what was updated before is static. */
  static_since: Date | null;
  created_at: Date;
  listed_at: Date | null;
  opened_at: Date | null;
  data_updated_at: Date | null;
  changed_at: Date;
  /** It came onto the list with an export, and no list change has been accepted since. */
  imported: Generated<boolean>;
  /** What xz-9 misses in an imported entry: code of the finding → how often. */
  lacking: Json<Record<string, number>> | null;
  /** What lists narrow by: the database takes it out of the entry. */
  list_domain: Derived<string | null>;
  list_frequency: Derived<string | null>;
  /** What drafts are searched by: name in force or being written, and code. */
  draft_text: Derived<string>;
  /** What the fields of the entry are bound to. */
  list_bindings: Derived<string[] | null>;
}

/** Why an export is not taken: the file cannot be read, or lacks columns of a catalogue. */
export type ImportRefusal = KeptRefusal | { lacking: readonly string[] };

export interface CatalogueImportTable {
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

export interface CatalogueImportChangeTable {
  import_id: string;
  kind: string;
  source_id: string;
  name: string;
  body: string;
  entry_id: string | null;
  differences: Json<Difference[]>;
}

export interface GradingGuidelineTable {
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

export interface GradingRefinementTable {
  id: string;
  body_id: string;
  revision: number;
  items: Json<LevelRefinement[]>;
  written_by: string;
  written_at: Date;
}

export interface RegradingTable {
  id: string;
  dataset_id: string;
  guideline_id: string;
  before_class: string | null;
  after_class: string | null;
  reason: string;
  created_at: Date;
  done_at: Date | null;
}

export interface ConsentTable {
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

export interface SecrecyReviewTable {
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

export interface GradingTable {
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

export interface WorkOrderTable {
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

export interface MismatchTable {
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

export interface ReviewCampaignTable {
  id: string;
  year: number;
  state: string;
  opened_by: string;
  opened_at: Date;
  ended_at: Date | null;
}

export interface ReviewItemTable {
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

export interface InformationSystemTable {
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

export interface SystemItemTable {
  system_id: string;
  place: number;
  name: string;
  open_class: string;
  interface: string;
  update_frequency: string;
  catalogue_entry_id: string | null;
}

export interface DraftBatchTable {
  id: string;
  body_id: string;
  account_id: string;
  file_name: string | null;
  edit: Json<BatchEdit> | null;
  state: string;
  /** Datasets, or lines of a file, that were looked at. */
  looked: number;
  created_at: Date;
  finished_at: Date | null;
}

export interface DraftBatchItemTable {
  batch_id: string;
  place: number;
  dataset_id: string | null;
  code: string;
  line: number | null;
  changes: Json<Change[]>;
  refusals: Json<LineRefusal[]>;
  /** What became of it; null until the batch is taken. */
  done: Json<BatchDone> | null;
}
