import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { acceptedByCode, findOrganisation, insertCertified } from './organisation.queries.ts';

interface Certified {
  id: string;
  name: string;
  /** It was not known before. */
  isNew: boolean;
}

/**
 * The organisation of the credit code that a corporate certificate names. One that is not known is registered without a
 * review where `registers`; else throws `organisation-unknown`.
 */
export async function organisationByCertificate(
  trx: Trx,
  call: Call,
  { creditCode, name, registers }: { creditCode: string; name: string; registers: boolean },
): Promise<Certified> {
  const { services } = call;
  const known = await certifiedBy(trx, creditCode);
  if (known) return known;
  if (!registers)
    throw new Problem('organisation-unknown', {
      provision: 'guide2020-2',
      words: (t) => t('certificate.organisation-unknown', { name, code: creditCode }),
    });
  const id = services.newId();
  if (!(await insertCertified(trx, { id, creditCode, name, at: services.clock.now() })))
    return (await certifiedBy(trx, creditCode)) ?? tryAgain();
  await recordEvent(trx, call, {
    action: 'organisation.certify',
    thing: 'organisation',
    thingId: id,
    provision: 'guide2020-2',
    data: { creditCode, name },
  });
  return { id, name, isNew: true };
}

async function certifiedBy(trx: Trx, creditCode: string): Promise<Certified | undefined> {
  const id = await acceptedByCode(trx, creditCode);
  const found = id === null ? undefined : await findOrganisation(trx, id);
  return found && { id: found.id, name: found.name, isNew: false };
}

/** Somebody registered it at the same moment and gave up. */
function tryAgain(): never {
  throw new Problem('changed-meanwhile');
}
