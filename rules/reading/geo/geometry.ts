import { GEOMETRY_KINDS, type GeometryKind } from './wkt.ts';

/** Two to four numbers: x, y, perhaps z, perhaps m. */
export type Position = readonly number[];
/** Positions nested as GeoJSON nests them. */
export type Coordinates = Position | readonly Coordinates[];

export interface Shape {
  kind: GeometryKind;
  /** How many numbers each position has, and whether the third is a height. */
  size: number;
  hasZ: boolean;
  /** Empty for a shape without positions. */
  coordinates: Coordinates;
}
export interface Collection {
  kind: 'GEOMETRYCOLLECTION';
  members: readonly Geometry[];
}
export type Geometry = Shape | Collection;

/** How deep the positions of each kind lie in arrays. */
const DEPTHS: Readonly<Record<GeometryKind, number>> = {
  POINT: 0,
  LINESTRING: 1,
  POLYGON: 2,
  MULTIPOINT: 1,
  MULTILINESTRING: 2,
  MULTIPOLYGON: 3,
};
/** Collections inside one another. */
const DEEPEST = 32;

const HEAD = /\s*(?:SRID=\d+;)?\s*([A-Z]+?)\s*(ZM|Z|M)?\s*(EMPTY\b|(?=\())/iy;
const POSITION = /\s*(-?[\d.]+(?:[eE][+-]?\d+)?(?:\s+-?[\d.]+(?:[eE][+-]?\d+)?){1,3})\s*/y;
const OPEN = /\s*\(/y;
const CLOSE = /\s*\)/y;
const COMMA = /\s*,/y;
const END = /\s*$/y;

/** A walk along a WKT; null wherever something else stands than should. */
class WktReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Geometry | null {
    const geometry = this.geometry(0);
    return geometry && this.take(END) ? geometry : null;
  }

  private geometry(depth: number): Geometry | null {
    const head = this.take(HEAD);
    if (!head || depth > DEEPEST) return null;
    const [, word = '', dimensions = '', empty] = head;
    const kind = word.toUpperCase();
    if (kind === 'GEOMETRYCOLLECTION') {
      const members = empty ? [] : this.list(() => this.geometry(depth + 1));
      return members && { kind, members };
    }
    const known = GEOMETRY_KINDS.find((each) => each === kind);
    if (!known) return null;
    const coordinates = empty ? [] : this.coordinates(known);
    return coordinates && shapeOf(known, dimensions.toUpperCase(), coordinates);
  }

  private coordinates(kind: GeometryKind): Coordinates | null {
    if (kind === 'POINT') {
      const only = this.list(() => this.position());
      return only?.length === 1 ? (only[0] ?? null) : null;
    }
    return kind === 'MULTIPOINT' ? this.list(() => this.pointOfMany()) : this.nested(DEPTHS[kind]);
  }

  private nested(depth: number): Coordinates | null {
    return depth === 0 ? this.position() : this.list(() => this.nested(depth - 1));
  }

  /** `(1 2)` or `1 2`: both are in use. */
  private pointOfMany(): Position | null {
    if (!this.take(OPEN)) return this.position();
    const position = this.position();
    return this.take(CLOSE) ? position : null;
  }

  private position(): Position | null {
    const numbers = this.take(POSITION)?.[1]?.split(/\s+/).map(Number);
    return numbers?.every(Number.isFinite) ? numbers : null;
  }

  private list<T>(item: () => T | null): T[] | null {
    if (!this.take(OPEN)) return null;
    const items: T[] = [];
    do {
      const next = item();
      if (next === null) return null;
      items.push(next);
    } while (this.take(COMMA));
    return this.take(CLOSE) ? items : null;
  }

  private take(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (found) this.at = form.lastIndex;
    return found;
  }
}

function shapeOf(kind: GeometryKind, dimensions: string, coordinates: Coordinates): Shape | null {
  const size = firstPosition(coordinates)?.length ?? 2 + dimensions.length;
  // Numbers without a word for them are heights first.
  const hasZ = size > 2 && dimensions !== 'M';
  return hasSize(coordinates, size) ? { kind, size, hasZ, coordinates } : null;
}

export const isPosition = (coordinates: Coordinates): coordinates is Position =>
  typeof coordinates[0] === 'number';

function firstPosition(coordinates: Coordinates): Position | undefined {
  if (isPosition(coordinates)) return coordinates;
  const [first] = coordinates;
  return first === undefined ? undefined : firstPosition(first);
}

const hasSize = (coordinates: Coordinates, size: number): boolean =>
  isPosition(coordinates) ? coordinates.length === size : coordinates.every((each) => hasSize(each, size));

/** A geometry from its WKT; null for kinds that are not of the seven of the simple features, and for what is no WKT. */
export const parseWkt = (text: string): Geometry | null => new WktReader(text).whole();

/** Twice the area that a ring encloses, positive when it runs against the clock. */
function windingOf(ring: readonly Position[]): number {
  let sum = 0;
  let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
  for (const [x = 0, y = 0] of ring) {
    sum += x0 * y - x * y0;
    [x0, y0] = [x, y];
  }
  return sum;
}

/** The rings of an area, the outer one running as wished, the holes the other way. */
export const wound = (
  rings: readonly (readonly Position[])[],
  outerAgainstClock: boolean,
): (readonly Position[])[] =>
  rings.map((ring, index) => {
    const wished = (index === 0) === outerAgainstClock;
    return windingOf(ring) > 0 === wished ? ring : ring.toReversed();
  });

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Hands over every position of a geometry. */
function eachPlace(geometry: Geometry, take: (position: Position) => void): void {
  if (geometry.kind === 'GEOMETRYCOLLECTION') for (const member of geometry.members) eachPlace(member, take);
  else placesIn(geometry.coordinates, take);
}

function placesIn(coordinates: Coordinates, take: (position: Position) => void): void {
  if (isPosition(coordinates)) take(coordinates);
  else for (const each of coordinates) placesIn(each, take);
}

/** Nothing: what bounds grow from. */
export const noBounds = (): Bounds => ({
  west: Infinity,
  south: Infinity,
  east: -Infinity,
  north: -Infinity,
});

/** Makes bounds hold a geometry too. */
export function grow(bounds: Bounds, geometry: Geometry): void {
  eachPlace(geometry, ([x = 0, y = 0]) => {
    bounds.west = Math.min(bounds.west, x);
    bounds.east = Math.max(bounds.east, x);
    bounds.south = Math.min(bounds.south, y);
    bounds.north = Math.max(bounds.north, y);
  });
}
