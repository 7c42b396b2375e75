import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordsPage } from '../../rules/datasets/datasets.operations.ts';
import type { ProblemView } from '../../rules/problems/problem.schema.ts';
import { testPlatform, type Platform } from '../testing/platform.ts';
import { aFile, openDataset } from '../testing/publishing.ts';

const STATIONS = [
  ['人民广场', '黄浦', 3, [121.475, 31.233]],
  ['徐家汇', '徐汇', 3, [121.437, 31.195]],
  ['上海南站', '徐汇', 2, [121.429, 31.154]],
  ['东方体育中心', '浦东', 3, [121.48, 31.152]],
] as const;
const FEATURES = {
  type: 'FeatureCollection',
  features: STATIONS.map(([name, district, lines, coordinates]) => ({
    type: 'Feature',
    properties: { 站名: name, 区: district, 线路数: lines },
    geometry: { type: 'Point', coordinates },
  })),
};

let platform: Platform;
let stations: string;
beforeAll(async () => {
  platform = await testPlatform();
  const file = aFile(JSON.stringify(FEATURES), '车站.geojson');
  stations = (await openDataset(platform, file, '车站位置')).datasetId;
}, 120_000);
afterAll(() => platform.close());

const search = (parts: Record<string, string>): string => new URLSearchParams(parts).toString();
const records = (parts: Record<string, string>): Promise<RecordsPage> =>
  platform.ask<RecordsPage>(null, 'GET', `/datasets/${stations}/records?${search(parts)}`);

describe('taking rows', () => {
  it('[xz-17] given groups are asked for, when rows are taken, then there is one for each, as the condition on groups says', async () => {
    const query = { select: '区, count(*) as 站, sum(线路数) as 线', groupBy: '区', orderBy: '站 desc, 区' };
    expect((await records(query)).items).toEqual([
      { 区: '徐汇', 站: 2, 线: 5 },
      { 区: '浦东', 站: 1, 线: 3 },
      { 区: '黄浦', 站: 1, 线: 3 },
    ]);
    const page = await records({ ...query, having: 'count(*) > 1' });
    expect(page.items).toEqual([{ 区: '徐汇', 站: 2, 线: 5 }]);
    expect(page.total).toBe(1);
  });

  it('[xz-17] given the same groups with another condition, when they are asked for one after the other, then each has its own answer', async () => {
    const total = async (having: string): Promise<number | null> =>
      (await records({ groupBy: '区', having })).total;
    expect([await total('count(*) = 1'), await total('count(*) = 2'), await total('count(*) = 1')]).toEqual([
      2, 1, 2,
    ]);
  });

  it('given groups, when pages of one are followed, then every group comes once', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: RecordsPage = await records({
        groupBy: '区',
        limit: '1',
        ...(cursor === '' ? {} : { cursor }),
      });
      seen.push(...page.items);
      cursor = page.next;
    }
    expect(seen).toEqual([
      { 区: '徐汇', count: 2 },
      { 区: '浦东', count: 1 },
      { 区: '黄浦', count: 1 },
    ]);
  });

  it('[xz-17] given places, when what is near or in a box is asked for, then it comes, the nearest first', async () => {
    const near = await records({
      select: '站名, round(distance(geometry, 121.44, 31.2)) as 米',
      where: 'distance(geometry, 121.44, 31.2) < 6000',
      orderBy: 'distance(geometry, 121.44, 31.2)',
    });
    expect(near.items.map(({ 站名 }) => 站名)).toEqual(['徐家汇', '人民广场', '上海南站']);
    const box = await records({ where: 'within_box(geometry, 121.4, 31.1, 121.45, 31.2)' });
    expect(box.items.map(({ 站名 }) => 站名)).toEqual(['徐家汇', '上海南站']);
  });

  it('given a value that is not grouped by, when it is asked for, then the answer says where and why', async () => {
    const path = `/datasets/${stations}/records?${search({ select: '站名', groupBy: '区' })}`;
    expect(await platform.ask<ProblemView>(null, 'GET', path, { status: 400 })).toMatchObject({
      type: '/problems/invalid-expression',
      reason: 'not-grouped',
      part: 'select',
      position: 1,
    });
  });

  const answer = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${platform.origin}/api/v1/datasets/${stations}/${path}`, { headers });
  const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

  it.each([
    ['application/geo+json;q=0.9, text/html', 'application/geo+json; charset=utf-8'],
    ['text/csv;q=0.2, application/vnd.apache.arrow.stream', 'application/vnd.apache.arrow.stream'],
    ['application/vnd.apache.parquet', 'application/vnd.apache.parquet'],
    ['text/html, */*;q=0.1', 'application/json; charset=utf-8'],
    ['text/csv;q=0, application/pdf', 'application/json; charset=utf-8'],
  ])(
    'given Accept: %s, when rows are taken, then they come as %s and caches are told',
    async (accept, type) => {
      const taken = await answer('records?limit=2', { accept });
      expect(taken.status).toBe(200);
      expect(taken.headers.get('content-type')).toBe(type);
      expect(taken.headers.get('vary')).toContain('accept');
      const again = await answer('records?limit=2', {
        accept,
        'if-none-match': taken.headers.get('etag') ?? '',
      });
      expect(again.status).toBe(304);
      const other = accept.includes('arrow') ? 'text/csv' : 'application/vnd.apache.arrow.stream';
      const changed = { accept: other, 'if-none-match': taken.headers.get('etag') ?? '' };
      expect((await answer('records?limit=2', changed)).status).toBe(200);
    },
  );

  it('[xz-17] given a page of rows is taken as geojson and as arrow, then it has as many rows as were asked for', async () => {
    const { features } = (await (await answer('records?limit=2&format=geojson')).json()) as {
      features: unknown[];
    };
    expect(features).toHaveLength(2);
    expect(tableFromIPC(await bytesOf(await answer('records?limit=3&format=arrow'))).numRows).toBe(3);
  });

  it.each([
    ['geojson', 'application/geo+json; charset=utf-8', '{"type":"FeatureCollection"'],
    ['shp', 'application/zip', 'PK'],
    ['gpkg', 'application/geopackage+sqlite3', 'SQLite format 3'],
    ['xml', 'application/xml; charset=utf-8', '<?xml'],
    ['rdf', 'application/rdf+xml; charset=utf-8', '<?xml'],
    ['arrow', 'application/vnd.apache.arrow.stream', '\ufffd'],
  ])(
    '[xz-17] given a dataset with places, when it is exported as %s, then the file comes with its type, name and digest',
    async (format, type, begin) => {
      await bytesOf(await answer(`exports/${format}`));
      const taken = await answer(`exports/${format}`);
      expect(taken.headers.get('content-type')).toBe(type);
      expect(taken.headers.get('repr-digest')).toMatch(/^sha-256=/);
      expect(taken.headers.get('content-disposition')).toMatch(/-v1\.\w/);
      expect((await bytesOf(taken)).toString().startsWith(begin)).toBe(true);
    },
  );

  it('[xz-17] given a dataset without places, when a format for places is asked for, then 406 says why in the reader’s language', async () => {
    const path = `exports/gpkg?${search({ select: '站名' })}`;
    const refused = await answer(path, { 'accept-language': 'en' });
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({
      code: 'unsuitable-format',
      format: 'gpkg',
      reason: 'no-geometry',
      detail: expect.stringContaining('None of the fields asked for is a geometry') as string,
    });
    const rows = await answer(`records?${search({ select: '站名', format: 'geojson' })}`);
    expect(rows.status).toBe(406);
  });

  it('given coordinates in two fields, when a point is made of them, then it is exported as geojson', async () => {
    const query = search({ select: '站名, point(线路数, 31) as p', orderBy: '站名' });
    const { features } = (await (await answer(`exports/geojson?${query}`)).json()) as {
      features: { geometry: object }[];
    };
    expect(features[0]?.geometry).toEqual({ type: 'Point', coordinates: [2, 31] });
  });
});
