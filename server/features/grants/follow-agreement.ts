import type { AgreedTerms } from '../../../rules/grants/agreed-terms.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { lockGrantsOf, saveAgreed, type Grant } from './grant.queries.ts';

/**
 * Lets what an agreement gave go on under the one that replaces it, with the credentials of its system; a suspension and
 * the limits of a restriction stay. The rows that were taken count on unless they were approved anew. False when there is
 * nothing left that could go on. It asks for no permission: the signatures gave it.
 */
export async function followAgreement(
  trx: Trx,
  call: Call,
  formerId: string,
  { agreementId, terms }: AgreedTerms,
  countsOn: boolean,
): Promise<boolean> {
  const held = await lockGrantsOf(trx, formerId);
  const lasting = held.filter(({ state }) => state !== 'revoked' && state !== 'expired');
  for (const grant of lasting) {
    const now = grant.state === 'restricted' ? restricted(terms, grant) : terms;
    const at = call.services.clock.now();
    await saveAgreed(trx, { id: grant.id, agreementId, agreed: terms, terms: now, at, countsOn });
    await recordEvent(trx, call, {
      action: 'grant.follow',
      thing: 'grant',
      thingId: grant.id,
      provision: 'xz-20',
      data: { agreementId, formerId },
    });
  }
  return lasting.length > 0;
}

const LIMITS = ['callsPerDay', 'callsPerMinute', 'rowsInAll'] as const;

/** What was taken away of the former terms stays away. */
function restricted(terms: GrantTerms, grant: Grant): GrantTerms {
  const kept = { ...terms };
  for (const limit of LIMITS) {
    const [before, agreed] = [grant.terms[limit], terms[limit]];
    if (before !== null && before !== grant.agreed[limit])
      kept[limit] = agreed === null ? before : Math.min(before, agreed);
  }
  return kept;
}
