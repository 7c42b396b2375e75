import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

/** The accounts that let an organisation take their own rows of a dataset on that day. */
export async function consentingAccounts(
  db: Reader,
  { datasetId, organisationId }: { datasetId: string; organisationId: string | null },
  day: string,
): Promise<string[]> {
  if (organisationId === null) return [];
  const rows = await db
    .selectFrom('personal_consent')
    .select('account_id')
    .where('dataset_id', '=', datasetId)
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'given')
    .where('until_day', '>=', day)
    .execute();
  return rows.map(({ account_id }) => account_id);
}

/** Counts rows of persons that are given out under a grant on a day. */
export async function addPersonalUse(db: Reader, grantId: string, day: string, rows: number): Promise<void> {
  await db
    .insertInto('personal_use')
    .values({ grant_id: grantId, day, times: 1, rows })
    .onConflict((conflict) =>
      conflict.columns(['grant_id', 'day']).doUpdateSet({
        times: sql<number>`personal_use.times + 1`,
        rows: sql<number>`personal_use.rows + excluded.rows`,
      }),
    )
    .execute();
}
