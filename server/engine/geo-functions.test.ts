import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { aField, aWorkbench, type Workbench } from './testing/tables.ts';

const COLUMNS = [aField('id', 'integer'), aField('geometry', 'geometry')];

let bench: Workbench;
beforeAll(async () => {
  bench = await aWorkbench();
});
afterAll(() => bench.close());

/** What an expression is for each of some geometries. */
async function valuesOf(geometries: readonly (string | null)[], expression: string): Promise<unknown[]> {
  const rows = geometries.map((wkt, index) => [String(index), wkt]);
  const table = await bench.table(COLUMNS, rows);
  const page = await bench.engine.rows(table, readQuery({ select: `${expression} as v` }, COLUMNS), {
    limit: 10_000,
  });
  return (JSON.parse(page.json) as { v: unknown }[]).map(({ v }) => v);
}

type Place = readonly [x: number, y: number];
const place = fc.tuple(
  fc.integer({ min: 120_000, max: 123_000 }).map((n) => n / 1000),
  fc.integer({ min: 30_000, max: 33_000 }).map((n) => n / 1000),
);
const written = (places: readonly Place[]): string => places.map(([x, y]) => `${x} ${y}`).join(', ');
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres over the sphere by the law of cosines, another formula than the engine's. */
const apart = ([x1, y1]: Place, [x2, y2]: Place): number =>
  6_371_008.8 *
  Math.acos(
    Math.min(
      1,
      Math.sin(radians(y1)) * Math.sin(radians(y2)) +
        Math.cos(radians(y1)) * Math.cos(radians(y2)) * Math.cos(radians(x2 - x1)),
    ),
  );
/** To the nearest of ten thousand places on each leg. */
function toLine(from: Place, line: readonly Place[]): number {
  let least = Infinity;
  for (let leg = 0; leg + 1 < line.length; leg += 1) {
    const [[x1, y1] = from, [x2, y2] = from] = line.slice(leg, leg + 2);
    for (let step = 0; step <= 10_000; step += 1) {
      const share = step / 10_000;
      least = Math.min(least, apart(from, [x1 + share * (x2 - x1), y1 + share * (y2 - y1)]));
    }
  }
  return least;
}

describe('geometry in expressions', () => {
  it('given any points, when their distance is asked for, then it is that of the law of cosines', async () => {
    const sample = fc.sample(place, { numRuns: 200, seed: 5 });
    const from: Place = [121.47, 31.23];
    const found = await valuesOf(
      sample.map((point) => `POINT (${written([point])})`),
      'distance(geometry, 121.47, 31.23)',
    );
    found.forEach((metres, index) => expect(metres).toBeCloseTo(apart(from, sample[index] ?? from), 0));
  });

  it('given any line, when its distance is asked for, then it is that of its nearest place', async () => {
    const lines = fc.sample(fc.array(place, { minLength: 2, maxLength: 5 }), { numRuns: 20, seed: 7 });
    const from: Place = [121.47, 31.23];
    const found = await valuesOf(
      lines.map((line) => `LINESTRING Z (${line.map(([x, y]) => `${x} ${y} 9`).join(', ')})`),
      'distance(geometry, 121.47, 31.23)',
    );
    // The nearest place is sought in the plane: at 100 km it is off by far less than one in a hundred.
    found.forEach((metres, index) => {
      const sought = toLine(from, lines[index] ?? []);
      expect(Math.abs(Number(metres) - sought)).toBeLessThan(Math.max(20, sought / 200));
    });
  });

  it('given an area with a hole, when places in it, in the hole and outside are asked for, then only those in it have no distance', async () => {
    const area =
      'POLYGON ((121 31, 122 31, 122 32, 121 32, 121 31), (121.4 31.4, 121.6 31.4, 121.6 31.6, 121.4 31.6, 121.4 31.4))';
    const at = async (x: number, y: number): Promise<number> =>
      Number((await valuesOf([area], `distance(geometry, ${x}, ${y})`))[0]);
    expect(await at(121.2, 31.2)).toBe(0);
    expect(await at(121.5, 31.45)).toBeCloseTo(apart([121.5, 31.45], [121.5, 31.4]), 0);
    expect(await at(122.1, 31.5)).toBeCloseTo(apart([122.1, 31.5], [122, 31.5]), -1);
  });

  it('given points of one geometry, when the distance is asked for, then what lies between them does not count', async () => {
    const [many] = await valuesOf(['MULTIPOINT (121 31, 122 31)'], 'distance(geometry, 121.5, 31)');
    expect(many).toBeCloseTo(apart([121.5, 31], [121, 31]), 0);
  });

  it('given any geometry and box, when it is asked whether it lies within, then all of its places decide', async () => {
    const shapes = fc.sample(fc.array(place, { minLength: 1, maxLength: 4 }), { numRuns: 100, seed: 9 });
    const inside = ([x, y]: Place): boolean => x >= 120.5 && x <= 122.5 && y >= 30.5 && y <= 32.5;
    const found = await valuesOf(
      shapes.map((places) => `${places.length === 1 ? 'POINT' : 'LINESTRING'} (${written(places)})`),
      'within_box(geometry, 120.5, 30.5, 122.5, 32.5)',
    );
    expect(found).toEqual(shapes.map((places) => places.every(inside)));
    expect(new Set(found).size).toBe(2);
  });

  it('given no place to go from, when asked, then the answer is missing', async () => {
    const empty = [null, 'POINT EMPTY', 'POLYGON EMPTY', 'GEOMETRYCOLLECTION (POINT (1 2))'];
    expect(await valuesOf(empty, 'distance(geometry, 121, 31)')).toEqual([null, null, null, null]);
    expect(await valuesOf(empty.slice(0, 3), 'within_box(geometry, 0, 0, 9, 9)')).toEqual([null, null, null]);
  });

  it('given two numbers, when a point is made of them, then it is one as any other', async () => {
    expect(await valuesOf([null], 'point(121.5, -31)')).toEqual(['POINT (121.5 -31)']);
    expect(await valuesOf([null], 'distance(point(id, 0), 0, 0)')).toEqual([0]);
  });

  it.each([
    'distance(id, 1, 2)',
    'distance(geometry, 1)',
    "within_box(geometry, 1, 2, 3, '4')",
    'point(geometry, 1)',
  ])('given %s, when it is read, then it is refused', (select) => {
    expect(() => readQuery({ select }, COLUMNS)).toThrow(
      expect.objectContaining({ code: 'invalid-expression' }) as Error,
    );
  });
});
