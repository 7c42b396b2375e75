import type { Reader, Trx } from '../../store/database.ts';

interface SealedIdentity {
  accountId: string;
  number: Buffer;
}

/** Of open accounts. */
export async function identitiesIn(db: Reader, accountIds: readonly string[]): Promise<SealedIdentity[]> {
  const rows = await db
    .selectFrom('verified_identity')
    .innerJoin('account', 'account.id', 'verified_identity.account_id')
    .select(['account_id', 'number'])
    .where('account_id', 'in', accountIds)
    .where('account.closed_at', 'is', null)
    .execute();
  return rows.map(({ account_id, number }) => ({ accountId: account_id, number }));
}

/** Another number is another person's rows: every consent that was given with the one before ends with it. */
export async function saveIdentity(
  trx: Trx,
  { accountId, number, at }: SealedIdentity & { at: Date },
): Promise<void> {
  await trx
    .insertInto('verified_identity')
    .values({ account_id: accountId, number, verified_at: at })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ number, verified_at: at }))
    .execute();
  await trx
    .updateTable('data_grant')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('personal_consent')
          .select('personal_consent.id')
          .whereRef('personal_consent.dataset_id', '=', 'data_grant.dataset_id')
          .whereRef('personal_consent.organisation_id', '=', 'data_grant.organisation_id')
          .where('personal_consent.account_id', '=', accountId)
          .where('personal_consent.state', '=', 'given'),
      ),
    )
    .execute();
  await trx
    .updateTable('personal_consent')
    .set({ state: 'revoked', revoked_at: at })
    .where('account_id', '=', accountId)
    .where('state', '=', 'given')
    .execute();
}
