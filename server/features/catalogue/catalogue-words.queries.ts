import type { CatalogueWords } from '../../../rules/datasets/proposals.ts';
import type { Reader } from '../../store/database.ts';

/** What the catalogue says of many entries, by their ids. */
export async function catalogueWords(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, CatalogueWords>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('catalogue_entry')
    .select(['id', 'summary', 'domain', 'fields'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...words }) => [id, words]));
}
