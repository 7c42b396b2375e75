import type { Query } from '../../rules/expressions/query-tree.ts';
import {
  isPosition,
  parseWkt,
  wound,
  type Coordinates,
  type Geometry,
  type Position,
} from '../../rules/reading/geo/geometry.ts';
import type { GeometryKind } from '../../rules/reading/geo/wkt.ts';
import { textOf } from './cell-text.ts';
import { compileExport, objectSql } from './compile-query.ts';
import type { Encode } from './encoding.ts';
import { geometryColumn } from './geometry-column.ts';

/** A FeatureCollection (RFC 7946), a feature a line; the first geometry that is selected is the features', others are properties. */
export const encodeGeoJson: Encode = async function* ({ loan, order, stop }) {
  const { query } = order;
  const geometry = geometryColumn(query, 'geojson');
  const { sql, parameters } = featuresSql(query, loan.info, geometry);
  let separator = '\n';
  yield Buffer.from('{"type":"FeatureCollection","features":[');
  for await (const [properties = [], shapes = []] of loan.connection.chunks(sql, parameters, { stop })) {
    let text = '';
    for (const [index, members] of properties.entries()) {
      text += `${separator}${featureOf(members ?? '{}', shapes[index] ?? null)}`;
      separator = ',\n';
    }
    yield Buffer.from(text);
  }
  yield Buffer.from('\n]}\n');
};

function featuresSql(query: Query, info: Parameters<typeof compileExport>[1], geometry: number) {
  const others = query.select.filter((_, index) => index !== geometry);
  return compileExport(query, info, ({ values }, parameters) => {
    const rest = values.filter((_, index) => index !== geometry);
    const properties = others.length === 0 ? "'{}'" : objectSql(others, rest, parameters);
    return [properties, textOf(values[geometry] ?? 'NULL', 'geometry')];
  });
}

/** A geometry of a kind that GeoJSON lacks is told as WKT in a member of its own. */
function featureOf(properties: string, wkt: string | null): string {
  const geometry = wkt === null ? null : parseWkt(wkt);
  const shape = geometry ? geoJsonOf(geometry) : 'null';
  const unknown = wkt !== null && !geometry ? `,"wkt":${JSON.stringify(wkt)}` : '';
  return `{"type":"Feature","geometry":${shape},"properties":${properties}${unknown}}`;
}

const TYPES: Readonly<Record<GeometryKind, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
};

/** The JSON of a geometry: areas run as the right hand rule says, measures are left out. */
export function geoJsonOf(geometry: Geometry): string {
  if (geometry.kind === 'GEOMETRYCOLLECTION')
    return `{"type":"GeometryCollection","geometries":[${geometry.members.map(geoJsonOf).join(',')}]}`;
  const { kind, hasZ, coordinates } = geometry;
  const wished = kind.endsWith('POLYGON') ? rightHanded(coordinates) : coordinates;
  return `{"type":"${TYPES[kind]}","coordinates":${written(wished, hasZ ? 3 : 2)}}`;
}

const written = (coordinates: Coordinates, size: number): string =>
  isPosition(coordinates)
    ? `[${coordinates.slice(0, size).join(',')}]`
    : `[${coordinates.map((each) => written(each, size)).join(',')}]`;

function rightHanded(coordinates: Coordinates): Coordinates {
  if (isPosition(coordinates)) return coordinates;
  return isArea(coordinates) ? wound(coordinates, true) : coordinates.map((each) => rightHanded(each));
}

/** Rings, not areas: two arrays above the positions. */
const isArea = (coordinates: readonly Coordinates[]): coordinates is readonly (readonly Position[])[] => {
  const [ring] = coordinates;
  const [position] = ring ?? [];
  return typeof position === 'object' && isPosition(position);
};
