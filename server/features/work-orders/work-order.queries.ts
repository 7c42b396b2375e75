import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { WorkOrderState } from '../../../rules/work-orders/work-order.machine.ts';
import type { ListChange, ReturnReason } from '../../../rules/work-orders/work-order.schema.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { orderCode } from '../../store/order-code.ts';

export interface WorkOrder {
  id: string;
  code: string;
  state: WorkOrderState;
  datasetId: string;
  datasetCode: string;
  before: ListEntry | null;
  stateSecret: boolean;
  publisher: { id: string; code: string; name: string; district: string | null };
  change: ListChange;
  reasons: ReturnReason[];
  preparedBy: string;
  preparedByName: string;
  submittedBy: string | null;
  submittedByName: string | null;
  decidedByName: string | null;
  preparedAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
}

const selectWorkOrders = (db: Reader) =>
  db
    .selectFrom('work_order')
    .innerJoin('dataset', 'dataset.id', 'work_order.dataset_id')
    .innerJoin('public_body', 'public_body.id', 'work_order.body_id')
    .innerJoin('account as preparer', 'preparer.id', 'work_order.prepared_by')
    .leftJoin('account as submitter', 'submitter.id', 'work_order.submitted_by')
    .leftJoin('account as decider', 'decider.id', 'work_order.decided_by')
    .selectAll('work_order')
    .select(['dataset.code as dataset_code', 'dataset.entry as before', 'dataset.state_secret'])
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select(['preparer.name as prepared_by_name', 'submitter.name as submitted_by_name'])
    .select('decider.name as decided_by_name');

type Row = Awaited<ReturnType<ReturnType<typeof selectWorkOrders>['executeTakeFirstOrThrow']>>;

const toWorkOrder = (row: Row): WorkOrder => ({
  id: row.id,
  code: row.code,
  state: row.state as WorkOrderState,
  datasetId: row.dataset_id,
  datasetCode: row.dataset_code,
  before: row.before,
  stateSecret: row.state_secret,
  publisher: { id: row.body_id, code: row.body_code, name: row.body_name, district: row.district },
  change: row.change,
  reasons: row.reasons,
  preparedBy: row.prepared_by,
  preparedByName: row.prepared_by_name,
  submittedBy: row.submitted_by,
  submittedByName: row.submitted_by_name,
  decidedByName: row.decided_by_name,
  preparedAt: row.prepared_at,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
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
  wanted: WorkOrderList,
): Promise<{ items: WorkOrder[]; total: number }> {
  let query = selectWorkOrders(db);
  if (wanted.bodyId !== null) query = query.where('work_order.body_id', '=', wanted.bodyId);
  if (wanted.district !== null) query = query.where('public_body.district', '=', wanted.district);
  if (wanted.states !== null) query = query.where('work_order.state', 'in', [...wanted.states]);
  const { total } = await query
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (wanted.after !== null) query = query.where('work_order.id', '<', wanted.after);
  const rows = await query.orderBy('work_order.id', 'desc').limit(wanted.limit).execute();
  return { items: rows.map(toWorkOrder), total };
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
