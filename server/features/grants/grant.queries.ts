import { sql } from 'kysely';
import type { GrantState } from '../../../rules/grants/grant.machine.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { counted, type Counted } from '../../store/counted.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Grant {
  id: string;
  agreementId: string;
  datasetId: string;
  bodyId: string;
  ownerId: string;
  organisationId: string | null;
  state: GrantState;
  agreed: GrantTerms;
  /** What holds now: `agreed`, or less while it is restricted. */
  terms: GrantTerms;
  reason: string | null;
  revision: number;
  cursorKey: Buffer;
  /** By which rows are kept back from this holder; null: copies are not marked. */
  markKey: Buffer | null;
  rowsGiven: number;
  /** Asked for on the fast track: watched more closely (`plan2023-2.4`). */
  fastTrack: boolean;
  /** The rows are of persons, whose identity number stands in this column; null: they are not. */
  personalColumn: string | null;
  createdAt: Date;
}

const selectGrants = (db: Reader) =>
  db
    .selectFrom('data_grant')
    .selectAll('data_grant')
    .select((eb) =>
      eb
        .selectFrom('personal_dataset')
        .select('column_name')
        .whereRef('personal_dataset.dataset_id', '=', 'data_grant.dataset_id')
        .as('personal_column'),
    );
type Row = Awaited<ReturnType<ReturnType<typeof selectGrants>['executeTakeFirstOrThrow']>>;

const toGrant = (row: Row): Grant => ({
  id: row.id,
  agreementId: row.agreement_id,
  datasetId: row.dataset_id,
  bodyId: row.body_id,
  ownerId: row.owner_id,
  organisationId: row.organisation_id,
  state: row.state as GrantState,
  agreed: row.agreed,
  terms: row.terms,
  reason: row.reason,
  revision: row.revision,
  cursorKey: row.cursor_key,
  markKey: row.mark_key,
  rowsGiven: row.rows_given,
  fastTrack: row.fast_track,
  personalColumn: row.personal_column,
  createdAt: row.created_at,
});

export type NewGrant = Omit<
  Grant,
  'agreed' | 'reason' | 'revision' | 'rowsGiven' | 'fastTrack' | 'personalColumn'
>;

export async function insertGrant(trx: Trx, grant: NewGrant): Promise<void> {
  const terms = JSON.stringify(grant.terms);
  await trx
    .insertInto('data_grant')
    .values({
      id: grant.id,
      agreement_id: grant.agreementId,
      dataset_id: grant.datasetId,
      body_id: grant.bodyId,
      owner_id: grant.ownerId,
      organisation_id: grant.organisationId,
      state: grant.state,
      agreed: terms,
      terms,
      reason: null,
      cursor_key: grant.cursorKey,
      mark_key: grant.markKey,
      created_at: grant.createdAt,
      changed_at: grant.createdAt,
      fast_track: sql<boolean>`exists (select from fast_track_request r
        join agreement a on a.application_id = r.application_id
        where a.id = ${grant.agreementId} and r.state = 'approved')`,
    })
    .execute();
}

export interface GrantChange {
  id: string;
  state: GrantState;
  terms: GrantTerms;
  reason: string | null;
  at: Date;
}

export async function saveGrant(trx: Trx, { id, state, terms, reason, at }: GrantChange): Promise<void> {
  await trx
    .updateTable('data_grant')
    .set((eb) => ({
      ...{ state, reason, terms: JSON.stringify(terms), changed_at: at },
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export interface AgreedAnew {
  id: string;
  agreementId: string;
  agreed: GrantTerms;
  terms: GrantTerms;
  at: Date;
  /** The rows that were taken count on. */
  countsOn: boolean;
}

export async function saveAgreed(
  trx: Trx,
  { id, agreementId, countsOn, ...wanted }: AgreedAnew,
): Promise<void> {
  await trx
    .updateTable('data_grant')
    .set((eb) => ({
      agreement_id: agreementId,
      ...{ agreed: JSON.stringify(wanted.agreed), terms: JSON.stringify(wanted.terms) },
      changed_at: wanted.at,
      revision: eb('revision', '+', 1),
      ...(!countsOn && { rows_given: 0 }),
    }))
    .where('id', '=', id)
    .execute();
}

/** Of one agreement, locked until the transaction ends. */
export async function lockGrantsOf(trx: Trx, agreementId: string): Promise<Grant[]> {
  const rows = await selectGrants(trx)
    .where('agreement_id', '=', agreementId)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toGrant);
}

export interface Held {
  ownerId: string | null;
  organisationId: string | null;
  /** null: of every publisher. */
  bodyId: string | null;
}

/** All that an organisation, or an account for itself, was ever granted, locked until the transaction ends. */
export async function lockGrantsHeld(trx: Trx, { ownerId, organisationId, bodyId }: Held): Promise<Grant[]> {
  let held = selectGrants(trx);
  if (organisationId !== null) held = held.where('organisation_id', '=', organisationId);
  else held = held.where('organisation_id', 'is', null).where('owner_id', '=', ownerId);
  if (bodyId !== null) held = held.where('body_id', '=', bodyId);
  const rows = await held.orderBy('id').forUpdate().execute();
  return rows.map(toGrant);
}

/** Whose grants: of the account for themselves, or of the organisation. */
export interface Holder {
  accountId: string | null;
  organisationId: string | null;
}

/** What one who uses data was ever granted of a dataset, the oldest first. */
export async function grantsHeld(db: Reader, datasetId: string, holder: Holder): Promise<Grant[]> {
  const { accountId, organisationId } = holder;
  const rows = await selectGrants(db)
    .where('dataset_id', '=', datasetId)
    .where((eb) =>
      eb.or([
        eb.and([eb('organisation_id', 'is', null), eb('owner_id', '=', accountId)]),
        eb('organisation_id', '=', organisationId),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(toGrant);
}

export async function findGrant(db: Reader, id: string): Promise<Grant | undefined> {
  const row = await selectGrants(db).where('id', '=', id).executeTakeFirst();
  return row && toGrant(row);
}

/** Revision by id. */
export async function revisionsOf(db: Reader, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('data_grant').select(['id', 'revision']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Counts rows that are given out; false, and nothing counted, when they would be more than `most` in all. */
export async function countRows(db: Reader, id: string, rows: number, most: number | null): Promise<boolean> {
  const counted = await db
    .updateTable('data_grant')
    .set((eb) => ({ rows_given: eb('rows_given', '+', rows) }))
    .where('id', '=', id)
    .$if(most !== null, (all) => all.where((eb) => eb(eb('rows_given', '+', rows), '<=', most)))
    .executeTakeFirst();
  return counted.numUpdatedRows === 1n;
}

/** Adds calls of a day; answers those of all nodes together. */
export async function addCalls(db: Reader, grantId: string, day: string, calls: number): Promise<number> {
  const row = await db
    .insertInto('grant_use')
    .values({ grant_id: grantId, day, calls })
    .onConflict((conflict) =>
      conflict.columns(['grant_id', 'day']).doUpdateSet((eb) => ({
        calls: eb('grant_use.calls', '+', eb.ref('excluded.calls')),
      })),
    )
    .returning('calls')
    .executeTakeFirstOrThrow();
  return row.calls;
}

export interface ListedGrant extends Grant {
  dataset: { id: string; code: string; name: string };
  publisher: { id: string; name: string; district: string | null };
  holder: string;
  callsToday: number;
  changedAt: Date;
}

const selectListed = (db: Reader, day: string) =>
  selectGrants(db)
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'data_grant.body_id')
    .innerJoin('account', 'account.id', 'data_grant.owner_id')
    .leftJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .leftJoin('grant_use', (join) =>
      join.onRef('grant_use.grant_id', '=', 'data_grant.id').on('grant_use.day', '=', day),
    )
    .select(['dataset.code as dataset_code', 'dataset.entry', 'public_body.name as body_name'])
    .select(['public_body.district', 'account.name as owner_name'])
    .select(['organisation.name as organisation_name', 'grant_use.calls as calls_today']);
type ListedRow = Awaited<ReturnType<ReturnType<typeof selectListed>['executeTakeFirstOrThrow']>>;

const toListed = (row: ListedRow): ListedGrant => ({
  ...toGrant(row),
  dataset: {
    ...{ id: row.dataset_id, code: row.dataset_code },
    name: row.entry?.name ?? row.dataset_code,
  },
  publisher: { id: row.body_id, name: row.body_name, district: row.district },
  holder: row.organisation_name ?? row.owner_name,
  callsToday: row.calls_today ?? 0,
  changedAt: row.changed_at,
});

export interface GrantsWanted {
  bodyId: string | null;
  district: string | null;
  /** null: anybody's. */
  holder: Holder | null;
  state: GrantState | null;
  after: string | null;
  limit: number;
}

/** The newest first, one more than wanted where there are more; and how many there are. */
export async function listGrants(
  db: Reader,
  day: string,
  { bodyId, district, holder, state, after, limit }: GrantsWanted,
): Promise<{ items: ListedGrant[] } & Counted> {
  let chosen = selectListed(db, day);
  if (bodyId !== null) chosen = chosen.where('data_grant.body_id', '=', bodyId);
  if (district !== null) chosen = chosen.where('public_body.district', '=', district);
  if (state !== null) chosen = chosen.where('data_grant.state', '=', state);
  if (holder !== null) {
    const { accountId, organisationId } = holder;
    chosen =
      organisationId === null
        ? chosen.where('data_grant.organisation_id', 'is', null).where('data_grant.owner_id', '=', accountId)
        : chosen.where('data_grant.organisation_id', '=', organisationId);
  }
  const count = await counted(db, chosen.clearSelect().select('data_grant.id'));
  const page = after === null ? chosen : chosen.where('data_grant.id', '<', after);
  const rows = await page
    .orderBy('data_grant.id', 'desc')
    .limit(limit + 1)
    .execute();
  return { items: rows.map(toListed), ...count };
}

export async function findListed(db: Reader, day: string, id: string): Promise<ListedGrant | undefined> {
  const row = await selectListed(db, day).where('data_grant.id', '=', id).executeTakeFirst();
  return row && toListed(row);
}

export async function lockGrant(trx: Trx, id: string): Promise<Grant | undefined> {
  const row = await selectGrants(trx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toGrant(row);
}

/** The last days with calls, the newest first. */
export async function callsByDay(
  db: Reader,
  grantId: string,
  most: number,
): Promise<{ day: string; calls: number }[]> {
  return db
    .selectFrom('grant_use')
    .select((eb) => [eb.cast<string>('day', 'text').as('day'), 'calls'])
    .where('grant_id', '=', grantId)
    .where('calls', '>', 0)
    .orderBy('grant_use.day', 'desc')
    .limit(most)
    .execute();
}
