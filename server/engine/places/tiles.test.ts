import { join } from 'node:path';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../../rules/expressions/read-query.ts';
import { tileOf, tilesOver, type Extent, type TileAddress } from '../../../rules/maps/mercator.ts';
import { decodeTile } from '../../../rules/maps/mvt-decode.ts';
import type { PlaceSource } from '../../../rules/maps/place.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { dataFolder, hasData } from '../../ingest/testing/data-folder.ts';
import type { EngineTable } from '../index.ts';
import { aField, aWorkbench, type Workbench } from '../testing/tables.ts';

type Source = Exclude<PlaceSource, { kind: 'district' }>;

let bench: Workbench;
beforeAll(async () => {
  bench = await aWorkbench();
});
afterAll(() => bench.close());

const PAIR: Source = { kind: 'pair', x: 'lon', y: 'lat', system: null };
const SHAPE: Source = { kind: 'geometry', field: 'geometry', system: 'WGS-84' };
const CITY: Extent = [120.5, 30.5, 122.5, 32];

/** The features of a tile as an independent reader has them. */
function featuresIn(bytes: Uint8Array): VectorTileFeature[] {
  if (bytes.length === 0) return [];
  const layer = new VectorTile(new PbfReader(bytes)).layers['rows'];
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index));
}

interface AskedTile {
  table: EngineTable;
  source: Source;
  where?: string;
}
const tileBytes = ({ table, source, where }: AskedTile, tile: TileAddress): Promise<Uint8Array> =>
  bench.engine.tile(table, readQuery({ where }, table.columns), { source, tile });
const countOf = (features: readonly VectorTileFeature[]): number =>
  features.reduce((sum, { properties }) => sum + Number(properties['count'] ?? 1), 0);

const POINTS = [aField('name', 'text'), aField('lon', 'decimal'), aField('lat', 'decimal')];
const busStops = 'A_city/sh_poi_bus_stop.csv';

describe('tiles of points', () => {
  describe.skipIf(!hasData(busStops))('of 10,186 bus stops', () => {
    let table: EngineTable;
    let places: { name: string; lon: number; lat: number }[];
    beforeAll(async () => {
      const sql = `SELECT name, CAST(lon AS DOUBLE) AS lon, CAST(lat AS DOUBLE) AS lat FROM read_csv('${join(dataFolder, busStops)}', header = true, all_varchar = true)`;
      table = await bench.tableOf(POINTS, sql, 10_186);
      places = (await bench.read(`(${sql})`)).map(([name, lon, lat]) => ({
        name: String(Object.values({ name })[0]),
        lon: Number(lon),
        lat: Number(lat),
      }));
    });

    it.each([8, 11])(
      '[xz-25-6] given zoom %i, when all tiles of the city are read, then their counts sum to the rows, tile by tile as the formula says',
      async (z) => {
        let sum = 0;
        for (const tile of tilesOver(CITY, z)) {
          const inTile = places.filter((place) => {
            const { x, y } = tileOf(place, z);
            return x === tile.x && y === tile.y;
          });
          const found = countOf(featuresIn(await tileBytes({ table, source: PAIR }, tile)));
          expect(found, JSON.stringify(tile)).toBe(inTile.length);
          sum += found;
        }
        expect(sum).toBe(places.length);
      },
    );

    it('[xz-25-6] given a fine zoom, when the tiles with stops are read, then every row is in exactly the tile that the formula says, with its fields', async () => {
      const byTile = new Map<string, number[]>();
      for (const [row, place] of places.entries()) {
        const { x, y } = tileOf(place, 17);
        byTile.set(`${x}/${y}`, [...(byTile.get(`${x}/${y}`) ?? []), row]);
      }
      for (const [key, rows] of [...byTile].slice(0, 60)) {
        const [x = 0, y = 0] = key.split('/').map(Number);
        const features = featuresIn(await tileBytes({ table, source: PAIR }, { z: 17, x, y }));
        expect(features.map(({ id }) => id).sort((a = 0, b = 0) => a - b)).toEqual(rows);
        for (const { id, properties, loadGeometry } of features.slice(0, 1)) {
          expect(properties['name']).toBe(places[id ?? -1]?.name);
          expect(typeof loadGeometry).toBe('function');
        }
      }
    });

    it('[xz-17] given a condition, when tiles are read, then only its rows are in them', async () => {
      const where = "name like '%路%'";
      const page = await bench.engine.count(table, readQuery({ where }, POINTS));
      const found = featuresIn(await tileBytes({ table, source: PAIR, where }, { z: 0, x: 0, y: 0 }));
      expect(countOf(found)).toBe(page.total);
      expect(page.total).toBeLessThan(places.length);
    });
  });

  it('given any points, when the tiles of any zoom over them are added up, then each is there once', async () => {
    const place = fc.tuple(
      fc.double({ min: 121, max: 121.9, noNaN: true }),
      fc.double({ min: 31, max: 31.6, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 12 }),
        async (sample, z) => {
          const rows = sample.map(([lon, lat], index) => [String(index), String(lon), String(lat)]);
          const table = await bench.table(POINTS, rows, { lon: 'DOUBLE', lat: 'DOUBLE' });
          let sum = 0;
          for (const tile of tilesOver([121, 31, 121.9, 31.6], z))
            sum += countOf(featuresIn(await tileBytes({ table, source: PAIR }, tile)));
          expect(sum).toBe(sample.length);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('given a million points, when the coarsest tiles are made, then each is below 100 kB and their counts are whole', async () => {
    const sql = `SELECT 'p' AS name, 120.9 + (i % 997) * 0.001 AS lon, 30.7 + ((i * 7919) % 1009) * 0.001 AS lat FROM range(1000000) AS r(i)`;
    const table = await bench.tableOf(POINTS, sql, 1_000_000);
    for (const z of [0, 7, 9]) {
      let sum = 0;
      for (const tile of tilesOver(CITY, z)) {
        const bytes = await tileBytes({ table, source: PAIR }, tile);
        expect(bytes.length).toBeLessThan(100_000);
        sum += countOf(featuresIn(bytes));
      }
      expect(sum).toBe(1_000_000);
    }
  });

  it('given coordinates that are none, or off the map, when tiles are read, then the other rows are there and these are counted as placeless', async () => {
    const rows = [
      ['a', '121.5', '31.2'],
      ['b', null, '31.2'],
      ['c', '500000', '3400000'],
      ['d', '121.5', '89.9'],
    ];
    const table = await bench.table(POINTS, rows);
    const layer = await bench.engine.layer(table, readQuery({}, POINTS), PAIR);
    expect([layer.rows, [...layer.row]]).toEqual([4, [0]]);
    expect(countOf(featuresIn(await tileBytes({ table, source: PAIR }, { z: 0, x: 0, y: 0 })))).toBe(1);
  });

  it('given GCJ-02, when a tile is cut, then the point stands where WGS-84 has it', async () => {
    const table = await bench.table(POINTS, [['a', '121.4742', '31.2304']]);
    const [west] = await Promise.all(
      [null, 'GCJ-02'].map(async (system) => {
        const layer = await bench.engine.layer(table, readQuery({}, POINTS), { ...PAIR, system });
        return layer.x[0] ?? 0;
      }),
    );
    const moved = await bench.engine.layer(table, readQuery({}, POINTS), { ...PAIR, system: 'GCJ-02' });
    const degrees = (((west ?? 0) - (moved.x[0] ?? 0)) / 2 ** 32) * 360;
    expect(degrees).toBeGreaterThan(0.003);
    expect(degrees).toBeLessThan(0.006);
  });

  it('given a query that does not select the place, when a tile is asked for, then it says that there are none', async () => {
    const table = await bench.table(POINTS, [['a', '121.5', '31.2']]);
    const query = readQuery({ select: 'name' }, POINTS);
    const at = { source: PAIR, tile: { z: 0, x: 0, y: 0 } };
    await expect(bench.engine.tile(table, query, at)).rejects.toThrow(new Problem('no-places'));
  });
});

describe('tiles of lines and areas', () => {
  const FIELDS = [aField('id', 'integer'), aField('geometry', 'geometry')];

  it('given a line over many tiles, when they are read, then it goes on from one to the next at their common edge', async () => {
    const table = await bench.table(FIELDS, [['7', 'LINESTRING (121.0 31.2, 122.0 31.2)']]);
    const found = await Promise.all(
      tilesOver([121, 31.2, 121.99, 31.2], 10).map((tile) => tileBytes({ table, source: SHAPE }, tile)),
    );
    const lines = found.map(
      (bytes) => featuresIn(bytes).map((feature) => feature.loadGeometry())[0]?.[0] ?? [],
    );
    expect(found.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(line.at(-1)?.x).toBe(4096 + 64);
    for (const line of lines.slice(1)) expect(line[0]?.x).toBe(-64);
    expect(featuresIn(found[0]!)[0]?.properties).toEqual({ id: 7 });
  });

  it('given an area with a hole, whichever way its rings run, when a tile is read, then it is one polygon with one hole', async () => {
    const outer = ['121 31', '122 31', '122 32', '121 32', '121 31'];
    const hole = ['121.4 31.4', '121.6 31.4', '121.6 31.6', '121.4 31.6', '121.4 31.4'];
    const wkt = [outer, outer.toReversed()].map(
      (ring) => `POLYGON ((${ring.join(', ')}), (${hole.join(', ')}))`,
    );
    const table = await bench.table(
      FIELDS,
      wkt.map((text, index) => [String(index), text]),
    );
    const tile = tileOf({ lon: 121.5, lat: 31.5 }, 7);
    const bytes = await tileBytes({ table, source: SHAPE }, tile);
    const features = featuresIn(bytes);
    expect(features).toHaveLength(2);
    for (const feature of features) {
      const { type, coordinates } = feature.toGeoJSON(tile.x, tile.y, tile.z).geometry as unknown as {
        type: string;
        coordinates: unknown[];
      };
      expect([type, coordinates.length]).toEqual(['Polygon', 2]);
    }
    expect(decodeTile(bytes).map(({ parts, id }) => [id, parts])).toEqual(
      features.map((feature) => [
        feature.id,
        feature.loadGeometry().map((ring) => ring.slice(0, -1).flatMap(({ x, y }) => [x, y])),
      ]),
    );
  });

  it('given more shapes than one tile holds, when it is read, then they are counted by cell', async () => {
    const sql = `SELECT i AS id, 'LINESTRING (' || (121 + (i % 80) * 0.01) || ' 31.2, ' || (121 + (i % 80) * 0.01) || ' 31.3)' AS geometry FROM range(2500) AS r(i)`;
    const table = await bench.tableOf(FIELDS, sql, 2500);
    const features = featuresIn(await tileBytes({ table, source: SHAPE }, { z: 0, x: 0, y: 0 }));
    expect(countOf(features)).toBe(2500);
    expect(features[0]?.properties).toHaveProperty('count');
  });
});
