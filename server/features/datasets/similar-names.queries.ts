import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { Named } from '../../../rules/datasets/similar-names.ts';
import type { Reader } from '../../store/database.ts';

/** The name of every dataset on the list. */
export async function namesOnTheList(db: Reader): Promise<Named[]> {
  const rows = await db
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', 'dataset.code', 'dataset.name', 'public_body.name as publisher'])
    .where('dataset.state', 'in', [...ON_THE_LIST])
    .execute();
  return rows.map((row) => ({ ...row, name: row.name ?? '' }));
}
