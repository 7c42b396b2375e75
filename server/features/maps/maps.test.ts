import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../rules/api/operation.ts';
import type { getMap, listPlaces } from '../../../rules/maps/maps.operations.ts';
import { tileOf } from '../../../rules/maps/mercator.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';

type MapView = OutputOf<typeof getMap>;
type PlacesView = OutputOf<typeof listPlaces>;

/** People's Square in 黄浦区, a place in 浦东新区, one outside the city, and none. */
const STATIONS = `站名,wgs84_lon,wgs84_lat
人民广场,121.4755,31.2300
世纪公园,121.5517,31.2190
昆山站,120.9500,31.3900
待建站,,
`;
const COUNTS = `所在区,所数
黄浦区,3
浦东新区,5
浦东新区,7
崇明区,1
`;

describe('maps', () => {
  let platform: Platform;
  let stations: string;
  let counts: string;
  const get = <T>(path: string) => platform.ask<T>(null, 'GET', path);
  const fetched = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${platform.origin}/api/v1${path}`, { headers });
  beforeAll(async () => {
    platform = await testPlatform();
    ({ datasetId: stations } = await openDataset(platform, aFile(STATIONS, '站点.csv'), '轨道交通站点'));
    ({ datasetId: counts } = await openDataset(platform, aFile(COUNTS, '网点.csv'), '服务网点数'));
  }, 120_000);
  afterAll(() => platform.close());

  it('[xz-25-6] given columns of longitude and latitude, when the map is asked for, then it tells the system, the rows without a place and those of each district', async () => {
    const { places, tiles, tilejson } = await get<MapView>(`/datasets/${stations}/map`);
    expect(places).toMatchObject({
      kind: 'points',
      fields: ['wgs84_lon', 'wgs84_lat'],
      coordinateSystem: 'WGS-84',
      rows: 4,
      placeless: 1,
      elsewhere: 1,
    });
    expect(places.districts).toEqual([
      { code: '310101', name: '黄浦区', count: 1 },
      { code: '310115', name: '浦东新区', count: 1 },
    ]);
    expect([tilejson, tiles.length]).toEqual(['3.0.0', 1]);
  });

  it('[xz-25-6] given the address in the TileJSON, when a tile is fetched, then an independent reader finds the row with its fields, and the same tile is not sent twice', async () => {
    const { tiles } = await get<MapView>(`/datasets/${stations}/map`);
    const { z, x, y } = tileOf({ lon: 121.4755, lat: 31.23 }, 14);
    const path = decodeURI(new URL(tiles[0] ?? '').pathname).replace('{z}/{x}/{y}', `${z}/${x}/${y}`);
    const address = `${platform.origin}${path}`;
    const response = await fetch(address);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.mapbox-vector-tile',
    ]);
    const layer = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers['rows'];
    expect([layer?.length, layer?.feature(0).properties['站名']]).toEqual([1, '人民广场']);
    const again = await fetch(address, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('[xz-17] given a condition, when map and tile are asked for, then they are of its rows', async () => {
    const where = encodeURIComponent("站名 = '世纪公园'");
    const { places } = await get<MapView>(`/datasets/${stations}/map?where=${where}`);
    expect([places.rows, places.districts.map(({ name }) => name)]).toEqual([1, ['浦东新区']]);
    const { x, y } = tileOf({ lon: 121.4755, lat: 31.23 }, 14);
    expect((await fetched(`/datasets/${stations}/map/14/${x}/${y}?where=${where}`)).status).toBe(204);
  });

  it('[xz-25-6] given names of districts, when the map is asked for, then rows are counted by district and there are no tiles', async () => {
    const { places, tiles } = await get<MapView>(`/datasets/${counts}/map`);
    expect(tiles).toEqual([]);
    expect(places).toMatchObject({ kind: 'districts', fields: ['所在区'], rows: 4, elsewhere: 0 });
    expect(places.districts.map(({ name, count }) => [name, count])).toEqual([
      ['黄浦区', 1],
      ['浦东新区', 2],
      ['崇明区', 1],
    ]);
    const answer = await fetched(`/datasets/${counts}/map/0/0/0`);
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'no-places' }]);
  });

  it('given tiles that cannot be, when they are asked for, then they are not found', async () => {
    for (const tile of ['1/2/0', '19/0/0', '-1/0/0', '3/a/0']) {
      const answer = await fetched(`/datasets/${stations}/map/${tile}`);
      expect([tile, answer.status]).toEqual([tile, 404]);
    }
  });

  it('[xz-25-6] given open datasets with places, when they are listed for a district, then those with rows in it are there, until one is suspended', async () => {
    const found = async (): Promise<string[]> => {
      const { items } = await get<PlacesView>(`/places?district=${encodeURIComponent('黄浦区')}`);
      return items.map(({ id }) => id).sort();
    };
    expect(await found()).toEqual([stations, counts].sort());
    expect((await get<PlacesView>('/places?district=310151')).items.map(({ id }) => id)).toEqual([counts]);
    const body = { reason: '核实坐标' };
    await platform.ask(platform.tokens.operator, 'POST', `/datasets/${counts}/suspend`, { body });
    expect(await found()).toEqual([stations]);
    expect((await fetched(`/datasets/${counts}/map`)).status).toBe(409);
  });
});
