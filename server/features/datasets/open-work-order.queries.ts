import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { Reader } from '../../store/database.ts';

/** The id of the list change that is under way for a dataset; at most one is. */
export async function openWorkOrderOf(db: Reader, datasetId: string): Promise<string | null> {
  const row = await db
    .selectFrom('work_order')
    .select('id')
    .where('dataset_id', '=', datasetId)
    .where('state', 'in', ['prepared', 'submitted'])
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The newest list change of a dataset, if it was returned: it waits for its editor. */
export async function returnedTo(db: Reader, datasetId: string): Promise<DraftView['returned']> {
  const newest = await db
    .selectFrom('work_order')
    .select(['id', 'state', 'reasons'])
    .where('dataset_id', '=', datasetId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.state === 'returned' ? { workOrderId: newest.id, reasons: newest.reasons } : null;
}
