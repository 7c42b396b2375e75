import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { bindingText } from '../../../rules/agreements/agreement-document.ts';
import type { AgreementFacts } from '../../../rules/agreements/agreement-facts.ts';
import { documentOf } from '../../../rules/agreements/agreement-template.ts';
import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { odrlOf } from '../../../rules/agreements/odrl.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertAgreement, type NewAgreement } from './agreement.queries.ts';
import { gatherFacts } from './gather-facts.ts';

/**
 * Offers the agreement that follows from an approval, in the transaction of that approval; answers its id. Throws
 * `already-exists` when the part has one that is offered, signed or in force.
 */
export const offerAgreement = (trx: Trx, call: Call, part: ApprovedPart): Promise<string> =>
  offer(trx, call, { part, approved: part, replaces: null });

/** The same, where one in force is to be replaced by it. */
export async function offer(
  trx: Trx,
  call: Call,
  { part, approved, replaces }: Pick<NewAgreement, 'part' | 'approved' | 'replaces'>,
): Promise<string> {
  const { services } = call;
  const id = services.newId();
  const facts = await gatherFacts(trx, call, part, { replaces: replaces?.code ?? null });
  const made = { code: facts.code, user: facts.user, approved, replaces, ...textOf(facts) };
  if (!(await insertAgreement(trx, { id, part, ...made, at: services.clock.now() })))
    throw new Problem('already-exists', { provision: 'xz-20' });
  await recordEvent(trx, call, {
    action: 'agreement.offer',
    thing: 'agreement',
    thingId: id,
    provision: 'xz-20',
    data: {
      ...{ code: facts.code, application: part.applicationCode, dataset: part.dataset.code },
      ...(replaces && { replaces: replaces.code }),
    },
  });
  return id;
}

/** The text with its form for machines, and the digests of both. */
export function textOf(facts: AgreementFacts) {
  const document = documentOf(facts);
  const textDigest = sha256(bindingText(document));
  const odrl = canonicalize(odrlOf(facts, textDigest)) ?? '';
  return { document, odrl, textDigest, odrlDigest: sha256(odrl) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
