import {
  collectionOf,
  wktOf,
  type Dimensions,
  type GeometryKind,
  type Positions,
} from '../../../../rules/reading/geo/wkt.ts';
import { cellTextOf, isNull, isObject, numberOf, stringOf, type JsonValue } from './json-value.ts';

/** Kinds of geometry with how deep their positions lie in arrays. */
const KINDS: Readonly<Record<string, readonly [GeometryKind, number]>> = {
  Point: ['POINT', 0],
  LineString: ['LINESTRING', 1],
  Polygon: ['POLYGON', 2],
  MultiPoint: ['MULTIPOINT', 1],
  MultiLineString: ['MULTILINESTRING', 2],
  MultiPolygon: ['MULTIPOLYGON', 3],
};

class Malformed extends Error {}

/** Ordinates of the positions of one geometry, which must be as many in each. */
interface Size {
  ordinates: number;
}

function positionOf(value: JsonValue, size: Size): string {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) throw new Malformed();
  if (size.ordinates === 0) size.ordinates = value.length;
  if (size.ordinates !== value.length) throw new Malformed();
  return value.map((ordinate) => numberOf(ordinate) ?? malformed()).join(' ');
}

const malformed = (): never => {
  throw new Malformed();
};

function positionsOf(value: JsonValue, depth: number, size: Size): Positions {
  if (depth === 0) return positionOf(value, size);
  if (!Array.isArray(value)) throw new Malformed();
  return value.map((inner) => positionsOf(inner, depth - 1, size));
}

function wktOfGeometry(value: JsonValue): string {
  if (!isObject(value)) return malformed();
  const type = stringOf(value.get('type')) ?? '';
  if (type === 'GeometryCollection') {
    const members = value.get('geometries');
    return Array.isArray(members) ? collectionOf(members.map(wktOfGeometry)) : malformed();
  }
  const [kind, depth] = (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ?? malformed();
  const coordinates = value.get('coordinates') ?? malformed();
  if (Array.isArray(coordinates) && coordinates.length === 0) return wktOf(kind, '', []);
  const size: Size = { ordinates: 0 };
  const positions = positionsOf(coordinates, depth, size);
  const dimensions: Dimensions = size.ordinates === 4 ? 'ZM' : size.ordinates === 3 ? 'Z' : '';
  return wktOf(kind, dimensions, positions);
}

/** The WKT of a geometry, numbers as written; its own JSON where it is malformed; empty for none. */
export function geometryCell(value: JsonValue | undefined): string {
  if (value === undefined || isNull(value)) return '';
  try {
    return wktOfGeometry(value);
  } catch (error) {
    if (error instanceof Malformed) return cellTextOf(value);
    throw error;
  }
}
