import { wholeTable } from '../../rules/expressions/query-tree.ts';
import { boundariesNamed } from '../../rules/maps/boundaries/index.ts';
import type { Places } from '../../rules/maps/maps.operations.ts';
import { placeOf } from '../../rules/maps/place.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import type { Services } from '../context.ts';
import { findPlaces } from './find-places.ts';
import { savePlaces } from './version-places.queries.ts';

/** A version whose places are looked for. */
export interface PlacedVersion {
  id: string;
  manifest: VersionManifest;
  /** What the reading of its file found. */
  coordinateSystem: string | null;
}

/** Finds and keeps where the rows of a version are; null when nothing in it says so, or it is too large to look at. */
export async function indexPlaces(services: Services, version: PlacedVersion): Promise<Places | null> {
  const places = await placesOf(services, version);
  await savePlaces(services.db, version.id, places);
  return places;
}

async function placesOf(
  { engine, objects, profile, log }: Services,
  { id, manifest, coordinateSystem }: PlacedVersion,
): Promise<Places | null> {
  const boundaries = boundariesNamed(profile.boundaries);
  const source = placeOf(manifest.columns, coordinateSystem, boundaries);
  if (!source || manifest.rows === 0) return null;
  using file = await objects.hold(manifest.data.digest);
  const { columns, rows } = manifest;
  const table = { path: file.path, columns, rows, version: id };
  try {
    return await findPlaces(engine, { table, query: wholeTable(columns), source }, { boundaries });
  } catch (error) {
    // Rows are served all the same; the map is asked for anew by whoever looks at it.
    log.warn({ err: error, version: id }, 'the places of a version were not found');
    return null;
  }
}
