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

export interface Vouched {
  issuer: string;
  subject: string;
  name: string;
  contextClass: string | undefined;
}

/**
 * The account of somebody for whom city sign-on vouches: opened, as a person, at the first time; name and real-name
 * level follow the provider. Throws `sign-on-failed` for a closed account.
 */
export async function holderVouchedFor(call: Call, vouched: Vouched): Promise<Holder> {
  const { services } = call;
  const holder = await services.db.transaction().execute(async (trx) => {
    const known = await findVouchedAccount(trx, vouched);
    if (known) await follow(trx, call, known, vouched);
    const id = known?.id ?? (await openVouched(trx, call, vouched));
    return findHolder(trx, id);
  });
  forgetCallers(services);
  if (!holder) throw new Problem('sign-on-failed');
  return holder;
}

async function openVouched(
  trx: Trx,
  call: Call,
  { issuer, subject, name, contextClass }: Vouched,
): Promise<string> {
  const person = { userName: null, name, assuranceLevel: assuranceOf(contextClass) };
  const signOn = { issuer, subject };
  const id = await openAccount(trx, call, { ...person, passwordHash: null, totpSecret: null, signOn });
  await giveMembership(trx, call, id, { role: 'person', bodyId: null, district: null });
  return id;
}

async function follow(trx: Trx, call: Call, known: VouchedAccount, vouched: Vouched): Promise<void> {
  const assuranceLevel = assuranceOf(vouched.contextClass);
  if (known.name === vouched.name && known.assuranceLevel === assuranceLevel) return;
  await updateVouchedAccount(trx, known.id, { name: vouched.name, assuranceLevel });
  const data = { from: known.assuranceLevel, to: assuranceLevel };
  await recordEvent(trx, call, { action: 'account.vouch', thing: 'account', thingId: known.id, data });
}
