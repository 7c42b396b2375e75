import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from './convert.ts';
import { bd09ToWgs84, gcj02ToBd09, gcj02ToWgs84, wgs84ToGcj02 } from './gcj02.ts';
import { systemOfProjection } from './projection-text.ts';
import { hintIn, projectionOf, systemOfCode, systemOfName } from './systems.ts';

const china = fc.record({
  lon: fc.double({ min: 74, max: 135, noNaN: true }),
  lat: fc.double({ min: 3, max: 53, noNaN: true }),
});
const apart = ([x, y]: readonly [number, number], lon: number, lat: number): number =>
  Math.max(Math.abs(x - lon), Math.abs(y - lat));

describe('shifted coordinates', () => {
  it('[xz-16] given any place in China, when shifted and shifted back, then it is the same to a millionth of a degree', () => {
    fc.assert(
      fc.property(china, ({ lon, lat }) => {
        const gcj = wgs84ToGcj02(lon, lat);
        expect(apart(gcj02ToWgs84(...gcj), lon, lat)).toBeLessThan(1e-6);
        expect(apart(bd09ToWgs84(...gcj02ToBd09(...gcj)), lon, lat)).toBeLessThan(1e-6);
      }),
    );
  });

  it('[xz-16] given a published pair, when shifted, then it lies where map services put it', () => {
    expect(apart(wgs84ToGcj02(116.404, 39.915), 116.41024449916938, 39.91640428150164)).toBeLessThan(1e-9);
    expect(apart(gcj02ToBd09(116.404, 39.915), 116.41036949371029, 39.92133699351021)).toBeLessThan(1e-9);
  });

  it('given a place abroad, when shifted, then it stays', () => {
    expect(wgs84ToGcj02(2.35, 48.85)).toEqual([2.35, 48.85]);
    expect(bd09ToWgs84(-74, 40.7)).toEqual([-74, 40.7]);
  });
});

describe('projected coordinates', () => {
  it.each([
    ['EPSG:4549', 546_310.62, 3_455_933.35],
    ['EPSG:4528', 40_546_310.62, 3_455_933.35],
    ['EPSG:4508', 927_000, 3_465_000],
  ])(
    '[xz-16] given %s, when converted, then the place is near Shanghai or on the meridian asked',
    (system, x, y) => {
      const place = toWgs84(system)?.(x, y);
      expect(place?.[1]).toBeGreaterThan(31);
      expect(place?.[1]).toBeLessThan(31.4);
    },
  );

  it('given zone prefixes, when converted, then the same place comes out with and without', () => {
    const [lon = 0, lat = 0] = toWgs84('EPSG:4549')?.(546_310.62, 3_455_933.35) ?? [];
    const prefixed = toWgs84('EPSG:4528')?.(40_546_310.62, 3_455_933.35) ?? [0, 0];
    expect(apart(prefixed, lon, lat)).toBeLessThan(1e-11);
  });

  it('given what is nowhere on Earth, when converted, then there is no place', () => {
    expect(toWgs84('EPSG:4549')?.(1e30, NaN)).toBeNull();
    expect(toWgs84('GCJ-02')?.(1214.7, 312.3)).toBeNull();
    expect(toWgs84('EPSG:2')).toBeNull();
  });

  it('given every Gauss-Krüger code of the three datums, when looked up, then it is defined', () => {
    const ranges = [
      [4491, 4554],
      [2327, 2390],
      [2401, 2442],
      [21413, 21423],
      [21453, 21463],
      [32601, 32660],
    ] as const;
    for (const [from, to] of ranges)
      for (let code = from; code <= to; code++) expect(projectionOf(`EPSG:${code}`)).toContain('+proj=');
    expect(systemOfCode(4547)).toBe('EPSG:4547');
    expect(projectionOf('EPSG:4547')).toContain('+lon_0=114 ');
    expect(projectionOf('EPSG:2360')).toContain('+lon_0=108 +k=1 +x_0=36500000');
  });
});

const CGCS_3 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

describe('the text of a coordinate system', () => {
  it.each([
    [CGCS_3, 'EPSG:4549'],
    [CGCS_3.replace('500000.0', '40500000.0'), 'EPSG:4528'],
    [CGCS_3.replace('_3_Degree', '').replace('120.0', '117.0'), 'EPSG:4509'],
    [
      CGCS_3.replaceAll(/China_Geodetic_Coordinate_System_2000|China_2000|CGCS2000/g, 'Xian_1980'),
      'EPSG:2385',
    ],
    [
      CGCS_3.replaceAll(/China_Geodetic_Coordinate_System_2000|China_2000|CGCS2000/g, 'Beijing_1954'),
      'EPSG:2437',
    ],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]', 'WGS-84'],
    ['GEOGCS["x",DATUM["y",SPHEROID["z",6378137,298.257]],AUTHORITY["EPSG","4490"]]', 'CGCS2000'],
    [
      'GEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101]]]',
      'CGCS2000',
    ],
    ['GEOGCS["GCJ02",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]', 'GCJ-02'],
    [
      'PROJCS["WGS_1984_UTM_Zone_51N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000],PARAMETER["Central_Meridian",123],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1]]',
      'EPSG:32651',
    ],
    [
      'PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84"],PROJECTION["Mercator_1SP"],AUTHORITY["EPSG","3857"]]',
      'EPSG:3857',
    ],
    ['LOCAL_CS["somewhere"]', null],
    ['GEOGCS["cut', null],
    ['A['.repeat(5000), null],
  ])('[xz-16] given %.60s…, when read, then it is %s', (text, system) => {
    expect(systemOfProjection(text)).toBe(system);
  });

  it('given a projection of its own, when read, then its definition is kept and converts', () => {
    const system = systemOfProjection(CGCS_3.replace('120.0', '121.466666667').replace('500000.0', '0.0'));
    expect(system).toMatch(/^PROJ:\+proj=tmerc .*\+lon_0=121\.466666667/);
    const [lon = 0] = toWgs84(system ?? '')?.(0, 3_455_933) ?? [];
    expect(lon).toBeCloseTo(121.466666667, 8);
  });

  it('given any text, when read, then nothing is thrown', () => {
    fc.assert(fc.property(fc.string(), (text) => void systemOfProjection(text)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('PROJCS[', '"x"', ']', ',', '1e9', 'UNIT[', '(', ' '), { maxLength: 60 }),
        (parts) => void systemOfProjection(parts.join('')),
      ),
    );
  });
});

describe('names of systems', () => {
  it.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'WGS-84'],
    ['urn:ogc:def:crs:EPSG::4490', 'CGCS2000'],
    ['EPSG:4549', 'EPSG:4549'],
    ['http://www.opengis.net/def/crs/EPSG/0/4326', 'WGS-84'],
    ['GCJ02', 'GCJ-02'],
    ['EPSG:27700', null],
    ['somewhere', null],
  ])('given %s, then it is %s', (name, system) => {
    expect(systemOfName(name)).toBe(system);
  });

  it.each([
    ['310000_gcj02.geojson', 'GCJ-02'],
    ['上海站点（百度坐标）.csv', 'BD-09'],
    ['lng火星', 'GCJ-02'],
    ['WGS84_Lat', 'WGS-84'],
    ['bd_lng', 'BD-09'],
    ['经度', null],
    ['wgs84_to_gcj02.csv', null],
  ])('given the name %s, then it speaks of %s', (name, system) => {
    expect(hintIn(name)).toBe(system);
  });
});
