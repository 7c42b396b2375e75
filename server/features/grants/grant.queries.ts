import type { GrantState } from '../../../rules/grants/grant.machine.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
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
  rowsGiven: number;
  createdAt: Date;
}

const selectGrants = (db: Reader) => db.selectFrom('data_grant').selectAll('data_grant');
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
  rowsGiven: row.rows_given,
  createdAt: row.created_at,
});

export type NewGrant = Omit<Grant, 'agreed' | 'reason' | 'revision' | 'rowsGiven'>;

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
      created_at: grant.createdAt,
      changed_at: grant.createdAt,
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

/** Of one agreement, locked until the transaction ends. */
export async function lockGrantsOf(trx: Trx, agreementId: string): Promise<Grant[]> {
  const rows = await selectGrants(trx)
    .where('agreement_id', '=', agreementId)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toGrant);
}
