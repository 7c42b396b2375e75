import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { bindingText } from '../../../rules/agreements/agreement-document.ts';
import { documentOf } from '../../../rules/agreements/agreement-template.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { odrlOf } from '../../../rules/agreements/odrl.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertAgreement } from './agreement.queries.ts';
import { gatherFacts } from './gather-facts.ts';

/**
 * Offers the agreement that follows from an approval, in the transaction of that approval; answers its id. Throws
 * `already-exists` when the part has one that is offered, signed or in force.
 */
export async function offerAgreement(trx: Trx, call: Call, part: ApprovedPart): Promise<string> {
  const { services } = call;
  const id = services.newId();
  const facts = await gatherFacts(trx, call, part);
  const document = documentOf(facts);
  const textDigest = sha256(bindingText(document));
  const odrl = canonicalize(odrlOf(facts, textDigest)) ?? '';
  const made = { code: facts.code, user: facts.user, document, odrl, textDigest, odrlDigest: sha256(odrl) };
  if (!(await insertAgreement(trx, { id, part, ...made, at: services.clock.now() })))
    throw new Problem('already-exists', { provision: 'xz-20' });
  await recordEvent(trx, call, {
    action: 'agreement.offer',
    thing: 'agreement',
    thingId: id,
    provision: 'xz-20',
    data: { code: facts.code, application: part.applicationCode, dataset: part.dataset.code },
  });
  return id;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
