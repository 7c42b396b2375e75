import type { ApplicationContent } from '../../../rules/applications/application.schema.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';
import type { Part, SeenConditions } from './application.queries.ts';

export interface NewPart {
  id: string;
  datasetId: string;
  bodyId: string;
  terms: GrantTerms;
  conditions: SeenConditions;
}

/** The code is such as `SQ-2026-000017`. */
export async function insertApplication(
  trx: Trx,
  application: {
    id: string;
    ownerId: string;
    organisationId: string | null;
    content: ApplicationContent;
    parts: readonly NewPart[];
    at: Date;
  },
): Promise<void> {
  const { id, ownerId, organisationId, content, parts, at } = application;
  await trx
    .insertInto('access_application')
    .values({
      id,
      code: orderCode('SQ', at),
      owner_id: ownerId,
      organisation_id: organisationId,
      content: JSON.stringify(content),
      created_at: at,
    })
    .execute();
  await insertParts(trx, id, parts, 0);
}

async function insertParts(trx: Trx, id: string, parts: readonly NewPart[], from: number): Promise<void> {
  if (parts.length === 0) return;
  const values = parts.map((part, index) => ({
    id: part.id,
    application_id: id,
    place: from + index,
    dataset_id: part.datasetId,
    body_id: part.bodyId,
    state: 'draft',
    terms: JSON.stringify(part.terms),
    conditions: JSON.stringify(part.conditions),
    reasons: '[]',
    dialogue: '[]',
    pauses: '[]',
  }));
  await trx.insertInto('application_part').values(values).execute();
}

export async function updateContent(trx: Trx, id: string, content: ApplicationContent): Promise<void> {
  await trx
    .updateTable('access_application')
    .set(({ eb }) => ({ content: JSON.stringify(content), revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function markSubmitted(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('access_application').set({ submitted_at: at }).where('id', '=', id).execute();
}

/** Writes a part as it now is; what it is of, and whose, stays. */
export async function savePart(trx: Trx, part: Part): Promise<void> {
  const json = (value: object | null): string | null => value && JSON.stringify(value);
  await trx
    .updateTable('application_part')
    .set({
      state: part.state,
      terms: JSON.stringify(part.terms),
      offered: json(part.offered),
      conditions: JSON.stringify(part.conditions),
      opinion: json(part.opinion),
      opinion_by: part.opinionBy,
      reasons: JSON.stringify(part.reasons),
      dialogue: JSON.stringify(part.dialogue),
      pauses: JSON.stringify(part.pauses),
      sent_back: part.sentBack,
      submitted_at: part.submittedAt,
      accepted_at: part.acceptedAt,
      answered_at: part.answeredAt,
      decided_at: part.decidedAt,
      decided_by: part.decidedBy,
      agreement_id: part.agreementId,
      reconsiderations: JSON.stringify(part.reconsiderations),
      reminded_at: part.remindedAt,
      escalated_at: part.escalatedAt,
    })
    .where('id', '=', part.id)
    .execute();
}
