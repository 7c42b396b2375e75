import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../testing/encode.ts';
import {
  dbfBytes,
  NO_SHAPE,
  partsContent,
  pointContent,
  readTable,
  refusalOf,
  scratchFolder,
  shpBytes,
  writeFiles,
} from '../../testing/geo-files.ts';

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

const gbk = (text: string): Buffer => encodeText(text, 'gb18030');
const column = (name: string, kind: string, length: number) => ({ name, kind, length });
const NAMES = dbfBytes({
  columns: [column('NAME', 'C', 12)],
  rows: [[gbk('黄浦区')], [gbk('徐汇区')]],
});
const square = (x: number, y: number, size: number, clockwise: boolean) => {
  const corners = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ] as const;
  return clockwise ? corners : corners.toReversed();
};
const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],UNIT["Degree",0.0174532925199433]]';
const RUNS = { numRuns: Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 2) };

describe('a shapefile', () => {
  it('[xz-16] given areas with holes, a GBK table without .cpg and a .prj, when read, then all of it is there', async () => {
    const island = square(4, 4, 1, true);
    await writeFiles(folder, {
      'area.shp': shpBytes(5, [
        partsContent(5, [square(0, 0, 10, true), square(3, 3, 4, false), island]),
        NO_SHAPE,
      ]),
      'AREA.DBF': NAMES,
      'Area.prj': WGS84,
    });
    const { reading, rows } = await readTable(folder, 'area.shp');
    expect(reading).toMatchObject({
      format: 'shapefile',
      encoding: 'gb18030',
      coordinateSystem: 'WGS-84',
      rows: 2,
    });
    expect(reading.columns.map(({ name, type }) => [name, type])).toEqual([
      ['NAME', 'text'],
      ['geometry', 'geometry'],
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      [
        '黄浦区',
        'MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (3 3, 7 3, 7 7, 3 7, 3 3)), ((4 4, 4 5, 5 5, 5 4, 4 4)))',
      ],
      ['徐汇区', ''],
    ]);
  });

  it('[xz-16] given points with height and no measure, and no .dbf nor .prj, when read, then both lacks are said', async () => {
    await writeFiles(folder, { 'bare.shp': shpBytes(11, [pointContent(121.47, 31.23, 4, -1e39)]) });
    const { reading, rows, codes } = await readTable(folder, 'bare.shp');
    expect(rows[0]?.cells).toEqual(['POINT Z (121.47 31.23 4)']);
    expect(reading.coordinateSystem).toBeNull();
    expect(codes).toEqual(['shapefile-without-table', 'coordinates-unstated']);
  });

  it('[xz-16] given a projection in zones of three degrees, when read, then typed geometry is in degrees', async () => {
    await writeFiles(folder, {
      'zone.shp': shpBytes(11, [pointContent(40_546_310.62, 3_455_933.35, 0, 1)]),
      'zone.prj': WGS84.replace(
        /^.*$/,
        'PROJCS["CGCS2000_3_Degree_GK_Zone_40",$&,PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",40500000],PARAMETER["Central_Meridian",120],PARAMETER["Scale_Factor",1],UNIT["Meter",1]]',
      ).replaceAll('WGS_1984', 'China_2000'),
    });
    const { reading, rows, codes } = await readTable(folder, 'zone.shp');
    expect(reading.coordinateSystem).toBe('EPSG:4528');
    expect(codes).toContain('coordinates-converted');
    expect(rows[0]?.typed[0]).toMatch(/^POINT ZM \(120\.48\d+ 31\.22\d+ 0 1\)$/);
  });

  it('given a choice of system, when read, then it is believed, and a wrong one refused', async () => {
    await writeFiles(folder, { 'chosen.shp': shpBytes(11, [pointContent(121.47, 31.23, 4, -1e39)]) });
    const { reading, rows } = await readTable(folder, 'chosen.shp', { coordinateSystem: 'GCJ-02' });
    expect(reading.coordinateSystem).toBe('GCJ-02');
    expect(rows[0]?.typed[0]).toMatch(/^POINT Z \(121\.465\d+ 31\.23\d+ 4\)$/);
    await expect(readTable(folder, 'chosen.shp', { coordinateSystem: 'EPSG:1' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('given a table and shapes that are not as many, a link as table, and a table opened alone, then each is said', async () => {
    const point = pointContent(121, 31, 0, -1e39);
    await writeFiles(folder, {
      'few.shp': shpBytes(11, [point]),
      'few.dbf': NAMES,
      'linked.shp': shpBytes(11, [point]),
    });
    await symlink(join(folder, 'few.dbf'), join(folder, 'linked.dbf'));
    expect((await readTable(folder, 'few.shp')).codes).toContain('shapefile-counts');
    expect((await readTable(folder, 'linked.shp')).codes).toContain('shapefile-without-table');
    expect((await readTable(folder, 'few.dbf')).codes).toEqual(['part-of-shapefile']);
  });

  it.each([
    ['a.prj', WGS84, 'prj'],
    ['a.cpg', 'UTF-8', 'cpg'],
    ['a.shp.xml', '<metadata><Esri/></metadata>', 'metadata'],
    ['a.shx', Buffer.concat([shpBytes(5, []), Buffer.from('0000003200000034', 'hex')]), 'shx'],
  ])('[xz-16] given %s alone, when read, then it is named as a side file', async (name, content, part) => {
    await writeFiles(folder, { [name]: content });
    expect(await refusalOf(folder, name)).toMatchObject({
      code: 'unsupported-format',
      reason: 'side-file',
      args: { part },
    });
  });

  it('given lengths and counts that lie, when read, then it is refused with the record, at once', async () => {
    const lying = partsContent(5, [square(0, 0, 1, true)]);
    lying.writeUInt32LE(0x7fffffff, 40);
    const long = shpBytes(5, [partsContent(5, [square(0, 0, 1, true)])]);
    long.writeInt32BE(0x7fffffff, 104);
    await writeFiles(folder, { 'points.shp': shpBytes(5, [NO_SHAPE, lying]), 'long.shp': long });
    expect(await refusalOf(folder, 'points.shp')).toMatchObject({ reason: 'damaged-shapefile', row: 2 });
    expect(await refusalOf(folder, 'long.shp')).toMatchObject({ reason: 'damaged-shapefile', row: 1 });
  });

  it('given any bytes changed or cut off, when read, then it is read or refused, never a fault', async () => {
    const sound = shpBytes(5, [
      partsContent(5, [square(0, 0, 10, true), square(3, 3, 4, false)]),
      partsContent(5, [square(20, 0, 1, true)]),
    ]);
    const damage = fc.record({
      at: fc.nat(sound.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
      cut: fc.integer({ min: 5, max: sound.length }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, bytes, cut }) => {
        const broken = Buffer.from(sound);
        broken.set(bytes.subarray(0, sound.length - at), at);
        await writeFiles(folder, { 'broken.shp': broken.subarray(0, cut), 'broken.dbf': NAMES });
        await refusalOf(folder, 'broken.shp');
      }),
      RUNS,
    );
  });
});

describe('a database file', () => {
  it('[xz-16] given deleted records, dates, marks of truth and stars, when read, then cells say what they mean', async () => {
    const columns = [
      { ...column('', 'C', 10), name: gbk('名称') },
      column('N', 'N', 8),
      column('D', 'D', 8),
      column('L', 'L', 1),
      column('M', 'M', 10),
    ];
    const rows = [
      [gbk('人民广场'), '    12.5', '20240209', 'T', '1'],
      ['gone', '1', '', '', ''],
      [gbk('外滩'), '********', '00000000', '?', ''],
    ];
    await writeFiles(folder, { 'table.dbf': dbfBytes({ columns, rows, deleted: [1] }) });
    const { reading, rows: read, codes } = await readTable(folder, 'table.dbf');
    expect(reading.encoding).toBe('gb18030');
    expect(reading.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      '名称 text',
      'N decimal',
      'D date',
      'L boolean',
      'M text',
    ]);
    expect(read.map(({ cells }) => cells)).toEqual([
      ['人民广场', '12.5', '2024-02-09', 'true', ''],
      ['外滩', '', '', '', ''],
    ]);
    expect(codes).toEqual(expect.arrayContaining(['deleted-records', 'memo-fields']));
  });

  it('given a driver byte or a .cpg that the bytes contradict, when read, then the bytes are believed', async () => {
    const content = {
      columns: [column('NAME', 'C', 30)],
      rows: Array.from({ length: 30 }, () => ['上海市人民政府']),
    };
    await writeFiles(folder, { 'lie.dbf': dbfBytes({ ...content, driver: 0x4f }), 'lie.cpg': 'Big5' });
    const { reading, rows } = await readTable(folder, 'lie.dbf');
    expect(reading.encoding).toBe('utf-8');
    expect(rows[0]?.cells).toEqual(['上海市人民政府']);
  });

  it('given two thousand million records stated, when read, then those that are there are read and the lie is said', async () => {
    const content = { columns: [column('A', 'C', 3)], rows: [['x'], ['y']], stated: 0x80000000 };
    await writeFiles(folder, { 'many.dbf': dbfBytes(content) });
    const { reading, codes } = await readTable(folder, 'many.dbf');
    expect(reading.rows).toBe(2);
    expect(codes).toContain('record-count');
  });

  it('given any bytes of the header changed, when read, then it is read or refused, never a fault', async () => {
    const sound = dbfBytes({
      columns: [column('A', 'C', 3), column('B', 'N', 4)],
      rows: [
        ['x', '1'],
        ['y', '2'],
      ],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 96 }),
        fc.uint8Array({ minLength: 1, maxLength: 3 }),
        async (at, bytes) => {
          const broken = Buffer.from(sound);
          broken.set(bytes, at);
          await writeFiles(folder, { 'broken-table.dbf': broken });
          await refusalOf(folder, 'broken-table.dbf');
        },
      ),
      RUNS,
    );
  });
});
