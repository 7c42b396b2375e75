import type { listPlaces } from '../../../rules/maps/maps.operations.ts';
import { publicPart } from '../../../rules/datasets/list-entry.schema.ts';
import { placedDatasets, versionsToIndex } from '../../places/version-places.queries.ts';
import { indexPlaces } from '../../places/version-places.ts';
import type { UseCase } from '../../plugins/operations.ts';

/** Datasets that one map names. */
const MOST = 500;
/** Versions from before places were looked for, that one call looks at. */
const LATE = 20;

export const places: UseCase<typeof listPlaces> = async ({ services }, { district }) => {
  const { db } = services;
  for (const version of await versionsToIndex(db, LATE)) await indexPlaces(services, version);
  const rows = await placedDatasets(db, district, MOST);
  const items = rows.flatMap(({ id, code, entry, body_name, data_updated_at, places: found }) => {
    if (!entry || !found) return [];
    const { name, domain } = publicPart(entry);
    const dataUpdatedAt = data_updated_at?.toISOString() ?? null;
    return [{ id, code, name, publisher: body_name, domain, dataUpdatedAt, places: found }];
  });
  const all = district === undefined ? items : await placedDatasets(db, undefined, MOST);
  return { items, districts: datasetsByDistrict(all.flatMap((each) => each.places?.districts ?? [])) };
};

function datasetsByDistrict(covered: readonly { code: string; name: string }[]) {
  const counts = new Map<string, { code: string; name: string; datasets: number }>();
  for (const { code, name } of covered) {
    const known = counts.get(code) ?? { code, name, datasets: 0 };
    counts.set(code, { ...known, datasets: known.datasets + 1 });
  }
  return [...counts.values()].sort((a, b) => b.datasets - a.datasets);
}
