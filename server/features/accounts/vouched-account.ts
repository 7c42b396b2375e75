import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import { assuranceOf } from '../../../rules/sessions/sign-on.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { forgetCallers } from '../../plugins/known-callers.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { findVouchedAccount, updateVouchedAccount, type VouchedAccount } from './accounts.queries.ts';
import { giveMembership } from './give-membership.ts';
import { findHolder, type Holder } from './holder.queries.ts';
import { openAccount } from './open-account.ts';
import { keepIdentity } from './verified-identity.ts';

/** Whom somebody else vouches for: the city's identity provider for people, an authority for organisations. */
export interface Vouched {
  issuer: string;
  subject: string;
  name: string;
  assuranceLevel: AssuranceLevel;
}

/**
 * The account of somebody for whom city sign-on vouches: opened, as a person, at the first time; name and real-name
 * level follow the provider. Throws `sign-on-failed` for a closed account.
 */
export async function holderVouchedFor(
  call: Call,
  {
    contextClass,
    identityNumber,
    ...person
  }: Omit<Vouched, 'assuranceLevel'> & {
    contextClass: string | undefined;
    identityNumber?: string | undefined;
  },
): Promise<Holder> {
  const { services } = call;
  const holder = await services.db.transaction().execute(async (trx) => {
    const id = await accountVouchedFor(
      trx,
      call,
      { ...person, assuranceLevel: assuranceOf(contextClass) },
      (opened) => giveMembership(trx, call, opened, { role: 'person', bodyId: null, district: null }),
    );
    await keepIdentity(trx, services, id, identityNumber);
    return findHolder(trx, id);
  });
  forgetCallers(services);
  if (!holder) throw new Problem('sign-on-failed');
  return holder;
}

/** The account of that subject, opened where there is none; name and real-name level follow. Answers its id. */
export async function accountVouchedFor(
  trx: Trx,
  call: Call,
  vouched: Vouched,
  onOpened?: (id: string) => Promise<unknown>,
): Promise<string> {
  const known = await findVouchedAccount(trx, vouched);
  if (known) {
    await follow(trx, call, known, vouched);
    return known.id;
  }
  const { issuer, subject, name, assuranceLevel } = vouched;
  const person = { userName: null, name, assuranceLevel, passwordHash: null, totpSecret: null };
  const id = await openAccount(trx, call, { ...person, signOn: { issuer, subject } });
  await onOpened?.(id);
  return id;
}

async function follow(
  trx: Trx,
  call: Call,
  known: VouchedAccount,
  { name, assuranceLevel }: Vouched,
): Promise<void> {
  if (known.name === name && known.assuranceLevel === assuranceLevel) return;
  await updateVouchedAccount(trx, known.id, { name, assuranceLevel });
  const data = { from: known.assuranceLevel, to: assuranceLevel };
  await recordEvent(trx, call, { action: 'account.vouch', thing: 'account', thingId: known.id, data });
}
