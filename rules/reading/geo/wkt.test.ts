import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedWkb, wktOfWkb } from './wkb.ts';
import {
  convertWkt,
  eachPosition,
  GEOMETRY_KINDS,
  hasOpenRing,
  isWkt,
  wktOf,
  type GeometryKind,
} from './wkt.ts';

type Nested = readonly number[] | readonly Nested[];

const DEPTH: Record<GeometryKind, number> = {
  POINT: 0,
  LINESTRING: 1,
  POLYGON: 2,
  MULTIPOINT: 1,
  MULTILINESTRING: 2,
  MULTIPOLYGON: 3,
};
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

function nestedOf(depth: number, size: number): fc.Arbitrary<Nested> {
  const position: fc.Arbitrary<Nested> = fc.array(number, { minLength: size, maxLength: size });
  return Array.from({ length: depth }).reduce<fc.Arbitrary<Nested>>(
    (inner) => fc.array(inner, { minLength: 1, maxLength: 4 }),
    position,
  );
}

const isPosition = (nested: Nested): nested is readonly number[] => typeof nested[0] === 'number';
type Texts = string | Texts[];
const textsOf = (nested: Nested): Texts =>
  isPosition(nested) ? nested.map(String).join(' ') : nested.map(textsOf);

const uint = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const head = (kind: number, size: number): Buffer =>
  Buffer.concat([Buffer.from([1]), uint(kind + 1000 * (size - 2))]);

/** The WKB of a geometry, written without our reader. */
function wkbOf(kind: number, nested: Nested, size: number): Buffer {
  const body = (inner: Nested): Buffer => {
    if (!isPosition(inner)) return Buffer.concat([uint(inner.length), ...inner.map(body)]);
    const bytes = Buffer.alloc(size * 8);
    inner.forEach((value, i) => bytes.writeDoubleLE(value, i * 8));
    return bytes;
  };
  if (kind < 4) return Buffer.concat([head(kind, size), body(nested)]);
  const members = (nested as readonly Nested[]).map((member) => wkbOf(kind - 3, member, size));
  return Buffer.concat([head(kind, size), uint(members.length), ...members]);
}

const geometry = fc
  .record({ kind: fc.constantFrom(...GEOMETRY_KINDS), size: fc.constantFrom(2, 3) })
  .chain(({ kind, size }) => nestedOf(DEPTH[kind], size).map((nested) => ({ kind, size, nested })));

describe('geometry as text', () => {
  it('[xz-16] given any geometry in WKB, when read, then its WKT holds every double as it is', () => {
    fc.assert(
      fc.property(geometry, ({ kind, size, nested }) => {
        const wkt = wktOf(kind, size === 3 ? 'Z' : '', textsOf(nested));
        expect(wktOfWkb(wkbOf(GEOMETRY_KINDS.indexOf(kind) + 1, nested, size))).toBe(wkt);
        expect(isWkt(wkt)).toBe(true);
        const seen: number[] = [];
        eachPosition(wkt, (x, y) => seen.push(x, y));
        const flat = [nested].flat(4) as number[];
        expect(seen).toEqual(flat.filter((_, i) => i % size < 2));
      }),
    );
  });

  it('given WKB with bytes changed or cut, when read, then it is text or malformed, never a crash', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat() });
    fc.assert(
      fc.property(geometry, change, ({ kind, size, nested }, { at, byte, cut }) => {
        const bytes = wkbOf(GEOMETRY_KINDS.indexOf(kind) + 1, nested, size);
        bytes[at % bytes.length] = byte;
        try {
          wktOfWkb(bytes.subarray(0, cut % (bytes.length + 1)));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedWkb);
        }
      }),
    );
  });

  it('given a count of four thousand million, or collections a thousand deep, when read, then it is malformed at once', () => {
    expect(() => wktOfWkb(Buffer.concat([head(2, 2), uint(0xffffffff)]))).toThrow(MalformedWkb);
    const deep = Buffer.concat([
      ...Array.from({ length: 1000 }, () => Buffer.concat([head(7, 2), uint(1)])),
      wkbOf(1, [1, 2], 2),
    ]);
    expect(() => wktOfWkb(deep)).toThrow(MalformedWkb);
  });

  it('given WKT, when converted, then x and y change and nothing else', () => {
    expect(convertWkt('POLYGON Z ((1 2 3, 4 5 6, 1 2 3))', (x, y) => [x + 0.5, y])).toBe(
      'POLYGON Z ((1.5 2 3, 4.5 5 6, 1.5 2 3))',
    );
    expect(convertWkt('POINT (1 2)', () => null)).toBeUndefined();
    expect(convertWkt('POINT EMPTY', () => null)).toBe('POINT EMPTY');
  });

  it.each([
    ['POLYGON ((0 0, 1 0, 1 1, 0 0))', false],
    ['POLYGON ((0 0, 1 0, 1 1))', true],
    ['POLYGON ((0 0, 1 0, 0 0))', true],
    ['MULTIPOLYGON (((0 0, 1 0, 1 1, 0.0 0)), ((0 0, 1 0, 1 1, 2 2)))', true],
    ['LINESTRING (0 0, 1 0)', false],
  ])('given %s, when its rings are looked at, then open is %s', (wkt, open) => {
    expect(hasOpenRing(wkt)).toBe(open);
  });

  it.each([
    ['POINT (1 2)', true],
    ['multipolygon empty', true],
    ['SRID=4326;POINT(1 2)', true],
    ['{"type":"Point"}', false],
    ['POINT (1 2', false],
    ['上海', false],
  ])('given %s, then being WKT is %s', (text, is) => {
    expect(isWkt(text)).toBe(is);
  });
});
