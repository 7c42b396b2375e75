import type { LicenceType } from '../../../rules/organisations/licence.ts';
import type { OrganisationState } from '../../../rules/organisations/organisation.machine.ts';
import type { OrganisationInput } from '../../../rules/organisations/organisations.operations.ts';
import type { OrganisationKind, ReturnedPart } from '../../../rules/organisations/registration.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Licence {
  digest: string;
  type: LicenceType;
  bytes: number;
}
export interface Organisation {
  id: string;
  creditCode: string;
  name: string;
  kind: OrganisationKind | null;
  state: OrganisationState;
  way: 'documents' | 'certificate';
  contact: string;
  registrantId: string | null;
  registrant: string | null;
  licence: Licence | null;
  reasons: ReturnedPart[];
  revision: number;
  createdAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
}

const selectOrganisations = (db: Reader) =>
  db
    .selectFrom('organisation')
    .leftJoin('account', 'account.id', 'organisation.registrant_id')
    .selectAll('organisation')
    .select('account.name as registrant');
type Row = Awaited<ReturnType<ReturnType<typeof selectOrganisations>['executeTakeFirstOrThrow']>>;

const toOrganisation = (row: Row): Organisation => ({
  id: row.id,
  creditCode: row.credit_code,
  name: row.name,
  kind: row.kind as OrganisationKind | null,
  state: row.state as OrganisationState,
  way: row.way as Organisation['way'],
  contact: row.contact,
  registrantId: row.registrant_id,
  registrant: row.registrant,
  licence:
    row.licence_digest === null
      ? null
      : { digest: row.licence_digest, type: row.licence_type as LicenceType, bytes: row.licence_bytes ?? 0 },
  reasons: row.reasons,
  revision: row.revision,
  createdAt: row.created_at,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
});

export interface OrganisationsWanted {
  /** Only those that the account registered, and the accepted one for which it acts; null: all that were sent in. */
  of: { accountId: string; organisationId: string | null } | null;
  state: OrganisationState | null;
  q: string | null;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). */
export async function listOrganisations(
  db: Reader,
  { of, state, q, limit, after }: OrganisationsWanted,
): Promise<{ items: Organisation[]; total: number }> {
  let chosen = selectOrganisations(db);
  if (of === null) chosen = chosen.where('organisation.state', 'not in', ['draft', 'withdrawn']);
  else
    chosen = chosen.where((eb) =>
      eb.or([
        eb.and([eb('registrant_id', '=', of.accountId), eb('organisation.state', '!=', 'accepted')]),
        eb('organisation.id', '=', of.organisationId),
      ]),
    );
  if (state !== null) chosen = chosen.where('organisation.state', '=', state);
  if (q !== null) {
    const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    chosen = chosen.where((eb) =>
      eb.or([eb('organisation.name', 'ilike', part), eb('credit_code', '=', q.toUpperCase())]),
    );
  }
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('organisation.id', '<', after ?? ''))
    .orderBy('organisation.id', 'desc')
    .limit(limit)
    .execute();
  return { items: rows.map(toOrganisation), total };
}

export async function findOrganisation(db: Reader, id: string): Promise<Organisation | undefined> {
  const row = await selectOrganisations(db).where('organisation.id', '=', id).executeTakeFirst();
  return row && toOrganisation(row);
}

export async function lockOrganisation(trx: Trx, id: string): Promise<Organisation | undefined> {
  await trx.selectFrom('organisation').select('id').where('id', '=', id).forUpdate().execute();
  return findOrganisation(trx, id);
}

interface NewOrganisation {
  id: string;
  registrantId: string;
  input: OrganisationInput;
  at: Date;
}

export async function insertOrganisation(
  trx: Trx,
  { id, registrantId, input, at }: NewOrganisation,
): Promise<void> {
  const { creditCode: credit_code, ...rest } = input;
  await trx
    .insertInto('organisation')
    .values({ ...rest, id, credit_code, state: 'draft', registrant_id: registrantId, created_at: at })
    .execute();
}

/** Accepted from the beginning, by its corporate certificate; false where one of the code is. */
export async function insertCertified(
  trx: Trx,
  { id, creditCode, name, at }: { id: string; creditCode: string; name: string; at: Date },
): Promise<boolean> {
  const done = await trx
    .insertInto('organisation')
    .values({
      ...{ id, name, credit_code: creditCode, state: 'accepted', way: 'certificate' },
      created_at: at,
      decided_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function updateOrganisation(trx: Trx, id: string, input: OrganisationInput): Promise<void> {
  const { creditCode: credit_code, ...rest } = input;
  await trx
    .updateTable('organisation')
    .set(({ eb }) => ({ ...rest, credit_code, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function setLicence(trx: Trx, id: string, { digest, type, bytes }: Licence): Promise<void> {
  await trx
    .updateTable('organisation')
    .set(({ eb }) => ({
      licence_digest: digest,
      licence_type: type,
      licence_bytes: bytes,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

interface OrganisationStep {
  id: string;
  state: OrganisationState;
  reasons: readonly ReturnedPart[];
  submittedAt: Date | null;
  decidedAt: Date | null;
  /** As confirmed with the registration; absent: as it was. */
  sizeKind?: OrganisationKind | null;
}

export async function saveOrganisationStep(
  trx: Trx,
  { id, state, reasons, submittedAt, decidedAt, sizeKind }: OrganisationStep,
): Promise<void> {
  await trx
    .updateTable('organisation')
    .set({
      state,
      reasons: JSON.stringify(reasons),
      submitted_at: submittedAt,
      decided_at: decidedAt,
      ...(sizeKind !== undefined && { size_kind: sizeKind }),
    })
    .where('id', '=', id)
    .execute();
}

/** The accepted organisation of that code. */
export async function acceptedByCode(db: Reader, creditCode: string): Promise<string | null> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('credit_code', '=', creditCode)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return row?.id ?? null;
}

type OtherOrganisation = Pick<Organisation, 'id' | 'creditCode' | 'name' | 'state'>;

/** All that were sent in, but for one. */
export async function otherOrganisations(db: Reader, id: string): Promise<OtherOrganisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'credit_code', 'name', 'state'])
    .where('id', '!=', id)
    .where('state', 'not in', ['draft', 'withdrawn'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    creditCode: row.credit_code,
    name: row.name,
    state: row.state as OrganisationState,
  }));
}
