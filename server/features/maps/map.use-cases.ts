import type { OutputOf } from '../../../rules/api/operation.ts';
import type { getBoundaries, getMap, getTile } from '../../../rules/maps/maps.operations.ts';
import { boundariesNamed } from '../../../rules/maps/boundaries/index.ts';
import { extentOfCity } from '../../../rules/maps/district-of.ts';
import { isTile, MAX_ZOOM } from '../../../rules/maps/mercator.ts';
import { placeOf, type PlaceSource } from '../../../rules/maps/place.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { findPlaces } from '../../places/find-places.ts';
import { savedPlaces } from '../../places/version-places.queries.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { Recent } from '../../recent.ts';
import {
  cacheHeaders,
  entityTag,
  givenOut,
  notModified,
  queryFor,
  servedRows,
  workOf,
  type Served,
} from '../records/index.ts';

const boundariesOf = ({ services }: Call) => boundariesNamed(services.profile.boundaries);

type Source = PlaceSource;

/** Throws `no-places` where nothing says where rows are. */
async function sourceOf(call: Call, served: Served): Promise<Source> {
  const columns = served.manifest?.columns ?? (await served.table()).columns;
  const source = placeOf(columns, served.coordinateSystem, boundariesOf(call));
  if (!source) throw new Problem('no-places');
  return source;
}

const WHOLE_WORLD: [number, number, number, number] = [-180, -85, 180, 85];

export const map: UseCase<typeof getMap> = async (call, { id, version, where, grant }) => {
  const served = await servedRows(call, id, version, grant);
  call.transport.note({ datasetId: served.dataset.id, version: served.number, format: 'map' });
  const source = await sourceOf(call, served);
  const places = await placesOf(call, served, source, where);
  const { entry, code, publisher } = served.dataset;
  const asked = new URLSearchParams({
    ...(version !== undefined && { version: String(version) }),
    ...(where !== undefined && { where }),
    ...(grant !== undefined && { grant }),
  }).toString();
  const tiles = `${call.transport.origin}/api/v1/datasets/${code}/map/{z}/{x}/{y}${asked && `?${asked}`}`;
  await served.grant?.holds();
  const columns = served.manifest?.columns ?? (await served.table()).columns;
  const fields = Object.fromEntries(columns.map(({ name, label }) => [name, label || name]));
  const isDrawn = source.kind !== 'district';
  const city = boundariesOf(call);
  return {
    ...{ tilejson: '3.0.0' as const, name: entry?.name ?? code, attribution: publisher.name },
    ...{ tiles: isDrawn ? [tiles] : [], minzoom: 0, maxzoom: MAX_ZOOM },
    bounds: places.extent ?? (city && mutable(extentOfCity(city))) ?? WHOLE_WORLD,
    vector_layers: isDrawn ? [{ id: 'rows', fields }] : [],
    dataVersion: served.number,
    places,
  };
};

const mutable = (extent: ReturnType<typeof extentOfCity>): OutputOf<typeof getMap>['bounds'] | null =>
  extent && [extent[0], extent[1], extent[2], extent[3]];

async function placesOf(call: Call, served: Served, source: Source, where: string | undefined) {
  const { db, engine, running } = call.services;
  const saved = served.manifest && where === undefined ? await savedPlaces(db, served.tag) : undefined;
  if (saved) return saved;
  const table = await served.table();
  const placed = { table, query: queryFor(table, { where }), source };
  const boundaries = boundariesOf(call);
  return running.during(workOf(call, 'rows', served.dataset.id, 'map'), (asker) =>
    findPlaces(engine, placed, { boundaries, asker }),
  );
}

const TILE = 'application/vnd.mapbox-vector-tile';
/** Tiles of a version never change; about 30 MB when full of large ones. */
const TILES = new Recent<Uint8Array>(1000);

export const tile: UseCase<typeof getTile> = async (call, { id, z, x, y, version, where, grant }) => {
  if (!isTile({ z, x, y })) throw new Problem('not-found');
  const served = await servedRows(call, id, version, grant);
  // A tile has no count of its rows.
  if (served.grant?.limitsRows === true) throw new Problem('beyond-grant', { provision: 'xz-21' });
  call.transport.note({ datasetId: served.dataset.id, version: served.number, format: 'mvt' });
  const tag = entityTag(served.tag);
  const known = notModified(call, tag);
  if (known) return givenOut(served, known);
  const key = JSON.stringify([served.tag, z, x, y, where]);
  const body = TILES.get(key) ?? (await tileBytes(call, served, { z, x, y }, where));
  TILES.set(key, body);
  await served.grant?.holds();
  return givenOut(served, {
    contentType: TILE,
    headers: cacheHeaders(tag),
    ...(body.length === 0 ? { status: 204 } : { body }),
  });
};

async function tileBytes(
  call: Call,
  served: Served,
  address: { z: number; x: number; y: number },
  where: string | undefined,
): Promise<Uint8Array> {
  const source = await sourceOf(call, served);
  if (source.kind === 'district') throw new Problem('no-places');
  const { engine, running } = call.services;
  const table = await served.table();
  const query = queryFor(table, { where });
  return running.during(workOf(call, 'rows', served.dataset.id, 'mvt'), (asker) =>
    engine.tile(table, query, { source, tile: address }, asker),
  );
}

export const boundaries: UseCase<typeof getBoundaries> = async (call) => {
  const known = boundariesOf(call);
  if (!known) throw new Problem('not-found');
  return known;
};
