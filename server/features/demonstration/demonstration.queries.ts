import type { DemonstrationAccount } from '../../../rules/demonstration/demonstration.operations.ts';
import { ROLES } from '../../../rules/access/roles.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { toRole } from '../accounts/index.ts';

const BUILT = 'demonstration-built';

export async function isBuilt(db: Reader): Promise<boolean> {
  return (
    (await db.selectFrom('setting').select('key').where('key', '=', BUILT).executeTakeFirst()) !== undefined
  );
}

export async function markBuilt(trx: Trx, at: Date): Promise<void> {
  await trx.insertInto('setting').values({ key: BUILT, value: '{}', changed_at: at }).execute();
}

/** People beside the local administrator: a folder that has any without being a demonstration is a real city. */
export async function hasPeople(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('user_name', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everyone with a password and a role: bodies' people first, then the city's, in the order of the roles. */
export async function roleHolders(db: Reader): Promise<DemonstrationAccount[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .leftJoin('public_body', 'public_body.id', 'membership.body_id')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select([
      'account.id',
      'account.name',
      'membership.role',
      'public_body.name as body_name',
      'public_body.code',
      'organisation.name as organisation_name',
    ])
    .where('membership.revoked_at', 'is', null)
    .where('account.user_name', 'is not', null)
    .where('account.closed_at', 'is', null)
    .orderBy('public_body.code')
    .orderBy('membership.id')
    .execute();
  return [...Map.groupBy(rows, ({ code }) => code).values()].flatMap((ofBody) =>
    ofBody
      .map(({ id, name, role, body_name, organisation_name }) => ({
        accountId: id,
        name,
        role: toRole(role),
        bodyName: body_name ?? organisation_name,
      }))
      .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role)),
  );
}
