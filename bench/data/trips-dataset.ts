import path from 'node:path';
import type { Services } from '../../server/context.ts';
import { closeIngest, convertFile, inspectFile } from '../../server/ingest/index.ts';
import { openTemplate } from './city.ts';
import { tripsFile } from './trips.ts';

export interface TripsDataset {
  datasetId: string;
  /** The names of its fields. */
  columns: string[];
}

/** An open dataset in an empty store, whose current version then holds the table of trips, converted as always. */
export async function openTrips(services: Services): Promise<TripsDataset> {
  const { datasetId } = await openTemplate(services);
  const file = await tripsFile();
  const reading = await inspectFile(file, 'trips.csv');
  const out = path.join(services.directory.paths.temporary, 'trips.parquet');
  const { rows, columns, profile } = await convertFile(file, reading, {}, out);
  await closeIngest();
  const data = await services.objects.put({ file: out, move: true });
  const { manifest, id } = await services.db
    .selectFrom('data_version')
    .innerJoin('dataset', 'dataset.current_version_id', 'data_version.id')
    .select(['manifest', 'data_version.id'])
    .where('dataset.id', '=', datasetId)
    .executeTakeFirstOrThrow();
  if (!manifest) throw new Error('the template has no version');
  const nothing = { nulls: 0, distinct: 0, min: null, max: null };
  const described = columns.map(({ name, label, type, unit }) => ({
    ...{ name, label, type, unit: unit ?? '' },
    profile: profile[name] ?? nothing,
  }));
  await services.db
    .updateTable('data_version')
    .set({
      rows,
      data_digest: data.digest,
      data_bytes: data.bytes,
      manifest: JSON.stringify({ ...manifest, rows, columns: described, data }),
    })
    .where('id', '=', id)
    .execute();
  return { datasetId, columns: columns.map(({ name }) => name) };
}
