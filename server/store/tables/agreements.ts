import type { ColumnType } from 'kysely';
import type { AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
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
  part: Json<ApprovedPart>;
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
