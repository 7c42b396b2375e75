import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { recordEvent } from '../events/index.ts';
import { insertAccount } from './accounts.queries.ts';
import { seal } from './second-factor.ts';

export interface NewPerson {
  userName: string | null;
  name: string;
  email?: string | undefined;
  assuranceLevel: AssuranceLevel;
  passwordHash: string | null;
  /** Base32; null: enrolled by the person at first sign-in. */
  totpSecret: string | null;
  signOn: { issuer: string; subject: string } | null;
}

/** Opens an account and records it; answers its id. Asks for no permission: the caller has. Throws `already-exists`. */
export async function openAccount(trx: Trx, call: Call, person: NewPerson): Promise<string> {
  const { newId, clock, directory } = call.services;
  const id = newId();
  const { totpSecret } = person;
  const account = {
    ...person,
    id,
    email: person.email ?? null,
    totpSecret: totpSecret === null ? null : seal(await directory.secret('totp'), id, totpSecret),
    createdAt: clock.now(),
  };
  if (!(await insertAccount(trx, account))) throw new Problem('already-exists');
  await recordEvent(trx, call, {
    action: 'account.open',
    thing: 'account',
    thingId: id,
    data: { assuranceLevel: person.assuranceLevel, citySignOn: person.signOn !== null },
    provision: 'xz-25-3',
  });
  return id;
}
