import type { ApplicationContent, Opinion, Reason } from '../../../rules/applications/application.schema.ts';
import type { Reconsideration, Said } from '../../../rules/applications/dialogue.schema.ts';
import type { ExpertWords } from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Pause } from '../../../rules/time/paused-clock.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Json } from './column-types.ts';

export interface AccessApplicationTable {
  id: string;
  code: string;
  owner_id: string;
  organisation_id: string | null;
  content: Json<ApplicationContent>;
  revision: Generated<number>;
  created_at: Date;
  submitted_at: Date | null;
}

export interface ApplicationPartTable {
  id: string;
  application_id: string;
  place: number;
  dataset_id: string;
  body_id: string;
  state: string;
  terms: Json<GrantTerms>;
  offered: Json<GrantTerms> | null;
  /** As the applicant last saw them, and from the sending on as they were then. */
  conditions: Json<Pick<ListEntry, 'conditions' | 'materials'>>;
  opinion: Json<Opinion> | null;
  opinion_by: string | null;
  reasons: Json<Reason[]>;
  dialogue: Json<Said[]>;
  pauses: Json<Pause[]>;
  sent_back: Generated<boolean>;
  submitted_at: Date | null;
  accepted_at: Date | null;
  /** When it was first decided about, by whomever. */
  answered_at: Date | null;
  decided_at: Date | null;
  decided_by: string | null;
  agreement_id: string | null;
  reconsiderations: ColumnType<Reconsideration[], string | undefined, string>;
  reminded_at: Date | null;
  /** When the authority was told of the delay. */
  escalated_at: Date | null;
}

/** Changes of counts, to be added up. */
export interface ApplicationTallyTable {
  id: Generated<number>;
  body_id: string;
  kind: string;
  name: string;
  count: number;
}

export interface ExpertReviewTable {
  id: string;
  part_id: string;
  question: string;
  asked_by: string;
  asked_at: Date;
  ended_at: Date | null;
}

export interface ExpertOpinionTable {
  id: string;
  review_id: string;
  account_id: string;
  state: Generated<string>;
  asked_at: Date;
  words: Json<ExpertWords> | null;
  recusal: Generated<string>;
  signed_at: Date | null;
  signature: string | null;
}

export interface ApplicationMaterialTable {
  id: string;
  owner_id: string;
  organisation_id: string | null;
  kind: string;
  file_name: string;
  file_type: string;
  bytes: number;
  digest: string;
  valid_until: string | null;
  created_at: Date;
}
