import { sql } from 'kysely';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import type { ListChange, ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

/** As much of an order as lists show: the entries before and after stay in the store. */
export interface OrderHead {
  id: string;
  code: string;
  state: WorkOrderState;
  datasetId: string;
  datasetCode: string;
  /** Of the entry as it shall be. */
  name: string;
  publisher: { id: string; code: string; name: string; district: string | null };
  preparedBy: string;
  preparedByName: string;
  preparedAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
}
export interface WorkOrder extends OrderHead {
  before: ListEntry | null;
  stateSecret: boolean;
  change: ListChange;
  reasons: ReturnReason[];
  submittedBy: string | null;
  submittedByName: string | null;
  decidedByName: string | null;
}

const selectHeads = (db: Reader) =>
  db
    .selectFrom('work_order')
    .innerJoin('dataset', 'dataset.id', 'work_order.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'work_order.body_id')
    .innerJoin('account as preparer', 'preparer.id', 'work_order.prepared_by')
    .select(['work_order.id', 'work_order.code', 'work_order.state', 'work_order.dataset_id'])
    .select(['work_order.body_id', 'work_order.prepared_by', 'work_order.prepared_at'])
    .select(['work_order.submitted_at', 'work_order.decided_at', 'dataset.code as dataset_code'])
    .select(sql<string>`work_order.change -> 'entry' ->> 'name'`.as('name'))
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('preparer.name as prepared_by_name');

const selectWorkOrders = (db: Reader) =>
  selectHeads(db)
    .leftJoin('account as submitter', 'submitter.id', 'work_order.submitted_by')
    .leftJoin('account as decider', 'decider.id', 'work_order.decided_by')
    .select(['work_order.change', 'work_order.reasons', 'work_order.submitted_by'])
    .select(['dataset.entry as before', 'dataset.state_secret'])
    .select(['submitter.name as submitted_by_name', 'decider.name as decided_by_name']);

type Head = Awaited<ReturnType<ReturnType<typeof selectHeads>['executeTakeFirstOrThrow']>>;
type Row = Awaited<ReturnType<ReturnType<typeof selectWorkOrders>['executeTakeFirstOrThrow']>>;

const toHead = (row: Head): OrderHead => ({
  id: row.id,
  code: row.code,
  state: row.state as WorkOrderState,
  datasetId: row.dataset_id,
  datasetCode: row.dataset_code,
  name: row.name,
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name, district: row.district },
  preparedBy: row.prepared_by,
  preparedByName: row.prepared_by_name,
  preparedAt: row.prepared_at,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
});

const toWorkOrder = (row: Row): WorkOrder => ({
  ...toHead(row),
  before: row.before,
  stateSecret: row.state_secret,
  change: row.change,
  reasons: row.reasons,
  submittedBy: row.submitted_by,
  submittedByName: row.submitted_by_name,
  decidedByName: row.decided_by_name,
});

export async function findWorkOrder(db: Reader, id: string): Promise<WorkOrder | undefined> {
  const row = await selectWorkOrders(db).where('work_order.id', '=', id).executeTakeFirst();
  return row && toWorkOrder(row);
}

/** What the list said of the dataset when this order was decided; null when it was not on the list yet. */
export async function listedBefore(
  db: Reader,
  { id, datasetId }: Pick<WorkOrder, 'id' | 'datasetId'>,
): Promise<ListEntry | null> {
  // One order of a dataset is open at a time, so that ids are in the order of the decisions.
  const earlier = await db
    .selectFrom('work_order')
    .select('change')
    .where('dataset_id', '=', datasetId)
    .where('state', '=', 'accepted')
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return earlier?.change.entry ?? null;
}

/** Locks the dataset first and the work order then, in the order of every other act on them. */
export async function lockWorkOrder(trx: Trx, id: string): Promise<WorkOrder | undefined> {
  const found = await trx
    .selectFrom('work_order')
    .select('dataset_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return undefined;
  await trx.selectFrom('dataset').select('id').where('id', '=', found.dataset_id).forUpdate().execute();
  return findWorkOrder(trx, id);
}

export interface WorkOrderList {
  bodyId: string | null;
  district: string | null;
  states: readonly WorkOrderState[] | null;
  limit: number;
  after: string | null;
}

/** Newest first; `after` is the id of the last one seen (ids grow with time). */
export async function listWorkOrders(
  db: Reader,
  { bodyId, district, states, limit, after }: WorkOrderList,
): Promise<{ items: OrderHead[]; total: number }> {
  const ofDistrict = db.selectFrom('public_body').select('id').where('district', '=', district);
  const chosen = db
    .selectFrom('work_order')
    .$if(bodyId !== null, (all) => all.where('body_id', '=', bodyId ?? ''))
    .$if(district !== null, (all) => all.where('body_id', 'in', ofDistrict))
    .$if(states !== null, (all) => all.where('state', 'in', [...(states ?? [])]));
  const page = chosen
    .$if(after !== null, (all) => all.where('id', '<', after ?? ''))
    .select('id')
    .orderBy('id', 'desc')
    .limit(limit);
  const [{ total }, rows] = await Promise.all([
    chosen.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    selectHeads(db).where('work_order.id', 'in', page).orderBy('work_order.id', 'desc').execute(),
  ]);
  return { items: rows.map(toHead), total };
}

/** Those in a state that anyone but `exceptBy` prepared, of one body or of all; the oldest first, at most 200. */
export async function waitingOrders(
  db: Reader,
  { bodyId, state, exceptBy }: { bodyId: string | null; state: WorkOrderState; exceptBy: string | null },
): Promise<OrderHead[]> {
  const rows = await selectHeads(db)
    .where('work_order.state', '=', state)
    .$if(bodyId !== null, (all) => all.where('work_order.body_id', '=', bodyId ?? ''))
    .$if(exceptBy !== null, (all) => all.where('work_order.prepared_by', '!=', exceptBy))
    .orderBy('work_order.id')
    .limit(200)
    .execute();
  return rows.map(toHead);
}

/** Answers the code that people see, such as `GD-2026-000017`. */
export async function insertWorkOrder(
  trx: Trx,
  order: { id: string; bodyId: string; datasetId: string; change: ListChange; preparedBy: string; at: Date },
): Promise<string> {
  const { code } = await trx
    .insertInto('work_order')
    .values({
      id: order.id,
      code: orderCode('GD', order.at),
      kind: 'list-change',
      state: 'prepared',
      body_id: order.bodyId,
      dataset_id: order.datasetId,
      change: JSON.stringify(order.change),
      reasons: '[]',
      prepared_by: order.preparedBy,
      prepared_at: order.at,
    })
    .returning('code')
    .executeTakeFirstOrThrow();
  return code;
}

export async function saveStep(
  trx: Trx,
  step: {
    id: string;
    state: WorkOrderState;
    reasons: ReturnReason[];
    submittedBy?: string;
    decidedBy?: string;
    at: Date;
  },
): Promise<void> {
  await trx
    .updateTable('work_order')
    .set({
      state: step.state,
      reasons: JSON.stringify(step.reasons),
      ...(step.submittedBy === undefined ? {} : { submitted_by: step.submittedBy, submitted_at: step.at }),
      ...(step.decidedBy === undefined ? {} : { decided_by: step.decidedBy, decided_at: step.at }),
    })
    .where('id', '=', step.id)
    .execute();
}
