import type {
  ConsentRequest,
  PersonalDataset,
  PersonalUse,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import type { PersonalConsentState } from '../../../rules/personal-consents/personal-consent.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface PersonalConsent {
  id: string;
  accountId: string;
  dataset: { id: string; code: string; name: string };
  organisation: { id: string; name: string; creditCode: string };
  state: PersonalConsentState;
  until: string;
  givenAt: Date;
  revokedAt: Date | null;
}

const MOST = 200;

const selectConsents = (db: Reader) =>
  db
    .selectFrom('personal_consent')
    .innerJoin('dataset', 'dataset.id', 'personal_consent.dataset_id')
    .innerJoin('organisation', 'organisation.id', 'personal_consent.organisation_id')
    .select(['personal_consent.id', 'account_id', 'personal_consent.dataset_id', 'dataset.code'])
    .select(['dataset.name as dataset_name', 'personal_consent.organisation_id'])
    .select(['organisation.name as organisation_name', 'organisation.credit_code'])
    .select(['personal_consent.state', 'until_day', 'given_at', 'revoked_at']);
type Row = Awaited<ReturnType<ReturnType<typeof selectConsents>['executeTakeFirstOrThrow']>>;

const toConsent = (row: Row): PersonalConsent => ({
  id: row.id,
  accountId: row.account_id,
  dataset: { id: row.dataset_id, code: row.code, name: row.dataset_name ?? row.code },
  organisation: { id: row.organisation_id, name: row.organisation_name, creditCode: row.credit_code },
  state: row.state as PersonalConsentState,
  until: row.until_day,
  givenAt: row.given_at,
  revokedAt: row.revoked_at,
});

/** Of one person, the newest first. */
export async function consentsOf(db: Reader, accountId: string): Promise<PersonalConsent[]> {
  const rows = await selectConsents(db)
    .where('account_id', '=', accountId)
    .orderBy('personal_consent.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(toConsent);
}

export async function lockConsent(trx: Trx, id: string): Promise<PersonalConsent | undefined> {
  await trx.selectFrom('personal_consent').select('id').where('id', '=', id).forUpdate().execute();
  const row = await selectConsents(trx).where('personal_consent.id', '=', id).executeTakeFirst();
  return row && toConsent(row);
}

export interface NewConsent {
  id: string;
  accountId: string;
  datasetId: string;
  organisationId: string;
  until: string;
  at: Date;
}

/** False when one stands already. */
export async function insertConsent(trx: Trx, consent: NewConsent): Promise<boolean> {
  const done = await trx
    .insertInto('personal_consent')
    .values({
      ...{ id: consent.id, account_id: consent.accountId, dataset_id: consent.datasetId },
      ...{ organisation_id: consent.organisationId, state: 'given', until_day: consent.until },
      given_at: consent.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function endConsent(trx: Trx, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('personal_consent')
    .set({ state: 'revoked', revoked_at: at })
    .where('id', '=', id)
    .execute();
}

/**
 * Grants of a dataset get another revision: whatever was let in or made under the one before is not given out any more.
 * Of one organisation, or of all.
 */
export async function renewGrants(trx: Trx, datasetId: string, organisationId: string | null): Promise<void> {
  await trx
    .updateTable('data_grant')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('dataset_id', '=', datasetId)
    .$if(organisationId !== null, (all) => all.where('organisation_id', '=', organisationId))
    .execute();
}

/** Firms whose grants of datasets of persons serve on that day, each once for each dataset. */
export async function askingFirms(db: Reader, day: string): Promise<ConsentRequest[]> {
  const rows = await db
    .selectFrom('data_grant')
    .innerJoin('personal_dataset', 'personal_dataset.dataset_id', 'data_grant.dataset_id')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .innerJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .leftJoin('agreement', 'agreement.id', 'data_grant.agreement_id')
    .distinctOn(['data_grant.dataset_id', 'data_grant.organisation_id'])
    .select(['data_grant.dataset_id', 'data_grant.organisation_id', 'data_grant.terms', 'agreement.part'])
    .select(['dataset.code', 'dataset.entry', 'organisation.name as firm', 'organisation.credit_code'])
    .where('data_grant.state', 'in', ['active', 'restricted'])
    .orderBy('data_grant.dataset_id')
    .orderBy('data_grant.organisation_id')
    .orderBy('data_grant.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.flatMap((row): ConsentRequest[] => {
    const { terms, entry, part, organisation_id: organisationId } = row;
    if (organisationId === null || terms.from > day || terms.until < day) return [];
    const labels = new Map(entry?.fields.map(({ name, label }) => [name, label]) ?? []);
    return [
      {
        dataset: { id: row.dataset_id, code: row.code, name: entry?.name ?? row.code },
        organisation: { id: organisationId, name: row.firm, creditCode: row.credit_code },
        scenario: part?.scenario ?? '',
        purpose: part?.purpose ?? '',
        fields: terms.fields.map((name) => labels.get(name) ?? name),
        until: terms.until,
      },
    ];
  });
}

export interface Use extends PersonalUse {
  datasetId: string;
  organisationId: string;
}

/** What firms took of datasets of persons, by day, the newest first. */
export async function usesOf(db: Reader, datasetIds: readonly string[], since: string): Promise<Use[]> {
  if (datasetIds.length === 0) return [];
  const rows = await db
    .selectFrom('personal_use')
    .innerJoin('data_grant', 'data_grant.id', 'personal_use.grant_id')
    .innerJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .select(['data_grant.dataset_id', 'data_grant.organisation_id', 'organisation.name', 'day'])
    .select(({ fn }) => [fn.sum<string>('times').as('times'), fn.sum<string>('rows').as('rows')])
    .where('data_grant.dataset_id', 'in', datasetIds)
    .where('day', '>=', since)
    .groupBy(['data_grant.dataset_id', 'data_grant.organisation_id', 'organisation.name', 'day'])
    .orderBy('day', 'desc')
    .execute();
  return rows.map((row) => ({
    datasetId: row.dataset_id,
    organisationId: row.organisation_id ?? '',
    organisation: row.name,
    day: row.day,
    times: Number(row.times),
    rows: Number(row.rows),
  }));
}

export async function declareDataset(
  trx: Trx,
  declared: { datasetId: string; column: string; by: string; at: Date },
): Promise<void> {
  const { datasetId, column, by, at } = declared;
  const values = { column_name: column, declared_by: by, declared_at: at };
  await trx
    .insertInto('personal_dataset')
    .values({ dataset_id: datasetId, ...values })
    .onConflict((conflict) => conflict.column('dataset_id').doUpdateSet(values))
    .execute();
}

/** Whether rows are served under any grant of the dataset. */
export async function isGranted(db: Reader, datasetId: string): Promise<boolean> {
  const row = await db
    .selectFrom('data_grant')
    .select('id')
    .where('dataset_id', '=', datasetId)
    .where('state', 'not in', ['revoked', 'expired'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function personalDatasets(db: Reader, datasetId: string | null): Promise<PersonalDataset[]> {
  const rows = await db
    .selectFrom('personal_dataset')
    .innerJoin('dataset', 'dataset.id', 'personal_dataset.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', 'dataset.code', 'dataset.entry', 'public_body.name', 'column_name', 'declared_at'])
    .$if(datasetId !== null, (all) => all.where('personal_dataset.dataset_id', '=', datasetId ?? ''))
    .orderBy('declared_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    dataset: { id: row.id, code: row.code, name: row.entry?.name ?? row.code },
    publisher: row.name,
    column: row.column_name,
    declaredAt: row.declared_at.toISOString(),
  }));
}
