import type { ColumnType } from 'kysely';
import type { AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
import type { Destruction } from '../../../rules/agreements/agreements.operations.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { Json } from './column-types.ts';

export interface AgreementTable {
  id: string;
  code: string;
  part_id: string;
  application_id: string;
  dataset_id: string;
  body_id: string;
  owner_id: string;
  organisation_id: string | null;
  state: string;
  /** What is agreed: `approved`, or less. */
  part: Json<ApprovedPart>;
  approved: Json<ApprovedPart>;
  /** The agreement in force that it is to replace. */
  replaces_id: string | null;
  /** The side whose changes wait for the other's word. */
  proposed_by: string | null;
  filing_code: string | null;
  filed_at: Date | null;
  destruction: Json<Destruction> | null;
  data_user: Json<{ kind: 'person' | 'organisation'; name: string }>;
  document: Json<AgreementDocument>;
  odrl: string;
  odrl_digest: string;
  text_digest: string;
  /** The sealed file, an object. */
  pdf_digest: string | null;
  reasons: Json<string[]>;
  /** The last day (+08:00). */
  until: ColumnType<Date, string, string>;
  offered_at: Date;
  in_force_at: Date | null;
  ended_at: Date | null;
}

export interface AgreementProposalTable {
  id: string;
  agreement_id: string;
  side: string;
  made_by: string;
  note: string;
  part: Json<ApprovedPart>;
  replaces_id: string | null;
  /** The text as it stood then, and as it would be. */
  before: Json<AgreementDocument>;
  document: Json<AgreementDocument>;
  state: string;
  made_at: Date;
  answered_at: Date | null;
}

export interface AgreementSignatureTable {
  agreement_id: string;
  party: string;
  account_id: string;
  role: string;
  /** How the signer was proved again: `code` or `password`. */
  proof: string;
  signed_digest: string;
  signed_at: Date;
  /** The certificate of the organisation that sealed it too; null: none is bound. */
  certificate_id: string | null;
  /** Its signature of the form for machines, as it was brought. */
  seal: string | null;
}
