import type { Reader } from '../../store/database.ts';

const AT_ONCE = 100;

/** Grants that have not ended though their last day (+08:00) has passed; some of them. */
export async function overdueGrants(db: Reader, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('data_grant')
    .select('id')
    .where('state', 'not in', ['revoked', 'expired'])
    .where((eb) => eb(eb.ref('terms', '->>').key('until'), '<', day))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}
