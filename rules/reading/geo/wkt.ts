import type { ToWgs84 } from './convert.ts';

export const GEOMETRY_KINDS = [
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
] as const;
export type GeometryKind = (typeof GEOMETRY_KINDS)[number];

/** What a position has beside x and y. */
export type Dimensions = '' | 'Z' | 'M' | 'ZM';

/** Positions as WKT writes them (`121.47 31.23`), nested as deep as the kind of geometry asks. */
export type Positions = string | readonly Positions[];

const nested = (positions: Positions): string =>
  typeof positions === 'string' ? positions : `(${positions.map(nested).join(', ')})`;

/** `POLYGON Z ((…))`, `POINT EMPTY`. The nesting must be that of the kind; a point's position stands alone. */
export function wktOf(kind: GeometryKind, dimensions: Dimensions, positions: Positions): string {
  const head = dimensions === '' ? kind : `${kind} ${dimensions}`;
  if (positions.length === 0) return `${head} EMPTY`;
  return `${head} ${typeof positions === 'string' ? `(${positions})` : nested(positions)}`;
}

export const collectionOf = (members: readonly string[]): string =>
  members.length === 0 ? 'GEOMETRYCOLLECTION EMPTY' : `GEOMETRYCOLLECTION (${members.join(', ')})`;

const NUMBER = String.raw`-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const POSITION = new RegExp(`(${NUMBER}) +(${NUMBER})((?: +${NUMBER})*)`, 'g');
const HEAD =
  /^\s*(?:SRID=\d+;)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION|CURVE|SURFACE|CURVEPOLYGON|COMPOUNDCURVE|CIRCULARSTRING|TIN|POLYHEDRALSURFACE|TRIANGLE)(?:\s*(?:Z|M|ZM))?\s*(?:EMPTY|\()/i;
const OTHER_CHARACTERS = /[^\s\d.,()+\-a-zA-Z=;]/;
const NO_NUMBER = /nan|inf/i;

/** Whether a text is WKT as far as its head, its characters and its brackets say; one with NaN or an infinity is none. */
export function isWkt(text: string): boolean {
  if (!HEAD.test(text) || OTHER_CHARACTERS.test(text) || NO_NUMBER.test(text)) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) depth++;
    else if (code === 41 && --depth < 0) return false;
  }
  return depth === 0;
}

/** Hands over the x and y of every position in a WKT. */
export function eachPosition(wkt: string, take: (x: number, y: number) => void): void {
  for (const match of wkt.matchAll(POSITION)) take(Number(match[1]), Number(match[2]));
}

/** Degrees to nine places: a tenth of a millimetre. */
const degrees = (value: number): string => String(Number(value.toFixed(9)));

/** The same geometry with every x and y converted; further ordinates stay. Undefined when a position has no place. */
export function convertWkt(wkt: string, convert: ToWgs84): string | undefined {
  let converted = '';
  let from = 0;
  for (const match of wkt.matchAll(POSITION)) {
    const [whole, x = '', y = '', rest = ''] = match;
    const place = convert(Number(x), Number(y));
    if (!place) return undefined;
    converted += `${wkt.slice(from, match.index)}${degrees(place[0])} ${degrees(place[1])}${rest}`;
    from = match.index + whole.length;
  }
  return converted + wkt.slice(from);
}

const AREAS = /POLYGON[^A-Z]*/gi;
const GROUP = /\(([^()]*)\)/g;

/** Whether a ring of a polygon ends elsewhere than it begins, or has fewer than four positions. */
export function hasOpenRing(wkt: string): boolean {
  for (const [area] of wkt.matchAll(AREAS))
    for (const [, ring = ''] of area.matchAll(GROUP)) if (ring !== '' && isOpen(ring)) return true;
  return false;
}

function isOpen(ring: string): boolean {
  const first = ring.slice(0, ring.indexOf(','));
  const last = ring.slice(ring.lastIndexOf(',') + 1);
  const corners = ring.split(',', 4).length;
  return corners < 4 || !isSamePlace(first, last);
}

function isSamePlace(first: string, last: string): boolean {
  const [a, b] = [first, last].map((position) => [...position.matchAll(POSITION)][0]);
  return !!a && !!b && Number(a[1]) === Number(b[1]) && Number(a[2]) === Number(b[2]);
}
