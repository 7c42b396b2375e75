import { collectionOf, wktOf, type Dimensions, type Positions } from '../../../../rules/reading/geo/wkt.ts';

/** A geometry of KML while it is put together. */
export interface KmlGeometry {
  kind: 'Point' | 'LineString' | 'LinearRing' | 'Polygon' | 'MultiGeometry';
  /** The texts of its `coordinates`: one, or of a polygon one a ring. */
  coordinates: string[];
  members: KmlGeometry[];
}

export const isKmlGeometry = (name: string): name is KmlGeometry['kind'] =>
  ['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry'].includes(name);

class Malformed extends Error {}

const POSITION =
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:,[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?){1,2}$/;

interface Line {
  positions: string[];
  /** Ordinates of a position: 2, or 3 with the height. */
  size: number;
}

/** `121.47,31.23,0 …` as positions of WKT, numbers as written. */
function lineOf(text: string): Line {
  const written = text.trim().replaceAll(/\s*,\s*/g, ',');
  if (written === '') return { positions: [], size: 0 };
  let size = 0;
  const positions = written.split(/\s+/).map((position) => {
    if (!POSITION.test(position)) throw new Malformed();
    const ordinates = position.replaceAll('+', '').split(',');
    if (size !== 0 && size !== ordinates.length) throw new Malformed();
    size = ordinates.length;
    return ordinates.join(' ');
  });
  return { positions, size };
}

interface Written {
  kind: 'POINT' | 'LINESTRING' | 'POLYGON';
  size: number;
  positions: Positions;
}

function simple({ kind, coordinates }: KmlGeometry): Written {
  const lines = coordinates.map(lineOf);
  const sizes = new Set(lines.map(({ size }) => size));
  const [size = 0] = sizes;
  if (sizes.size > 1) throw new Malformed();
  const rings = lines.map(({ positions }) => positions);
  const first = rings[0] ?? [];
  if (kind === 'Polygon') return { kind: 'POLYGON', size, positions: rings };
  if (kind !== 'Point') return { kind: 'LINESTRING', size, positions: first };
  if (first.length > 1) throw new Malformed();
  return { kind: 'POINT', size, positions: first[0] ?? [] };
}

const dimensionsOf = (size: number): Dimensions => (size === 3 ? 'Z' : '');

function multiple(members: readonly KmlGeometry[]): string {
  if (members.some(({ kind }) => kind === 'MultiGeometry')) return collectionOf(members.map(wktOfKml));
  const parts = members.map(simple);
  const [first] = parts;
  if (!first || parts.some(({ kind, size }) => kind !== first.kind || size !== first.size))
    return collectionOf(members.map(wktOfKml));
  return wktOf(
    `MULTI${first.kind}`,
    dimensionsOf(first.size),
    parts.map(({ positions }) => positions),
  );
}

function wktOfKml(geometry: KmlGeometry): string {
  if (geometry.kind === 'MultiGeometry') return multiple(geometry.members);
  const { kind, size, positions } = simple(geometry);
  return wktOf(kind, dimensionsOf(size), positions);
}

const textsIn = ({ coordinates, members }: KmlGeometry): string[] => [
  ...coordinates,
  ...members.flatMap(textsIn),
];

/** The WKT of a placemark's geometries; the texts of their coordinates where one is malformed; empty for none. */
export function geometryCell(geometries: readonly KmlGeometry[]): string {
  const [only, second] = geometries;
  if (!only) return '';
  try {
    return second ? multiple(geometries) : wktOfKml(only);
  } catch (error) {
    if (error instanceof Malformed) return geometries.flatMap(textsIn).join(' | ').trim();
    throw error;
  }
}
