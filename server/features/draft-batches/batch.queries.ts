import type { Change } from '../../../rules/draft-batches/changes.ts';
import type { BatchState } from '../../../rules/draft-batches/draft-batch.machine.ts';
import type { BatchDone, BatchEdit } from '../../../rules/draft-batches/draft-batches.operations.ts';
import type { LineRefusal } from '../../../rules/draft-batches/list-file.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Batch {
  id: string;
  fileName: string | null;
  edit: BatchEdit | null;
  state: BatchState;
  looked: number;
  body: { id: string; code: string; name: string; district: string | null };
  by: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface Item {
  place: number;
  datasetId: string | null;
  code: string;
  row: number | null;
  changes: Change[];
  refusals: LineRefusal[];
  done: BatchDone | null;
}

const selectBatches = (db: Reader) =>
  db
    .selectFrom('draft_batch')
    .innerJoin('public_body', 'public_body.id', 'draft_batch.body_id')
    .innerJoin('account', 'account.id', 'draft_batch.account_id')
    .selectAll('draft_batch')
    .select(['public_body.code as body_code', 'public_body.name as body_name', 'public_body.district'])
    .select('account.name as account_name');

type Row = Awaited<ReturnType<ReturnType<typeof selectBatches>['executeTakeFirstOrThrow']>>;

const toBatch = (row: Row): Batch => ({
  id: row.id,
  fileName: row.file_name,
  edit: row.edit,
  state: row.state as BatchState,
  looked: row.looked,
  body: { id: row.body_id, code: row.body_code, name: row.body_name, district: row.district },
  by: row.account_name,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

export async function findBatch(db: Reader, id: string): Promise<Batch | undefined> {
  const row = await selectBatches(db).where('draft_batch.id', '=', id).executeTakeFirst();
  return row && toBatch(row);
}

export async function lockBatch(trx: Trx, id: string): Promise<Batch | undefined> {
  await trx.selectFrom('draft_batch').select('id').where('id', '=', id).forUpdate().execute();
  return findBatch(trx, id);
}

export interface BatchList {
  bodyId: string | null;
  district: string | null;
  limit: number;
  after: string | null;
}

/** Newest first, and how many there are. */
export async function listBatches(
  db: Reader,
  { bodyId, district, limit, after }: BatchList,
): Promise<{ found: Batch[]; total: number }> {
  const inScope = <T extends ReturnType<typeof selectBatches>>(all: T) =>
    all
      .$if(bodyId !== null, (some) => some.where('draft_batch.body_id', '=', bodyId ?? ''))
      .$if(district !== null, (some) => some.where('public_body.district', '=', district));
  const rows = await inScope(selectBatches(db))
    .$if(after !== null, (some) => some.where('draft_batch.id', '<', after ?? ''))
    .orderBy('draft_batch.id', 'desc')
    .limit(limit)
    .execute();
  const { total } = await inScope(selectBatches(db))
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { found: rows.map(toBatch), total };
}

export type NewBatch = Pick<Batch, 'id' | 'fileName' | 'edit' | 'looked' | 'createdAt'> & {
  bodyId: string;
  accountId: string;
};

/** Rows of one statement: PostgreSQL takes 65,535 values. */
const AT_ONCE = 1000;

export async function insertBatch(
  trx: Trx,
  batch: NewBatch,
  items: readonly Omit<Item, 'place' | 'done'>[],
): Promise<void> {
  await trx
    .insertInto('draft_batch')
    .values({
      id: batch.id,
      body_id: batch.bodyId,
      account_id: batch.accountId,
      file_name: batch.fileName,
      edit: batch.edit && JSON.stringify(batch.edit),
      state: 'compared',
      looked: batch.looked,
      created_at: batch.createdAt,
    })
    .execute();
  const rows = items.map((item, i) => ({
    batch_id: batch.id,
    place: i + 1,
    dataset_id: item.datasetId,
    code: item.code,
    line: item.row,
    changes: JSON.stringify(item.changes),
    refusals: JSON.stringify(item.refusals),
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await trx
      .insertInto('draft_batch_item')
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
}

/** By place; all of them without a limit. */
export async function itemsOf(
  db: Reader,
  batchId: string,
  page: { limit: number; after: number } | null = null,
): Promise<Item[]> {
  const rows = await db
    .selectFrom('draft_batch_item')
    .selectAll()
    .where('batch_id', '=', batchId)
    .$if(page !== null, (all) => all.where('place', '>', page?.after ?? 0).limit(page?.limit ?? 0))
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    place: row.place,
    datasetId: row.dataset_id,
    code: row.code,
    row: row.line,
    changes: row.changes,
    refusals: row.refusals,
    done: row.done,
  }));
}

export async function saveBatchState(
  trx: Trx,
  { id, state, at }: { id: string; state: BatchState; at: Date },
): Promise<void> {
  await trx.updateTable('draft_batch').set({ state, finished_at: at }).where('id', '=', id).execute();
}

export async function saveDone(
  trx: Trx,
  batchId: string,
  done: readonly { place: number; done: BatchDone }[],
): Promise<void> {
  for (const each of done)
    await trx
      .updateTable('draft_batch_item')
      .set({ done: JSON.stringify(each.done) })
      .where('batch_id', '=', batchId)
      .where('place', '=', each.place)
      .execute();
}
