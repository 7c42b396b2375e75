import type { Reader } from '../../store/database.ts';

/** Names of the sources that go on updating a dataset. */
export async function runningSources(db: Reader, datasetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('source')
    .select('name')
    .where('dataset_id', '=', datasetId)
    .where('state', '=', 'approved')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}
