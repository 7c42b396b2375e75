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
