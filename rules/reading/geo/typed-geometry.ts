import { toWgs84 } from './convert.ts';
import { convertWkt, isWkt } from './wkt.ts';

/**
 * WKT in WGS-84, from WKT in `system`; as it stands where no system is known. Undefined for what is no geometry, or has
 * no place on the Earth.
 */
export function typedGeometry(wkt: string, system: string | undefined): string | undefined {
  if (!isWkt(wkt)) return undefined;
  const convert = system === undefined ? null : toWgs84(system);
  return convert ? convertWkt(wkt, convert) : wkt;
}
