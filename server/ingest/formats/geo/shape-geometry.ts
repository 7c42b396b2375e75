import { wktOf, type Dimensions, type Positions } from '../../../../rules/reading/geo/wkt.ts';
import { groupRings, type Ring } from './rings.ts';

/** A record of a shapefile says of itself what cannot be. */
export class MalformedShape extends Error {}

/** Values below this stand for "not measured". */
const NO_MEASURE = -1e38;

interface Shape {
  bytes: Buffer;
  hasZ: boolean;
  mayHaveM: boolean;
}

const double = (bytes: Buffer, at: number): number => bytes.readDoubleLE(at);

function need(bytes: Buffer, length: number): void {
  if (length > bytes.length) throw new MalformedShape('The record is shorter than its counts');
}

/** The ordinates beside x and y, after `from`: a range, then one double a point. */
interface Extra {
  dimensions: Dimensions;
  textAt(point: number): string;
}

function extraOf({ bytes, hasZ, mayHaveM }: Shape, from: number, points: number): Extra {
  const block = 16 + points * 8;
  const z = hasZ ? from + 16 : -1;
  if (hasZ) need(bytes, from + block);
  const afterZ = hasZ ? from + block : from;
  const m = mayHaveM && bytes.length >= afterZ + block ? afterZ + 16 : -1;
  return extraAt(bytes, z, m, points);
}

function extraAt(bytes: Buffer, z: number, m: number, points: number): Extra {
  let measured = false;
  for (let i = 0; m >= 0 && i < points && !measured; i++) measured = double(bytes, m + i * 8) > NO_MEASURE;
  const textAt = (point: number): string =>
    (z >= 0 ? ` ${double(bytes, z + point * 8)}` : '') + (measured ? ` ${double(bytes, m + point * 8)}` : '');
  return { dimensions: `${z >= 0 ? 'Z' : ''}${measured ? 'M' : ''}`, textAt };
}

function pointOf(shape: Shape): string {
  const { bytes, hasZ, mayHaveM } = shape;
  need(bytes, hasZ ? 28 : 20);
  const m = hasZ ? 28 : 20;
  const { dimensions, textAt } = extraAt(
    bytes,
    hasZ ? 20 : -1,
    mayHaveM && bytes.length >= m + 8 ? m : -1,
    1,
  );
  return wktOf('POINT', dimensions, `${double(bytes, 4)} ${double(bytes, 12)}${textAt(0)}`);
}

function multiPointOf(shape: Shape): string {
  const { bytes } = shape;
  need(bytes, 40);
  const points = bytes.readUInt32LE(36);
  need(bytes, 40 + points * 16);
  const { dimensions, textAt } = extraOf(shape, 40 + points * 16, points);
  const positions = Array.from(
    { length: points },
    (_, i) => `${double(bytes, 40 + i * 16)} ${double(bytes, 48 + i * 16)}${textAt(i)}`,
  );
  return wktOf('MULTIPOINT', dimensions, positions);
}

interface Parts {
  dimensions: Dimensions;
  rings: Ring[];
}

function partsOf(shape: Shape): Parts {
  const { bytes } = shape;
  need(bytes, 44);
  const [parts, points] = [bytes.readUInt32LE(36), bytes.readUInt32LE(40)];
  const first = 44 + parts * 4;
  need(bytes, first + points * 16);
  const { dimensions, textAt } = extraOf(shape, first + points * 16, points);
  const rings: Ring[] = [];
  for (let part = 0; part < parts; part++) {
    const from = bytes.readUInt32LE(44 + part * 4);
    const to = part + 1 < parts ? bytes.readUInt32LE(48 + part * 4) : points;
    if (from > to || to > points) throw new MalformedShape('The parts are not in order');
    if (from === to) continue;
    const length = to - from;
    const xs = Float64Array.from({ length }, (_, i) => double(bytes, first + (from + i) * 16));
    const ys = Float64Array.from({ length }, (_, i) => double(bytes, first + (from + i) * 16 + 8));
    const texts = Array.from({ length }, (_, i) => `${xs[i] ?? 0} ${ys[i] ?? 0}${textAt(from + i)}`);
    rings.push({ xs, ys, texts });
  }
  return { dimensions, rings };
}

function linesOf(shape: Shape): string {
  const { dimensions, rings } = partsOf(shape);
  const lines: Positions[] = rings.map(({ texts }) => texts);
  const [only, second] = lines;
  return only && !second
    ? wktOf('LINESTRING', dimensions, only)
    : wktOf('MULTILINESTRING', dimensions, lines);
}

function areasOf(shape: Shape): string {
  const { dimensions, rings } = partsOf(shape);
  const areas: Positions[] = groupRings(rings).map((area) => area.map(({ texts }) => texts));
  const [only, second] = areas;
  return only && !second ? wktOf('POLYGON', dimensions, only) : wktOf('MULTIPOLYGON', dimensions, areas);
}

const KINDS: Readonly<Record<number, (shape: Shape) => string>> = {
  1: pointOf,
  3: linesOf,
  5: areasOf,
  8: multiPointOf,
};

/** Kinds of shape that are read, and 0 for none. */
export const isShapeKind = (kind: number): boolean =>
  kind === 0 || (kind < 30 && KINDS[kind % 10] !== undefined);

/**
 * The WKT of a record's content; empty for a shape of nothing. Polygons are put together from their rings: clockwise
 * ones are areas, the others their holes. Throws MalformedShape when counts and bytes disagree.
 */
export function wktOfShape(bytes: Buffer): string {
  need(bytes, 4);
  const kind = bytes.readInt32LE(0);
  if (kind === 0) return '';
  const write = isShapeKind(kind) ? KINDS[kind % 10] : undefined;
  if (!write) throw new MalformedShape(`Unknown kind of shape ${kind}`);
  return write({ bytes, hasZ: kind > 10 && kind < 20, mayHaveM: kind > 10 });
}
