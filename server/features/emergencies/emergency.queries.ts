import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { EmergencyState } from '../../../rules/emergencies/emergency.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

const selectEmergencies = (db: Reader) =>
  db
    .selectFrom('emergency')
    .innerJoin('account as declarer', 'declarer.id', 'emergency.declared_by')
    .leftJoin('account as confirmer', 'confirmer.id', 'emergency.confirmed_by')
    .leftJoin('account as reviewer', 'reviewer.id', 'emergency.reviewed_by')
    .selectAll('emergency')
    .select(['declarer.name as declarer_name', 'confirmer.name as confirmer_name'])
    .select('reviewer.name as reviewer_name')
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('emergency_dataset')
          .innerJoin('dataset', 'dataset.id', 'emergency_dataset.dataset_id')
          .select((of) => ['dataset.code', of.fn.coalesce('dataset.name', 'dataset.code').as('name')])
          .whereRef('emergency_dataset.emergency_id', '=', 'emergency.id')
          .orderBy('dataset.code'),
      ).as('datasets'),
      jsonArrayFrom(
        eb
          .selectFrom('emergency_user')
          .innerJoin('account', 'account.id', 'emergency_user.account_id')
          .select((of) => [
            'account.name',
            of.fn.coalesce('account.user_name', 'account.name').as('userName'),
          ])
          .whereRef('emergency_user.emergency_id', '=', 'emergency.id')
          .orderBy('account.user_name'),
      ).as('users'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof selectEmergencies>['executeTakeFirstOrThrow']>>;

const toEmergency = (row: Row) => ({
  id: row.id,
  code: row.code,
  // Written by the machine only.
  state: row.state as EmergencyState,
  title: row.title,
  reason: row.reason,
  from: row.from_at,
  until: row.until_at,
  forEveryone: row.for_everyone,
  datasets: row.datasets,
  users: row.users,
  declaredById: row.declared_by,
  declaredBy: row.declarer_name,
  declaredAt: row.declared_at,
  confirmedBy: row.confirmer_name,
  confirmedAt: row.confirmed_at,
  endedAt: row.ended_at,
  reasons: row.reasons,
  review: row.review,
  reviewedBy: row.reviewer_name,
  reviewedAt: row.reviewed_at,
});
export type Emergency = ReturnType<typeof toEmergency>;

export interface NewEmergency {
  id: string;
  title: string;
  reason: string;
  from: Date;
  until: Date;
  declaredBy: string;
  at: Date;
  cursorKey: Buffer;
  datasetIds: string[];
  /** Empty: everyone. */
  accountIds: string[];
}

export async function insertEmergency(trx: Trx, made: NewEmergency): Promise<void> {
  const { id, datasetIds, accountIds } = made;
  await trx
    .insertInto('emergency')
    .values({
      id,
      code: orderCode('YJ', made.at),
      state: 'declared',
      title: made.title,
      reason: made.reason,
      from_at: made.from,
      until_at: made.until,
      for_everyone: accountIds.length === 0,
      declared_by: made.declaredBy,
      declared_at: made.at,
      reasons: '[]',
      cursor_key: made.cursorKey,
    })
    .execute();
  await trx
    .insertInto('emergency_dataset')
    .values(datasetIds.map((dataset_id) => ({ emergency_id: id, dataset_id })))
    .execute();
  if (accountIds.length === 0) return;
  await trx
    .insertInto('emergency_user')
    .values(accountIds.map((account_id) => ({ emergency_id: id, account_id })))
    .execute();
}

export async function findEmergency(db: Reader, id: string): Promise<Emergency | undefined> {
  const row = await selectEmergencies(db).where('emergency.id', '=', id).executeTakeFirst();
  return row && toEmergency(row);
}

export async function lockEmergency(trx: Trx, id: string): Promise<Emergency | undefined> {
  await trx.selectFrom('emergency').select('id').where('id', '=', id).forUpdate().execute();
  return findEmergency(trx, id);
}

export interface EmergencyList {
  states: readonly EmergencyState[] | null;
  limit: number;
  after: string | null;
}

/** Newest first. */
export async function emergenciesIn(
  db: Reader,
  { states, limit, after }: EmergencyList,
): Promise<{ items: Emergency[]; total: number }> {
  const chosen = selectEmergencies(db).$if(states !== null, (all) =>
    all.where('emergency.state', 'in', states ?? []),
  );
  const { total } = await chosen
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .$if(after !== null, (all) => all.where('emergency.id', '<', after ?? ''))
    .orderBy('emergency.id', 'desc')
    .limit(limit)
    .execute();
  return { items: rows.map(toEmergency), total };
}

export interface EmergencyStep {
  state: EmergencyState;
  confirmedBy?: string;
  reviewedBy?: string;
  review?: string;
  reasons?: readonly string[];
  ends?: boolean;
  at: Date;
}

export async function saveEmergency(trx: Trx, id: string, step: EmergencyStep): Promise<void> {
  const { state, confirmedBy, reviewedBy, review, reasons, ends, at } = step;
  await trx
    .updateTable('emergency')
    .set((eb) => ({
      state,
      revision: eb('revision', '+', 1),
      ...(confirmedBy && { confirmed_by: confirmedBy, confirmed_at: at }),
      ...(reviewedBy && { reviewed_by: reviewedBy, reviewed_at: at, review: review ?? '' }),
      ...(reasons && { reasons: JSON.stringify(reasons) }),
      ...(ends && { ended_at: at }),
    }))
    .where('id', '=', id)
    .execute();
}

/** Those declared or open whose time is over, at most 100. */
export async function overdueEmergencies(db: Reader, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('emergency')
    .select('id')
    .where('state', 'in', ['declared', 'open'])
    .where('until_at', '<=', now)
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}

/** An opening under which a dataset is served at this moment. */
export interface OpenEmergency {
  id: string;
  revision: number;
  cursorKey: Buffer;
  until: Date;
}

const selectOpen = (db: Reader, now: Date) =>
  db
    .selectFrom('emergency')
    .select(['id', 'revision', 'cursor_key as cursorKey', 'until_at as until'])
    .where('state', '=', 'open')
    .where('from_at', '<=', now)
    .where('until_at', '>', now);

/** The one that lasts longest of those that open a dataset to the account, or to everyone. */
export async function openEmergencyFor(
  db: Reader,
  datasetId: string,
  accountId: string | null,
  now: Date,
): Promise<OpenEmergency | undefined> {
  return selectOpen(db, now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('emergency_dataset')
          .select(sql`1`.as('one'))
          .whereRef('emergency_id', '=', 'emergency.id')
          .where('dataset_id', '=', datasetId),
      ),
    )
    .where((eb) =>
      eb.or([
        eb('for_everyone', '=', true),
        eb.exists(
          eb
            .selectFrom('emergency_user')
            .select(sql`1`.as('one'))
            .whereRef('emergency_id', '=', 'emergency.id')
            .where('account_id', '=', accountId),
        ),
      ]),
    )
    .orderBy('until_at', 'desc')
    .executeTakeFirst();
}

/** Whether it is open still, as it was. */
export async function isStillOpen(db: Reader, { id, revision }: OpenEmergency, now: Date): Promise<boolean> {
  const found = await selectOpen(db, now)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return found !== undefined;
}

/** Conditional datasets with data, by their codes; rows of persons are under their own consent, in an emergency too. */
export async function conditionalDatasets(
  db: Reader,
  codes: readonly string[],
): Promise<{ id: string; code: string }[]> {
  return db
    .selectFrom('dataset')
    .select(['id', 'code'])
    .where('code', 'in', codes)
    .where('open_class', '=', 'conditional')
    .where('state', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('personal_dataset')
            .select('personal_dataset.dataset_id')
            .whereRef('personal_dataset.dataset_id', '=', 'dataset.id'),
        ),
      ),
    )
    .execute();
}

export async function accountsNamed(
  db: Reader,
  userNames: readonly string[],
): Promise<{ id: string; userName: string }[]> {
  if (userNames.length === 0) return [];
  return db
    .selectFrom('account')
    .select(['id', 'user_name as userName'])
    .where('user_name', 'in', userNames)
    .$narrowType<{ userName: string }>()
    .execute();
}
