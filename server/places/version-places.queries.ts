import { sql } from 'kysely';
import type { Places } from '../../rules/maps/maps.operations.ts';
import type { Reading } from '../../rules/reading/reading.schema.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import type { Reader } from '../store/database.ts';
import type { PlacedVersion } from './version-places.ts';

/** Null says that it was looked, and nothing found. */
export async function savePlaces(db: Reader, versionId: string, places: Places | null): Promise<void> {
  await db
    .insertInto('version_places')
    .values({ version_id: versionId, places: places && JSON.stringify(places) })
    .onConflict((conflict) => conflict.column('version_id').doNothing())
    .execute();
}

export async function savedPlaces(db: Reader, versionId: string): Promise<Places | null | undefined> {
  const row = await db
    .selectFrom('version_places')
    .select('places')
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  return row?.places;
}

/** Versions that are open to all. */
const openVersions = (db: Reader) =>
  db
    .selectFrom('dataset')
    .innerJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .leftJoin('version_places', 'version_places.version_id', 'data_version.id')
    .where('dataset.state', '=', 'open')
    .where('dataset.open_class', '=', 'unconditional')
    .where((eb) =>
      eb.or([
        eb('dataset.withheld_before', 'is', null),
        eb('data_version.created_at', '>=', eb.ref('dataset.withheld_before')),
      ]),
    );

/** Open versions that were published before places were looked for. */
export async function versionsToIndex(db: Reader, limit: number): Promise<PlacedVersion[]> {
  const rows: { id: string; manifest: VersionManifest | null; reading: Reading }[] = await openVersions(db)
    .select(['data_version.id', 'data_version.manifest', 'data_version.reading'])
    .where('version_places.version_id', 'is', null)
    .where('data_version.manifest', 'is not', null)
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, manifest, reading }) =>
    manifest ? [{ id, manifest, coordinateSystem: reading.coordinateSystem }] : [],
  );
}

/** Open datasets with a place, the newest data first; with rows in one district where one is named. */
export const placedDatasets = (db: Reader, district: string | undefined, limit: number) => {
  const placed = openVersions(db)
    .select([
      'dataset.id',
      'dataset.code',
      'dataset.entry',
      'dataset.data_updated_at',
      'version_places.places',
    ])
    .select(['public_body.name as body_name', 'public_body.name_en as body_name_en'])
    .where('version_places.places', 'is not', null)
    .orderBy('dataset.data_updated_at', 'desc')
    .orderBy('dataset.id')
    .limit(limit);
  if (district === undefined) return placed.execute();
  const named = (key: 'code' | 'name') => JSON.stringify({ districts: [{ [key]: district }] });
  return placed
    .where((eb) =>
      eb.or([
        sql<boolean>`version_places.places @> ${named('code')}::jsonb`,
        sql<boolean>`version_places.places @> ${named('name')}::jsonb`,
      ]),
    )
    .execute();
};
