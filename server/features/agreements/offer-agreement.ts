import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertAgreement } from './agreement.queries.ts';

/**
 * Offers the agreement that follows from an approval, in the transaction of that approval; answers its id. Throws
 * `already-exists` when the part has one that is offered, signed or in force.
 */
export async function offerAgreement(trx: Trx, call: Call, part: ApprovedPart): Promise<string> {
  const { services } = call;
  const id = services.newId();
  if (!(await insertAgreement(trx, { id, state: 'offered', part, at: services.clock.now() })))
    throw new Problem('already-exists', { provision: 'xz-20' });
  await recordEvent(trx, call, {
    action: 'agreement.offer',
    thing: 'agreement',
    thingId: id,
    provision: 'xz-20',
    data: { application: part.applicationCode, dataset: part.dataset.code },
  });
  return id;
}
