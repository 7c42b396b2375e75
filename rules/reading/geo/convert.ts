import proj4 from 'proj4';
import { bd09ToWgs84, gcj02ToWgs84, type Position } from './gcj02.ts';
import { isKnownSystem, isOldDatum, projectionOf } from './systems.ts';

/** Longitude and latitude in WGS-84 of a place; null for one outside the projection. */
export type ToWgs84 = (x: number, y: number) => Position | null;

/** How coordinates become WGS-84, for the statement of what was done. */
export type Conversion = 'same' | 'centimetres' | 'gcj02' | 'bd09' | 'projected' | 'old-datum';

export function conversionOf(system: string): Conversion {
  if (system === 'WGS-84') return 'same';
  if (system === 'CGCS2000') return 'centimetres';
  if (system === 'GCJ-02') return 'gcj02';
  if (system === 'BD-09') return 'bd09';
  return isOldDatum(system) ? 'old-datum' : 'projected';
}

const inDegrees = (x: number, y: number): boolean => Math.abs(x) <= 180 && Math.abs(y) <= 90;

/** Farther than this from the origin no projection on the Earth reaches, in metres (zone prefixes included). */
const FARTHEST = 100_000_000;

function unprojecting(definition: string): ToWgs84 {
  const projection = proj4(definition, '+proj=longlat +datum=WGS84 +no_defs');
  return (x, y) => {
    if (!(Math.abs(x) < FARTHEST && Math.abs(y) < FARTHEST)) return null;
    const [lon = NaN, lat = NaN] = projection.forward([x, y]);
    return inDegrees(lon, lat) ? [lon, lat] : null;
  };
}

const within =
  (convert: (lon: number, lat: number) => Position): ToWgs84 =>
  (x, y) =>
    inDegrees(x, y) ? convert(x, y) : null;

const known = new Map<string, ToWgs84 | null>();

function made(system: string): ToWgs84 | null {
  if (!isKnownSystem(system)) return null;
  if (system === 'GCJ-02') return within(gcj02ToWgs84);
  if (system === 'BD-09') return within(bd09ToWgs84);
  const projection = projectionOf(system);
  return projection === null ? null : unprojecting(projection);
}

/** The conversion of a system to WGS-84; null where its coordinates are taken as they stand. */
export function toWgs84(system: string): ToWgs84 | null {
  let conversion = known.get(system);
  if (conversion === undefined) {
    conversion = made(system);
    if (known.size >= 100) known.clear();
    known.set(system, conversion);
  }
  return conversion;
}
