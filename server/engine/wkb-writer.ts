import { isPosition, type Coordinates, type Geometry, type Shape } from '../../rules/reading/geo/geometry.ts';
import { GEOMETRY_KINDS } from '../../rules/reading/geo/wkt.ts';

const COLLECTION = 7;
/** Kinds from here on are made of whole geometries of the kind three before. */
const FIRST_MULTI = 4;

/** Little-endian WKB of ISO 13249-3; a point without a position is one of NaN. */
export function wkbOf(geometry: Geometry): Buffer {
  if (geometry.kind === 'GEOMETRYCOLLECTION') {
    const members = geometry.members.map(wkbOf);
    return Buffer.concat([headOf(COLLECTION), countOf(members.length), ...members]);
  }
  return shapeBytes(geometry, GEOMETRY_KINDS.indexOf(geometry.kind) + 1, geometry.coordinates);
}

function shapeBytes(shape: Shape, kind: number, coordinates: Coordinates): Buffer {
  const head = headOf(kind + dimensionsOf(shape));
  if (kind === 1)
    return Buffer.concat([head, numbers(isPosition(coordinates) ? coordinates : nowhere(shape))]);
  const parts = coordinates as readonly Coordinates[];
  if (kind < FIRST_MULTI) return Buffer.concat([head, nested(parts)]);
  const members = parts.map((part) => shapeBytes(shape, kind - FIRST_MULTI + 1, part));
  return Buffer.concat([head, countOf(members.length), ...members]);
}

const nested = (coordinates: Coordinates): Buffer =>
  isPosition(coordinates)
    ? numbers(coordinates)
    : Buffer.concat([countOf(coordinates.length), ...coordinates.map(nested)]);

const nowhere = ({ size }: Shape): number[] => Array.from({ length: size }, () => NaN);

function dimensionsOf({ size, hasZ }: Shape): number {
  if (size === 4) return 3000;
  if (size === 2) return 0;
  return hasZ ? 1000 : 2000;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 8);
  values.forEach((value, index) => bytes.writeDoubleLE(value, index * 8));
  return bytes;
}

function countOf(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32LE(count);
  return bytes;
}

const headOf = (type: number): Buffer => Buffer.concat([Buffer.from([1]), countOf(type)]);
