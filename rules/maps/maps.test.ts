import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundariesNamed } from './boundaries/index.ts';
import { cutLine, cutRing, simplified, turnOf } from './cut.ts';
import { districtFinder, extentOfCity } from './district-of.ts';
import { isTile, latOf, lonOf, tileOf, tilesOver, worldX, worldY } from './mercator.ts';
import { decodeTile } from './mvt-decode.ts';
import { DRAWN, encodeTile, type TileFeature } from './mvt-encode.ts';
import { placeOf } from './place.ts';
import { readBoundaries } from './read-boundaries.ts';
import { atOf, inView, placeAt, tilesOf, viewAt, viewOf } from './view.ts';

const shanghai = boundariesNamed('shanghai')!;
const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const lat = fc.double({ min: -85, max: 85, noNaN: true });
const step = fc.integer({ min: -64, max: 4160 });
const tag = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);
const path = (least: number) =>
  fc.array(fc.tuple(step, step), { minLength: least, maxLength: 20 }).map((places) => places.flat());
const feature: fc.Arbitrary<TileFeature> = fc
  .oneof(
    fc.tuple(
      fc.constant(DRAWN.point),
      fc.array(
        path(1).map((each) => each.slice(0, 2)),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    fc.tuple(fc.constant(DRAWN.line), fc.array(path(2), { minLength: 1, maxLength: 3 })),
    fc.tuple(fc.constant(DRAWN.area), fc.array(path(3), { minLength: 1, maxLength: 3 })),
  )
  .chain(([drawn, parts]) =>
    fc.record({
      drawn: fc.constant(drawn),
      parts: fc.constant(parts),
      id: fc.integer({ min: 0, max: 2 ** 31 }),
      tags: fc.dictionary(fc.stringMatching(/^[a-z\u4e00-\u4e10]{1,6}$/), tag, { maxKeys: 5 }),
    }),
  );

describe('vector tiles', () => {
  it('given any features, when they are written and read, then they are the same', () => {
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 6 }), (features) => {
        expect(decodeTile(encodeTile('rows', features))).toEqual(features);
      }),
    );
  });

  it('given no features, when they are written, then there are no bytes, and none are read', () => {
    expect(encodeTile('rows', [])).toHaveLength(0);
    expect(decodeTile(new Uint8Array(0))).toEqual([]);
  });
});

describe('places and tiles', () => {
  it('given any place, when it is projected and back, then it is the same, and lies in one tile of each zoom', () => {
    fc.assert(
      fc.property(lon, lat, fc.integer({ min: 0, max: 18 }), (x, y, z) => {
        expect(lonOf(worldX(x))).toBeCloseTo(x, 9);
        expect(latOf(worldY(y))).toBeCloseTo(y, 9);
        const tile = tileOf({ lon: x, lat: y }, z);
        expect(isTile(tile)).toBe(true);
        expect(tilesOver([x, y, x, y], z)).toEqual([tile]);
      }),
    );
  });

  it('given any view, when a step of it is taken to its place and back, then it is the same step, and the address says the view', () => {
    fc.assert(
      fc.property(
        lon,
        fc.double({ min: -80, max: 80, noNaN: true }),
        fc.integer({ min: 0, max: 16 }),
        (x, y, zoom) => {
          const view = { lon: x, lat: y, zoom, width: 800, height: 520 };
          const [there, here] = [placeAt(view, 100, 300), inView(view, ...placeAt(view, 100, 300))];
          expect(there).toHaveLength(2);
          expect(here[0]).toBeCloseTo(100, 3);
          expect(here[1]).toBeCloseTo(300, 3);
          expect(viewAt(atOf(x, y, zoom), view)?.zoom).toBe(zoom);
        },
      ),
    );
    expect(
      ['', '121,31', '121,91,3', '121,31,19', 'a,b,c'].map((text) => viewAt(text, { width: 1, height: 1 })),
    ).toEqual([null, null, null, null, null]);
  });

  it('given the extent of the city, when a view is made for it, then all of it is seen in a handful of tiles', () => {
    const extent = extentOfCity(shanghai)!;
    const view = viewOf(extent, { width: 800, height: 520 });
    for (const [x, y] of [inView(view, extent[0], extent[3]), inView(view, extent[2], extent[1])]) {
      expect(x >= 0 && x <= 800 && y >= 0 && y <= 520).toBe(true);
    }
    expect(tilesOf(view).length).toBeLessThanOrEqual(9);
  });
});

describe('lines and rings at an edge', () => {
  const box = { least: 0, most: 100 };
  const inside = (each: readonly number[]): boolean =>
    each.every((value) => value >= -1e-6 && value <= 100 + 1e-6);

  it('given any line, when it is cut, then nothing of it is outside, and one that is inside stays as it is', () => {
    const wide = fc.array(
      fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(wide, (places) => {
        expect(cutLine(places.flat(), box).every(inside)).toBe(true);
        expect(inside(cutRing(places.flat(), box))).toBe(true);
      }),
    );
    expect(cutLine([1, 1, 99, 99, 5, 80], box)).toEqual([[1, 1, 99, 99, 5, 80]]);
    expect(cutLine([-50, 50, 150, 50], box)).toEqual([[0, 50, 100, 50]]);
  });

  it('given a ring around the box, when it is cut, then it is the box, running as before', () => {
    const ring = [-10, -10, 110, -10, 110, 110, -10, 110];
    const cut = cutRing(ring, box);
    expect(Math.abs(turnOf(cut))).toBe(2 * 100 * 100);
    expect(Math.sign(turnOf(cut))).toBe(Math.sign(turnOf(ring)));
  });

  it('given any path, when it is made simpler, then its ends stay and no place of it is farther off than said', () => {
    fc.assert(
      fc.property(path(2), fc.integer({ min: 1, max: 50 }), (each, within) => {
        const left = simplified(each, within);
        expect([left.slice(0, 2), left.slice(-2)]).toEqual([each.slice(0, 2), each.slice(-2)]);
        for (let at = 0; at < each.length; at += 2) {
          let least = Infinity;
          for (let leg = 0; leg + 3 < left.length; leg += 2) {
            const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = left.slice(leg, leg + 4);
            const [dx, dy, px, py] = [x1 - x0, y1 - y0, each[at]! - x0, each[at + 1]! - y0];
            const length = dx * dx + dy * dy;
            const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
            least = Math.min(least, Math.hypot(px - share * dx, py - share * dy));
          }
          expect(least).toBeLessThanOrEqual(within + 1e-6);
        }
      }),
    );
  });
});

describe('districts', () => {
  const find = districtFinder(shanghai);
  const nameAt = (x: number, y: number) => shanghai.districts[find(x, y)]?.name ?? null;

  it('[xz-25-6] given the boundaries of the city, then there are sixteen, each holding where its name is written', () => {
    expect(shanghai.districts).toHaveLength(16);
    for (const { name, at } of shanghai.districts) expect([name, nameAt(...at)]).toEqual([name, name]);
    expect(nameAt(120.6, 31.3)).toBeNull();
  });

  it('given what are no boundaries, when they are read, then it says what is wrong', () => {
    expect(() => readBoundaries({ districts: [] })).toThrow('these are no boundaries');
    expect(boundariesNamed(null)).toBeNull();
  });
});

describe('what says where rows are', () => {
  const column = (label: string, type: 'text' | 'decimal' | 'geometry', min = '', max = '') => ({
    name: label,
    label,
    type,
    profile: { min, max },
  });

  it('[xz-25-6] given a table, then its geometry comes first, then longitude and latitude (in WGS-84 before others), then districts', () => {
    const district = column('所在区', 'text', '黄浦区', '长宁区');
    const gcj = [column('lng_gcj02', 'decimal'), column('lat_gcj02', 'decimal')];
    const wgs = [column('wgs84_lng', 'decimal'), column('wgs84_lat', 'decimal')];
    const kinds = [
      placeOf([district, ...gcj, column('geometry', 'geometry')], null, shanghai),
      placeOf([district, ...gcj, ...wgs], null, shanghai),
      placeOf([district, ...gcj], null, shanghai),
      placeOf([column('备注', 'text', 'a', 'b'), district], null, shanghai),
      placeOf([column('经度', 'text'), column('纬度', 'text')], null, shanghai),
      placeOf([district], null, null),
    ];
    expect(kinds).toEqual([
      { kind: 'geometry', field: 'geometry', system: null },
      { kind: 'pair', x: 'wgs84_lng', y: 'wgs84_lat', system: 'WGS-84' },
      { kind: 'pair', x: 'lng_gcj02', y: 'lat_gcj02', system: 'GCJ-02' },
      { kind: 'district', field: '所在区' },
      null,
      null,
    ]);
  });
});
