import { needsSecondFactor } from '../../../rules/accounts/membership.ts';
import { ASSURANCE_LEVELS, type AssuranceLevel } from '../../../rules/access/roles.ts';
import type { MembershipView, PendingDuty } from '../../../rules/sessions/sessions.schema.ts';
import type { Reader } from '../../store/database.ts';
import { membershipsOf } from './memberships.queries.ts';
import { isOneTime } from './passwords.ts';

/** An open account as a caller: who they are, and what they can act as. */
export interface Holder {
  accountId: string;
  name: string;
  assuranceLevel: AssuranceLevel;
  memberships: MembershipView[];
  pending: PendingDuty | null;
}

export async function findHolder(db: Reader, accountId: string): Promise<Holder | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'name', 'assurance_level', 'password_hash'])
    .select((of) => of('totp_secret', 'is not', null).as('second_factor'))
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const memberships = (await membershipsOf(db, [accountId])).get(accountId) ?? [];
  return {
    accountId,
    name: row.name,
    assuranceLevel: toAssuranceLevel(row.assurance_level),
    memberships,
    pending: pendingDuty(row.password_hash, Boolean(row.second_factor), memberships),
  };
}

function pendingDuty(
  passwordHash: string | null,
  secondFactor: boolean,
  memberships: readonly MembershipView[],
): PendingDuty | null {
  if (isOneTime(passwordHash)) return 'change-password';
  const needed = needsSecondFactor(memberships.map(({ role }) => role));
  return needed && !secondFactor ? 'enrol-second-factor' : null;
}

export function toAssuranceLevel(number: number): AssuranceLevel {
  return ASSURANCE_LEVELS.find((level) => level === number) ?? 0;
}
