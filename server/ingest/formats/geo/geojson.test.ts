import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../testing/encode.ts';
import { readTable, refusalOf, scratchFolder, writeFiles } from '../../testing/geo-files.ts';

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

const given = async (name: string, content: string | Buffer) => {
  await writeFiles(folder, { [name]: content });
  return readTable(folder, name);
};

describe('GeoJSON', () => {
  it('[xz-16] given a collection in GBK with numbers of many digits, when read, then every digit is kept', async () => {
    const text = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[
      {"type":"Feature","id":7,"properties":{"名称":"人民广场","list":[1.10,"x"],"id":"own"},"geometry":{"type":"Point","coordinates":[121.470000000000001,31.230,0.0]}},
      {"type":"Feature","properties":{"名称":null},"geometry":null}]}`;
    const { reading, rows, codes } = await given('a.geojson', encodeText(text, 'gb18030'));
    expect(reading).toMatchObject({
      format: 'geojson',
      encoding: 'gb18030',
      coordinateSystem: 'CGCS2000',
      rows: 2,
    });
    expect(reading.columns.map(({ name, label }) => [name, label])).toEqual([
      ['id', 'id'],
      ['名称', '名称'],
      ['list', 'list'],
      ['id_2', 'id'],
      ['geometry', 'geometry'],
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['7', '人民广场', '[1.10,"x"]', 'own', 'POINT Z (121.470000000000001 31.230 0.0)'],
      ['', '', '', '', ''],
    ]);
    expect(codes).toContain('coordinates-converted');
  });

  it('[xz-16] given swapped, open and impossible places, when read, then each is named by its record', async () => {
    const geometries = [
      '{"type":"Point","coordinates":[31.23,121.47]}',
      '{"type":"Polygon","coordinates":[[[121,31],[122,31],[122,32]]]}',
      '{"type":"Point","coordinates":[1214.7,312.3]}',
      '{"type":"Point","coordinates":["121",31]}',
      '{"type":"Point","coordinates":[121.47,31.23]}',
    ];
    const features = geometries.map(
      (geometry) => `{"type":"Feature","properties":{},"geometry":${geometry}}`,
    );
    const { reading, rows } = await given(
      'bad.json',
      `{"type":"FeatureCollection","features":[${features.join(',')}]}`,
    );
    const said = Object.fromEntries(reading.warnings.map(({ code, row }) => [code, row]));
    expect(said).toEqual({
      'coordinates-by-standard': null,
      'coordinates-swapped': 1,
      'open-rings': 2,
      'coordinates-outside': 3,
      'bad-geometry': 4,
    });
    expect(rows[3]?.cells).toEqual(['{"type":"Point","coordinates":["121",31]}']);
    expect(rows[3]?.typed).toEqual([null]);
    expect(reading.columns[0]?.plan.unfit).toBe(1);
  });

  it('given a name that speaks of GCJ-02, when read, then typed geometry is shifted back and it is said why', async () => {
    const point =
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[121.4745349,31.2280675]}}';
    const { reading, rows, codes } = await given('上海_gcj02.geojson', point);
    expect(reading.coordinateSystem).toBe('GCJ-02');
    expect(codes).toEqual(['coordinates-by-name', 'coordinates-converted']);
    expect(rows[0]?.typed[0]).toBe('POINT (121.47 31.230000018)');
  });

  it('given a feature, a bare geometry, a sequence and features a line, when read, then each is a table', async () => {
    const feature =
      '{"type":"Feature","properties":{"a":1},"geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}}';
    expect((await given('one.json', feature)).rows.map(({ cells }) => cells)).toEqual([
      ['1', 'MULTIPOINT (1 2, 3 4)'],
    ]);
    const collection = '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}';
    expect((await given('bare.json', collection)).rows[0]?.cells).toEqual([
      'GEOMETRYCOLLECTION (POINT (1 2))',
    ]);
    expect((await given('seq.geojsons', `\x1e${feature}\n\x1e${feature}\n`)).reading.rows).toBe(2);
    expect((await given('lines.geojsonl', `${feature}\n${feature}\n${feature}`)).reading.rows).toBe(3);
  });

  it('given JSON that only has a type, when read, then it is JSON; and a collection of nothing is refused', async () => {
    expect(
      (await given('types.json', '[{"type":"Point","value":1},{"type":"Point","value":2}]')).reading.format,
    ).toBe('json');
    await writeFiles(folder, { 'none.json': '{"type":"FeatureCollection","features":[]}' });
    expect(await refusalOf(folder, 'none.json')).toMatchObject({ reason: 'no-features' });
  });

  it('given any positions and properties, when written and read, then they are the same', async () => {
    const ordinate = fc.double({ min: -179, max: 179, noNaN: true });
    const feature = fc.record({
      name: fc.string(),
      line: fc.array(fc.tuple(ordinate, ordinate), { minLength: 2, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(feature, { minLength: 1, maxLength: 5 }), async (features) => {
        const text = JSON.stringify({
          type: 'FeatureCollection',
          features: features.map(({ name, line }) => ({
            type: 'Feature',
            properties: { name },
            geometry: { type: 'LineString', coordinates: line },
          })),
        });
        const { rows } = await given('any.geojson', text);
        expect(rows.map(({ cells }) => cells)).toEqual(
          features.map(({ name, line }) => [
            name,
            `LINESTRING (${line.map((place) => place.map((value) => JSON.stringify(value)).join(' ')).join(', ')})`,
          ]),
        );
      }),
      { numRuns: Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 4) },
    );
  });
});
