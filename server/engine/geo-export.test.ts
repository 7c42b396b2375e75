import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { readQuery } from '../../rules/expressions/read-query.ts';
import { parseWkt } from '../../rules/reading/geo/geometry.ts';
import { inspectFile, sampleFile } from '../ingest/index.ts';
import { geoJsonOf } from './export-geojson.ts';
import type { EngineTable, RowFormat } from './index.ts';
import { aField, aWorkbench, bytesOf, type Cell, type Workbench } from './testing/tables.ts';

const run = promisify(execFile);

const COLUMNS = [
  aField('编号', 'integer'),
  aField('一个很长的中文字段名', 'text'),
  aField('一个很长的英文字段名', 'text'),
  aField('金额', 'decimal'),
  aField('有效', 'boolean'),
  aField('日期', 'date'),
  aField('时刻', 'datetime'),
  aField('geometry', 'geometry'),
];
const AREA =
  'POLYGON ((121 31, 122 31, 122 32, 121 32, 121 31), (121.4 31.4, 121.6 31.4, 121.6 31.6, 121.4 31.4))';
const SHAPES = [
  'POINT (121.47 31.23)',
  AREA,
  'LINESTRING (121 31, 122 31.5, 122.25 31.75)',
  `MULTIPOLYGON (${AREA.replace('POLYGON ', '')}, ((100 20, 101 20, 101 21, 100 20)))`,
  'MULTILINESTRING ((121 31, 122 31), (1 2, 3 4))',
  'MULTIPOINT (121 31, 122 31)',
  null,
  'POINT (-180 -90)',
];
const ROWS: Cell[][] = SHAPES.map((shape, index) => [
  index === 3 ? '9007199254740993' : String(index),
  index === 6 ? null : `站 ${index} "引号", 换行\n`,
  '',
  `${index}.125`,
  index % 2 === 0 ? 'true' : 'false',
  `2024-02-0${index + 1}`,
  `2024-02-29T08:00:0${index}`,
  shape,
]);

let bench: Workbench;
let table: EngineTable;
beforeAll(async () => {
  bench = await aWorkbench();
  table = await bench.table(COLUMNS, ROWS);
});
afterAll(() => bench.close());

const exported = async (format: RowFormat, text = {}, from = table): Promise<Buffer> =>
  bytesOf(await bench.engine.export(from, readQuery(text, from.columns), format, { layer: 'SH-JTW-000001' }));

/** The cells of every table of a file, as our reader of files, which shares no code with the writers, finds them. */
async function readAgain(
  name: string,
  bytes: Buffer,
): Promise<{ names: string[]; rows: (string | null)[][] }[]> {
  const path = join(bench.directory, name);
  await writeFile(path, bytes);
  const first = await inspectFile(path, name);
  const numbers = first.tables.map(({ number }) => number);
  return Promise.all(
    numbers.map(async (number) => {
      const choices = { table: number };
      const reading = await inspectFile(path, name, choices);
      const { rows } = await sampleFile(path, reading, choices, { offset: 0, limit: 1000 });
      return {
        names: reading.columns.map(({ name: each }) => each),
        rows: rows.map(({ cells }) => cells as Cell[]),
      };
    }),
  );
}

/** The same for two texts of one geometry, however their rings run and where they begin to be written. */
const canonical = (wkt: string | null | undefined): string => {
  const geometry = wkt ? parseWkt(wkt) : null;
  return geometry ? geoJsonOf(geometry) : '';
};

describe('exports of geometry', () => {
  it('[xz-17] given places, when they are exported as geojson, then each feature has its geometry and its values', async () => {
    const { type, features } = JSON.parse((await exported('geojson')).toString()) as {
      type: string;
      features: {
        geometry: { type: string; coordinates: unknown } | null;
        properties: Record<string, unknown>;
      }[];
    };
    expect(type).toBe('FeatureCollection');
    expect(features.map(({ geometry }) => geometry?.type ?? null)).toEqual([
      'Point',
      'Polygon',
      'LineString',
      'MultiPolygon',
      'MultiLineString',
      'MultiPoint',
      null,
      'Point',
    ]);
    expect(features[0]).toMatchObject({
      geometry: { coordinates: [121.47, 31.23] },
      properties: { 编号: 0, 金额: 0.125, 有效: true, 日期: '2024-02-01' },
    });
    expect(features[5]?.geometry?.coordinates).toEqual([
      [121, 31],
      [122, 31],
    ]);
    expect(features[3]?.properties['编号']).toBe('9007199254740993');
    expect(features[0]?.properties).not.toHaveProperty('geometry');
  });

  it('[xz-17] given places, when they are exported as a GeoPackage, then its layer has every geometry and value', async () => {
    const [layer] = await readAgain('a.gpkg', await exported('gpkg'));
    expect(layer?.names.toSorted()).toEqual(['fid', ...COLUMNS.map(({ name }) => name)].toSorted());
    const cell = (row: (string | null)[], name: string) => row[layer?.names.indexOf(name) ?? -1];
    layer?.rows.forEach((row, index) => {
      expect(canonical(cell(row, 'geometry'))).toBe(canonical(ROWS[index]?.[7]));
      expect(cell(row, '编号')).toBe(ROWS[index]?.[0]);
      expect(Number(cell(row, '金额'))).toBe(Number(ROWS[index]?.[3]));
      expect(cell(row, '时刻')).toBe(ROWS[index]?.[6]);
      expect(cell(row, '一个很长的中文字段名') ?? '').toBe(ROWS[index]?.[1] ?? '');
    });
    expect(layer?.rows).toHaveLength(ROWS.length);
  });

  it('[xz-17] given shapes of several types, when they are exported as shapefiles, then each type has its own and no row is lost', async () => {
    const areas = await exported('shp', { where: "日期 in ('2024-02-02', '2024-02-04')" });
    const [layer] = await readAgain('areas.zip', areas);
    expect(layer?.names).toEqual(['编号', '一个很', '一个_1', '金额', '有效', '日期', '时刻', 'geometry']);
    const wanted = ROWS.filter((_, index) => index === 1 || index === 3);
    expect(layer?.rows.map((row) => canonical(row.at(-1)))).toEqual(wanted.map((row) => canonical(row[7])));
    expect(layer?.rows.map((row) => row[0])).toEqual(wanted.map((row) => row[0]));
    expect(layer?.rows.map((row) => Number(row[3]))).toEqual([1.125, 3.125]);
    const names = (await listed(await exported('shp'))).filter((name) => name.endsWith('.shp'));
    expect(names).toEqual(
      ['points', 'lines', 'areas', 'multipoints'].map((type) => `SH-JTW-000001_${type}.shp`),
    );
  });

  it.each(['geojson', 'gpkg', 'shp'] as const)(
    'given no geometry is asked for, when %s is exported, then it is refused with words for it',
    async (format) => {
      const refused = exported(format, { select: '编号' });
      await expect(refused).rejects.toMatchObject({
        code: 'unsuitable-format',
        extra: { reason: 'no-geometry' },
      });
    },
  );

  it('given a geometry that a format lacks, when it is exported, then the format is refused or tells it as text', async () => {
    const odd = await bench.table(
      [aField('g', 'geometry')],
      [['GEOMETRYCOLLECTION (POINT (1 2))'], ['CIRCULARSTRING (0 0, 1 1, 2 0)']],
    );
    await expect(exported('shp', {}, odd)).rejects.toMatchObject({ code: 'unsuitable-format' });
    await expect(exported('gpkg', {}, odd)).rejects.toMatchObject({
      extra: { kinds: ['CIRCULARSTRING'] },
    });
    const { features } = JSON.parse((await exported('geojson', {}, odd)).toString()) as {
      features: object[];
    };
    expect(features[1]).toMatchObject({ geometry: null, wkt: 'CIRCULARSTRING (0 0, 1 1, 2 0)' });
  });

  it.each(['geojson', 'gpkg', 'shp'] as const)(
    'given no row fits, when %s is exported, then it is whole',
    async (format) => {
      const bytes = await exported(format, { where: '编号 = 77' });
      if (format === 'geojson')
        expect(JSON.parse(bytes.toString())).toEqual({ type: 'FeatureCollection', features: [] });
      else expect(bytes.length).toBeGreaterThan(500);
    },
  );

  it('[xz-17] given places, when GDAL opens what was exported, then it finds as many features as there are rows', async ({
    skip,
  }) => {
    const gdal = await run('ogrinfo', ['--version']).catch(() => null);
    if (!gdal) return skip('GDAL (ogrinfo) is not installed');
    for (const [format, ending] of [
      ['geojson', 'geojson'],
      ['gpkg', 'gpkg'],
      ['shp', 'shp.zip'],
    ] as const) {
      const path = join(bench.directory, `gdal.${ending}`);
      await writeFile(path, await exported(format));
      const { stdout, stderr } = await run('ogrinfo', ['-ro', '-al', '-so', path]);
      const counts = [...stdout.matchAll(/Feature Count: (\d+)/g)].map(([, count]) => Number(count));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS.length);
      expect(stdout).toContain('WGS');
      expect(stderr).toBe('');
    }
  }, 30_000);
});

/** Names in a ZIP, from its central directory. */
async function listed(bytes: Buffer): Promise<string[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) names.push(entry.fileName);
  return names;
}
