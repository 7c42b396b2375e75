import type { AgreementState } from '../../../rules/agreements/agreement-state.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface NewAgreement {
  id: string;
  state: AgreementState;
  part: ApprovedPart;
  at: Date;
}

/** False when the part has an agreement already that is offered, signed or in force. */
export async function insertAgreement(trx: Trx, { id, state, part, at }: NewAgreement): Promise<boolean> {
  const row = await trx
    .insertInto('agreement')
    .values({
      id,
      code: orderCode('XY', at),
      part_id: part.partId,
      application_id: part.applicationId,
      dataset_id: part.dataset.id,
      body_id: part.bodyId,
      owner_id: part.ownerId,
      organisation_id: part.organisationId,
      state,
      part: JSON.stringify(part),
      reasons: '[]',
      until: part.terms.until,
      offered_at: at,
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst();
  return row.numInsertedOrUpdatedRows === 1n;
}
