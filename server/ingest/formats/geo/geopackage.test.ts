import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable, refusalOf, scratchFolder } from '../../testing/geo-files.ts';

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
  makeRoads('roads.gpkg');
});
afterAll(() => remove());

const TABLES = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
  CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
  INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, '');`;

function make(name: string, sql: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, name));
  database.exec(TABLES + sql);
  return database;
}

function pointBlob(x: number, y: number): Buffer {
  const bytes = Buffer.alloc(29);
  bytes.write('GP', 0, 'latin1');
  bytes.writeInt32LE(4490, 4);
  bytes[3] = 1;
  bytes[8] = 1;
  bytes.writeUInt32LE(1, 9);
  bytes.writeDoubleLE(x, 13);
  bytes.writeDoubleLE(y, 21);
  return bytes;
}

function makeRoads(name: string): void {
  const database = make(
    name,
    `CREATE TABLE roads (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, made AS (fid * 2));
     CREATE TABLE notes (id INTEGER PRIMARY KEY, t TEXT);
     INSERT INTO gpkg_contents VALUES ('roads', 'features', '道路', 4490), ('notes', 'attributes', 'notes', 0);
     INSERT INTO gpkg_geometry_columns VALUES ('roads', 'geom', 'POINT', 4490);
     INSERT INTO notes VALUES (1, 'x');`,
  );
  const insert = database.prepare('INSERT INTO roads VALUES (?, ?, ?)');
  insert.run(1, pointBlob(121.47, 31.23), '001');
  insert.run(9_007_199_254_740_993n, null, '2');
  insert.run(3, Buffer.from('no geometry'), null);
  database.close();
}

describe('a GeoPackage', () => {
  it('[xz-16] given a layer and a table, when read, then both are tables, numbers in full, and nothing lies beside', async () => {
    const { reading, rows, codes } = await readTable(folder, 'roads.gpkg');
    expect(reading).toMatchObject({ format: 'geopackage', coordinateSystem: 'CGCS2000', rows: 3 });
    expect(reading.tables).toEqual([
      { number: 1, name: '道路', rows: 3 },
      { number: 2, name: 'notes', rows: 1 },
    ]);
    expect(reading.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'fid text',
      'code text',
      'geometry geometry',
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '001', 'POINT (121.47 31.23)'],
      ['3', '', '6e6f2067656f6d65747279'],
      ['9007199254740993', '2', ''],
    ]);
    expect(codes).toEqual(expect.arrayContaining(['bad-geometry', 'more-layers', 'coordinates-converted']));
    const notes = await readTable(folder, 'roads.gpkg', { table: 2 });
    expect(notes.rows.map(({ cells }) => cells)).toEqual([['1', 'x']]);
    expect((await readdir(folder)).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([]);
  });

  it('given a view that never ends, a table that is another program, and another database, then each is refused', async () => {
    const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c';
    make(
      'view.gpkg',
      `CREATE VIEW endless AS ${endless}; INSERT INTO gpkg_contents VALUES ('endless', 'attributes', 'e', 0);`,
    ).close();
    expect(await refusalOf(folder, 'view.gpkg')).toMatchObject({
      reason: 'geopackage-view',
      args: { part: 'endless' },
    });
    const contents = new DatabaseSync(join(folder, 'contents.gpkg'));
    contents.exec(`CREATE VIEW gpkg_contents AS ${endless}`);
    contents.close();
    expect(await refusalOf(folder, 'contents.gpkg')).toMatchObject({ reason: 'geopackage-view' });
    const other = new DatabaseSync(join(folder, 'other.db'));
    other.exec('CREATE TABLE t (a)');
    other.close();
    expect(await refusalOf(folder, 'other.db')).toMatchObject({ reason: 'not-geopackage' });
  });

  it('given any pages changed or cut off, when read, then it is read or refused, never a fault', async () => {
    const sound = await readFile(join(folder, 'roads.gpkg'));
    const damage = fc.record({
      at: fc.integer({ min: 16, max: sound.length - 1 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.integer({ min: 100, max: sound.length }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, bytes, cut }) => {
        const broken = Buffer.from(sound);
        broken.set(bytes.subarray(0, sound.length - at), at);
        await writeFile(join(folder, 'broken.gpkg'), broken.subarray(0, cut));
        await refusalOf(folder, 'broken.gpkg');
      }),
      { numRuns: Math.ceil(Number(process.env['KAISHU_RUNS'] ?? 100) / 2) },
    );
  });
});
